import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerPhone, vehicleTitle } from '../enquiry.ts';
import { readOne } from '../mail.fixtures.ts';

const FROM = 'no-reply@rtm.autoscout24.com';

/** The subjects of the official page for LMS providers (formats.md 3). */
const CALLS = [
  ['call', '10:42', 'Knd.-Nr: 4711. Angenommener Anruf um 10:42, VW Golf (MIA)'],
  ['call', undefined, 'Klantnr: 4711. Aangenomen oproep voor VW Golf (NFM)'],
  ['call', '10:42', 'Klantnr.: 4711. Beantwoordde op 10:42 een oproep over deze VW Golf, uit (MIA) tier'],
  ['call', '10:42', 'N° client : 4711. Appel reçu à 10:42, VW Golf (MIA)'],
  ['call', '10:42', 'SellID 4711 - Richiesta telefonica accettata alle 10:42, VW Golf (MIA)'],
  ['missed_call', '10:42', 'Knd.-Nr: 4711. Verpasster Anruf um 10:42, VW Golf (MIA/NFM)'],
  ['missed_call', undefined, 'Klantnr: 4711. Gemiste oproep voor VW Golf (MIA)'],
  ['missed_call', '10:42', 'Klantnr.: 4711. Miste op 10:42 een oproep over deze VW Golf, uit (MIA) tier'],
  ['missed_call', '10:42', 'N° client : 4711. Appel manqué à 10:42, VW Golf (NFM)'],
  ['missed_call', '10:42', 'SellID 4711 - Richiesta telefonica senza risposta alle 10:42, VW Golf (MIA)'],
] as const;

for (const [kind, time, subject] of CALLS) {
  test(`AutoScout24: ${subject}`, () => {
    const enquiry = readOne({ from: FROM, subject, text: 'Anruf' });
    assert.equal(enquiry.parse.reader, 'autoscout24-calls');
    assert.equal(enquiry.kind, kind);
    assert.equal(enquiry.external.dealerNumber, '4711');
    assert.deepEqual(enquiry.vehicles, [{ role: 'wanted', title: 'VW Golf' }]);
    assert.deepEqual(enquiry.extra, time ? [{ key: 'time', value: time }] : []);
    assert.deepEqual(enquiry.parse.fields['vehicles.0.title'], {
      path: 'subject',
      method: 'header',
      confidence: 1,
      raw: subject,
    });
    assert.equal(enquiry.parse.status, 'partial', 'nobody is named, so somebody looks at it');
  });
}

test('AutoScout24: the XML in a comment of the HTML is read before the HTML is cleaned, unknown elements are shown', () => {
  const enquiry = readOne({
    from: FROM,
    subject: CALLS[5][2],
    html: '<p>Anruf</p><!--[if mso]><b>x</b><![endif]--><!-- <call><callerNumber>x</callerNumber><caller_phone>0171 1234567</caller_phone><caller_name>Anna Beispiel</caller_name><phone>089 999999</phone><duration>35</duration></call> -->',
  });
  assert.equal(customerPhone(enquiry), '+491711234567');
  assert.equal(enquiry.customer.full, 'Anna Beispiel');
  assert.equal(enquiry.parse.fields['customer.phones.0']?.path, 'call/caller_phone');
  assert.deepEqual(enquiry.extra, [
    { key: 'time', value: '10:42' },
    { key: 'call/callernumber', value: 'x' },
    { key: 'call/phone', value: '089 999999' },
    { key: 'call/duration', value: '35' },
  ]);
});

test('AutoScout24: a broken comment costs only itself', () => {
  const enquiry = readOne({
    from: FROM,
    subject: CALLS[0][2],
    html: '<p>Anruf</p><!-- <call><a <b --><!-- <',
  });
  assert.equal(vehicleTitle(enquiry), 'VW Golf');
});

test('AutoScout24: parentheses of the model stay, tiers go', () => {
  const subject = 'Knd.-Nr: 4711. Angenommener Anruf um 10:42, Mercedes-Benz C 200 (W205) (NFM)';
  assert.equal(vehicleTitle(readOne({ from: FROM, subject, text: 'x' })), 'Mercedes-Benz C 200 (W205)');
});

test('AutoScout24: look-alikes, alerts and other subjects are no calls', () => {
  for (const [from, subject] of [
    ['no-reply@rtm.autoscout24safetrade.com', CALLS[0][2]],
    [`${FROM}.example`, CALLS[0][2]],
    [FROM, 'AutoScout24 Fahrzeugsuche: 3 neue Treffer'],
    [FROM, `Re: ${CALLS[0][2]}`],
  ] as const) {
    assert.notEqual(readOne({ from, subject, text: 'x' }).parse.reader, 'autoscout24-calls', subject);
  }
});
