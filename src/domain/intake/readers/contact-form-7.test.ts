import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerMail, customerName } from '../enquiry.ts';
import { readOne } from '../mail.fixtures.ts';

const FOOTER =
  '--\nDiese E-Mail wurde von einem Kontaktformular von Autohaus Muster (https://www.autohaus.example) gesendet';

test('Contact Form 7: the German default mail', () => {
  const enquiry = readOne({
    from: 'wordpress@autohaus.example',
    fromName: 'Anna Beispiel',
    replyTo: 'anna@example.org',
    subject: 'Autohaus Muster "Frage zum Golf"',
    text: `Von: Anna Beispiel <anna@example.org>\nBetreff: Frage zum Golf\n\nNachrichtentext:\nGuten Tag,\n\nist der Golf noch da?\n\nGruß: Anna\n\n${FOOTER}`,
  });
  assert.equal(enquiry.parse.reader, 'contact-form-7');
  assert.equal(enquiry.parse.reason, 'footer of https://www.autohaus.example');
  assert.equal(enquiry.parse.status, 'ok');
  assert.equal(customerName(enquiry), 'Anna Beispiel');
  assert.equal(customerMail(enquiry), 'anna@example.org');
  assert.equal(enquiry.message?.text, 'Guten Tag,\n\nist der Golf noch da?\n\nGruß: Anna');
  assert.deepEqual(enquiry.extra, [{ key: 'Betreff', value: 'Frage zum Golf' }]);
  assert.equal(enquiry.source.name, 'Autohaus Muster');
  assert.equal(enquiry.source.referrer, 'https://www.autohaus.example');
});

test('Contact Form 7: fields a site added are read by their labels', () => {
  const enquiry = readOne({
    text: `Von: Anna Beispiel [anna@example.org]\nTelefon: 089 123456\nFahrzeug: Golf\nWunschfarbe: Rot\nNachricht:\nHallo\n\n${FOOTER}`,
  });
  assert.equal(customerMail(enquiry), 'anna@example.org');
  assert.equal(enquiry.customer.phones[0]?.e164, '+4989123456');
  assert.equal(enquiry.vehicles[0]?.title, 'Golf');
  assert.deepEqual(enquiry.extra, [{ key: 'Wunschfarbe', value: 'Rot' }]);
});

test('Contact Form 7: the sender is the customer also without a name or by Reply-To alone', () => {
  const bare = readOne({ text: `Von: anna@example.org\nNachricht:\nHallo\n\n${FOOTER}` });
  assert.deepEqual(
    [customerName(bare), customerMail(bare), bare.parse.status],
    [null, 'anna@example.org', 'partial'],
  );
  const site = readOne({
    replyTo: 'anna@example.org',
    replyToName: 'Anna Beispiel',
    text: `Von: Autohaus <wordpress@autohaus.example>\nNachricht:\nHallo\n\n${FOOTER}`,
  });
  assert.deepEqual([customerName(site), customerMail(site)], ['Anna Beispiel', 'anna@example.org']);
});

test('Contact Form 7: newer and English wordings of the footer', () => {
  const footers = [
    'Dies ist eine Benachrichtigung, dass auf deiner Website (Autohaus Muster https://www.autohaus.example) ein Kontaktformular gesendet wurde.',
    'This e-mail was sent from a contact form on Autohaus Muster (https://www.autohaus.example)',
    'This is a notification that a contact form was submitted on your website (Autohaus Muster https://www.autohaus.example).',
  ];
  for (const footer of footers) {
    const enquiry = readOne({
      text: `From: Anna Beispiel <anna@example.org>\nSubject: Golf\n\nMessage:\nHallo\n-- \n${footer}`,
    });
    assert.equal(enquiry.parse.reader, 'contact-form-7', footer);
    assert.equal(enquiry.source.name, 'Autohaus Muster');
    assert.equal(enquiry.message?.text, 'Hallo');
    assert.equal(customerMail(enquiry), 'anna@example.org');
  }
});
