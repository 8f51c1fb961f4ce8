import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOne } from '../mail.fixtures.ts';

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<lead>
  <vehicle><internalId>G-17</internalId><make>VW</make><model>Golf</model><firstRegistration>03/2019</firstRegistration>
    <mileage>45000</mileage><price>12990</price><conditionType>used</conditionType><type>PKW</type><vin>WVWZZZ1KZAW000001</vin></vehicle>
  <potentialBuyer><company></company><salutation>Herr</salutation><title/><firstname>Max</firstname><lastname>Müller</lastname>
    <street>Weg 5</street><zip>80331</zip><city>München</city><email>max@example.org</email><additionalData>Stammkunde</additionalData>
    <phone><internationalPrefix>+49</internationalPrefix><prefix>0171</prefix><number>1234567</number></phone>
    <message>Noch da?</message>
    <add_fields><field><key>Probefahrt</key><value>Samstag</value></field><field><key>Lieblingsfarbe</key><value>Blau</value></field></add_fields>
  </potentialBuyer>
  <subject>Anfrage Golf</subject><crm_dealercode>D-5</crm_dealercode><campaign_name>Herbst</campaign_name>
  <lead_source>Homepage</lead_source><lead_type>sales</lead_type><url>https://www.autohaus.example/golf</url>
</lead>`;

test('CATCH: the body is the document', () => {
  const { parse, ...fields } = readOne({ subject: 'CATCH LEADS XML API', text: XML });
  assert.deepEqual(fields, {
    schema: 1,
    kind: 'inquiry',
    source: {
      key: 'homepage',
      channel: 'email',
      leadAddress: 'homepage@leads.autohaus.example',
      campaign: 'Herbst',
      name: 'Homepage',
      referrer: 'https://www.autohaus.example/golf',
    },
    external: { ids: [], dealerNumber: 'D-5' },
    customer: {
      type: 'private',
      salutation: 'mr',
      first: 'Max',
      last: 'Müller',
      emails: [{ address: 'max@example.org', relay: false, preferred: false }],
      phones: [
        { raw: '+49 171 1234567', e164: '+491711234567', type: 'mobile', preferred: false, masked: false },
      ],
      address: { lines: ['Weg 5'], postalCode: '80331', city: 'München' },
    },
    vehicles: [
      {
        role: 'wanted',
        internalNumber: 'G-17',
        make: 'VW',
        model: 'Golf',
        firstRegistration: '2019-03',
        mileage: { value: 45000, unit: 'km' },
        price: { amount: '12990' },
        condition: 'used',
        vehicleClass: 'PKW',
        vin: 'WVWZZZ1KZAW000001',
      },
    ],
    message: { text: 'Noch da?', fullText: 'Noch da?', quotedRemoved: false },
    wish: { testDrive: { at: 'Samstag' } },
    consent: { source: 'none' },
    attachments: [],
    extra: [
      { key: 'Lieblingsfarbe', value: 'Blau' },
      { key: 'potentialbuyer/additionaldata', value: 'Stammkunde' },
      { key: 'subject', value: 'Anfrage Golf' },
      { key: 'lead_type', value: 'sales' },
    ],
  });
  assert.deepEqual([parse.reader, parse.status, parse.warnings], ['catch', 'ok', []]);
  assert.deepEqual(parse.fields['wish.testDrive'], {
    path: 'potentialBuyer/add_fields/Probefahrt',
    method: 'xml',
    confidence: 1,
    raw: 'Samstag',
  });
});

test('CATCH: numbers in other pieces, and in one', () => {
  const phoneOf = (phone: string) =>
    readOne({ text: XML.replace(/<phone>.*<\/phone>/s, `<phone>${phone}</phone>`) }).customer.phones[0]?.e164;
  assert.equal(phoneOf('<prefix>089</prefix><number>1234567</number>'), '+49891234567');
  assert.equal(
    phoneOf('<internationalPrefix>0043</internationalPrefix><prefix>01</prefix><number>5880058</number>'),
    '+4315880058',
  );
  assert.equal(phoneOf('0171 1234567'), '+491711234567');
  assert.equal(phoneOf('<internationalPrefix>+49</internationalPrefix><prefix/><number/>'), undefined);
});
