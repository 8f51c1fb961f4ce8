import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerMail, customerName, customerPhone, needsReview, vehicleTitle } from '../enquiry.ts';
import { readOne } from '../mail.fixtures.ts';

test('labels: French, Italian and Dutch forms', () => {
  const forms = {
    fr: 'Civilité : Madame\nPrénom : Anna\nNom : Exemple\nCourriel : anna@example.org\nTéléphone : +33 1 42 68 53 00\nCode postal, Ville : 75001 Paris\nPays : Allemagne\nVéhicule : Renault Clio\nEssai : Oui\nMessage : Encore disponible ?',
    it: 'Nome: Anna\nCognome: Exemple\nE-mail: anna@example.org\nTelefono: +39 02 1234 5678\nVeicolo: Renault Clio\nProva su strada: Sì\nPaese: Germania\nMessaggio: Encore disponible ?',
    nl: 'Aanhef: Mevrouw\nVoornaam: Anna\nAchternaam: Exemple\nE-mailadres: anna@example.org\nTelefoonnummer: +31 20 123 4567\nVoertuig: Renault Clio\nProefrit: Ja\nLand: Duitsland\nBericht: Encore disponible ?',
  };
  for (const [language, text] of Object.entries(forms)) {
    const enquiry = readOne({ text });
    assert.equal(customerName(enquiry), 'Anna Exemple', language);
    assert.equal(customerMail(enquiry), 'anna@example.org', language);
    assert.match(customerPhone(enquiry) ?? '', /^\+3/, language);
    assert.equal(vehicleTitle(enquiry), 'Renault Clio', language);
    assert.deepEqual(enquiry.wish.testDrive, {}, language);
    assert.equal(enquiry.customer.address?.country, 'DE', language);
    assert.equal(enquiry.message?.text, 'Encore disponible ?', language);
    assert.equal(needsReview(enquiry), false, language);
  }
});

test('labels: a German form as agencies write them: no umlauts, boxes, obligations, a footer', () => {
  const enquiry = readOne({
    text: `Neue Anfrage ueber Ihre Webseite

Anrede*: Frau
Vorname*: Anna
Name*: Mueller
Strasse / Hausnummer : Weg 5
PLZ / Ort : 80331 Muenchen
E-Mail (Pflichtfeld): anna@example.org
Telefon：0171 1234567
Fahrzeug-ID:\tG-17
Fahrzeug:
VW Golf 1.5 TSI
Rueckruf gewuenscht?: [x] Ja [ ] Nein
Inzahlungnahme gewünscht (Ja/Nein): ☐ Ja ☒ Nein
[x] Probefahrt
[ ] Finanzierung gewünscht
Ihre Nachricht:
Ist er noch da?
Diese E-Mail wurde automatisch über das Formular von www.autohaus.example gesendet.
Telefon: 089 999999`,
  });
  const { customer, wish, vehicles, message, kind } = enquiry;
  assert.deepEqual(customer, {
    type: 'private',
    salutation: 'ms',
    first: 'Anna',
    last: 'Mueller',
    emails: [{ address: 'anna@example.org', relay: false, preferred: false }],
    phones: [{ raw: '0171 1234567', e164: '+491711234567', type: 'mobile', preferred: false, masked: false }],
    address: { lines: ['Weg 5'], postalCode: '80331', city: 'Muenchen' },
  });
  assert.deepEqual(wish, { callback: {}, tradeIn: false, testDrive: {}, financing: false });
  assert.deepEqual(vehicles, [{ role: 'wanted', internalNumber: 'G-17', title: 'VW Golf 1.5 TSI' }]);
  assert.equal(message?.text, 'Ist er noch da?');
  assert.equal(kind, 'callback');
});

test('labels: HTML with a heading row above a row of values, and with a definition list', () => {
  const table = readOne({
    html: '<table><thead><tr><th>Name</th><th>E-Mail</th><th>Fahrzeug</th></tr></thead><tbody><tr><td>Anna Beispiel</td><td>anna@example.org</td><td>VW Golf</td></tr></tbody></table>',
  });
  const list = readOne({
    html: '<dl><dt>Name</dt><dd>Anna Beispiel</dd><dt>E-Mail</dt><dd>anna@example.org</dd><dt>Fahrzeug</dt><dd>VW Golf</dd></dl>',
  });
  for (const enquiry of [table, list]) {
    assert.equal(customerName(enquiry), 'Anna Beispiel');
    assert.equal(customerMail(enquiry), 'anna@example.org');
    assert.equal(vehicleTitle(enquiry), 'VW Golf');
  }
});

test('labels: where the vehicle is a link, its address is the listing', () => {
  const enquiry = readOne({
    html: '<table><tr><td>Name</td><td>Anna Beispiel</td></tr><tr><td>Fahrzeug</td><td><a class="x" href="https://www.autohaus.example/golf?a=1&amp;b=2">VW Golf</a></td></tr><tr><td>E-Mail</td><td>anna@example.org</td></tr></table>',
  });
  assert.deepEqual(enquiry.vehicles, [
    { role: 'wanted', listingUrl: 'https://www.autohaus.example/golf?a=1&b=2', title: 'VW Golf' },
  ]);
});
