import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerMail, customerName, customerPhone, vehicleTitle } from '../enquiry.ts';
import { readAll, readOne, warningsOf } from '../mail.fixtures.ts';

const VEHICLE = '<vehicle><year>2019</year><make>Opel</make><model>Corsa</model></vehicle>';
const CUSTOMER =
  '<customer><contact><name part="full">Erika Beispiel</name><email>erika@example.org</email></contact></customer>';

const adfOf = (prospect: string) =>
  `<?xml version="1.0"?><?adf version="1.0"?><adf><prospect>${prospect}</prospect></adf>`;
const readText = (text: string) => readOne({ text, date: '2026-11-20T10:00:00Z' });
const readProspect = (prospect: string) => readText(adfOf(prospect));
const readContact = (contact: string) =>
  readProspect(`<customer><contact>${contact}</contact></customer>`).customer;
const readVehicle = (inside: string) => readProspect(`<vehicle>${inside}</vehicle>${CUSTOMER}`).vehicles[0];

test('ADF: a complete prospect is read field by field, each with its origin', () => {
  const enquiry = readOne({
    subject: 'New lead',
    messageId: 'm1@portal.example',
    attachment: {
      name: 'lead.adf',
      content: adfOf(`
        <id sequence="1" source="Portal">P-77</id><id sequence="2" source="Verteiler">V-9</id>
        <requestdate>2026-11-20T09:15:00+01:00</requestdate>
        <vehicle interest="lease" status="used">
          <id source="Bestand">B-1</id><year>2021</year><make>VW</make><model>Golf</model><vin>WVWZZZ1KZAW000001</vin>
          <stock>4711</stock><trim>Style</trim><bodystyle>Kombi</bodystyle><transmission>A</transmission>
          <odometer units="km">45000</odometer>
          <colorcombination><exteriorcolor>Rot</exteriorcolor><preference>2</preference></colorcombination>
          <colorcombination><exteriorcolor>Blau</exteriorcolor><preference>1</preference></colorcombination>
          <price type="asking" currency="EUR">21990.00</price>
          <option><optionname>Standheizung</optionname></option><option><optionname>AHK</optionname></option>
          <finance><method>lease</method><amount type="monthly" currency="EUR">299</amount><amount type="downpayment">2000</amount></finance>
          <comments>Bitte mit Winterrädern</comments>
        </vehicle>
        <customer>
          <contact primarycontact="1">
            <name part="first">Erika</name><name part="last">Beispiel</name>
            <email preferredcontact="1">erika@example.org</email>
            <phone type="cellphone" time="evening">0171 1234567</phone><phone type="fax">089 654321</phone>
            <address type="home"><street line="2">Hinterhaus</street><street line="1">Musterweg 5</street>
              <apartment>3. OG</apartment><city>München</city><regioncode>BY</regioncode><postalcode>80331</postalcode><country>DE</country></address>
          </contact>
          <timeframe><description>bald</description><earliestdate>2026-12-01</earliestdate></timeframe>
          <comments>Ist das Auto noch da?</comments>
        </customer>
        <vendor><id source="Portal">D-5</id><vendorname>Autohaus Muster</vendorname></vendor>
        <provider><name>Portal AG</name><service>Gesuche</service></provider>`),
    },
  });

  const { parse, attachments, ...fields } = enquiry;
  assert.deepEqual(fields, {
    schema: 1,
    submittedAt: '2026-11-20T08:15:00Z',
    kind: 'leasing',
    source: {
      key: 'homepage',
      channel: 'email',
      leadAddress: 'homepage@leads.autohaus.example',
      provider: 'Portal AG',
    },
    external: {
      leadId: 'P-77',
      messageId: 'm1@portal.example',
      dealerNumber: 'D-5',
      ids: [
        { source: 'Portal', value: 'P-77', sequence: 1 },
        { source: 'Verteiler', value: 'V-9', sequence: 2 },
      ],
    },
    customer: {
      type: 'unknown',
      first: 'Erika',
      last: 'Beispiel',
      emails: [{ address: 'erika@example.org', relay: false, preferred: true }],
      phones: [
        {
          raw: '0171 1234567',
          e164: '+491711234567',
          type: 'mobile',
          time: 'evening',
          preferred: false,
          masked: false,
        },
        { raw: '089 654321', e164: '+4989654321', type: 'fax', preferred: false, masked: false },
      ],
      address: {
        lines: ['Musterweg 5', 'Hinterhaus', '3. OG'],
        city: 'München',
        region: 'BY',
        postalCode: '80331',
        country: 'DE',
      },
    },
    vehicles: [
      {
        role: 'wanted',
        interest: 'lease',
        condition: 'used',
        listingId: 'B-1',
        modelYear: 2021,
        make: 'VW',
        model: 'Golf',
        vin: 'WVWZZZ1KZAW000001',
        internalNumber: '4711',
        trim: 'Style',
        body: 'Kombi',
        transmission: 'A',
        mileage: { value: 45000, unit: 'km' },
        color: 'Blau',
        price: { amount: '21990.00', currency: 'EUR', kind: 'asking' },
        options: ['Standheizung', 'AHK'],
        comments: 'Bitte mit Winterrädern',
      },
    ],
    message: { text: 'Ist das Auto noch da?', fullText: 'Ist das Auto noch da?', quotedRemoved: false },
    wish: {
      leasing: true,
      payment: 'lease',
      finance: { monthly: '299', downPayment: '2000' },
      preferredContact: 'email',
      timeframe: { text: 'bald', earliest: '2026-12-01' },
    },
    consent: { source: 'none' },
    extra: [
      { key: 'vehicle/colorcombination/exteriorcolor', value: 'Rot' },
      { key: 'vehicle/colorcombination/preference', value: '2' },
      { key: 'vendor/vendorname', value: 'Autohaus Muster' },
      { key: 'provider/service', value: 'Gesuche' },
    ],
  });
  assert.equal(parse.reader, 'adf');
  assert.equal(parse.status, 'ok');
  assert.equal(parse.reason, 'ADF in lead.adf');
  assert.deepEqual(parse.warnings, []);
  assert.equal(attachments.length, 1);
  assert.deepEqual(parse.fields['customer.phones.0'], {
    path: 'customer/contact/phone',
    method: 'xml',
    confidence: 1,
    raw: '0171 1234567',
  });
  assert.equal(parse.fields['vehicles.0.price']?.raw, '21990.00');
});

const WHOLE = `<adf><prospect>${VEHICLE}${CUSTOMER}</prospect></adf>`;
const DECLARATIONS: Record<string, string> = {
  'no declaration at all': WHOLE,
  'ADF in upper case': `<?xml version="1.0"?><?ADF VERSION="1.0"?>${WHOLE}`,
  'ADF first, without an equals sign, and typographic quotes': `<?ADF VERSION "1.0"?>\n<?XML VERSION “1.0”?>\n${WHOLE}`,
  'declarations inside the document': `<adf><?XML VERSION "1.0"?><?ADF VERSION "1.0"?>${WHOLE.slice(5)}`,
  'declarations without their end': `<?xml version="1.0" encoding="UTF-8"\n<?adf version="1.0"\n${WHOLE}`,
  'declarations without their end inside': `<adf><?xml version="1.0" "UTF-8"\n<?adf version="1.0"\n${WHOLE.slice(5)}`,
  'white space before the declaration': `\n\n   <?xml version="1.0"?>\n   <?adf version="1.0"?>\n  ${WHOLE}`,
  'a version on the root': WHOLE.replace('<adf>', '<adf version="1.0">'),
  'text before and after': `Neue Anfrage:\n${WHOLE}\n-- \nIhr Portal`,
  'escaped in the text': WHOLE.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  'elements in upper case': WHOLE.replace(
    /<(\/?)(\w+)/g,
    (_, slash, name) => `<${slash}${name.toUpperCase()}`,
  ),
  'a name space': WHOLE.replace(/<(\/?)(\w+)/g, '<$1x:$2').replace('<x:adf', '<x:adf xmlns:x="urn:adf"'),
  'a document that breaks off': WHOLE.slice(0, WHOLE.indexOf('</contact>')),
  'a reference to the DTD, which is not followed': `<!DOCTYPE adf SYSTEM "adf_1_0.dtd">${WHOLE}`,
};
for (const [what, text] of Object.entries(DECLARATIONS)) {
  test(`ADF: ${what}`, () => {
    const enquiry = readText(text);
    assert.equal(enquiry.parse.reader, 'adf');
    assert.equal(enquiry.parse.status, 'ok');
    assert.equal(customerName(enquiry), 'Erika Beispiel');
    assert.equal(customerMail(enquiry), 'erika@example.org');
    assert.equal(vehicleTitle(enquiry), 'Opel Corsa 2019');
    assert.deepEqual(enquiry.extra, []);
  });
}

test('ADF: found in the HTML, escaped line by line, bare, and in a comment', () => {
  const lines = WHOLE.replaceAll('><', '>\n<').replaceAll('<', '&lt;').replaceAll('>', '&gt;').split('\n');
  for (const html of [
    `<p>Neu:</p><pre>${lines.join('<br>\n')}</pre>`,
    `<html><body>${WHOLE}</body></html>`,
    `<p>Neu</p><!-- ${WHOLE} -->`,
  ]) {
    const enquiry = readOne({ html });
    assert.equal(enquiry.parse.reader, 'adf', html.slice(0, 30));
    assert.equal(customerMail(enquiry), 'erika@example.org');
  }
});

test('ADF: found in an attachment of any likely type, in the charset it declares', () => {
  const xml = '<?xml version="1.0" encoding="ISO-8859-1"?>'.concat(WHOLE.replace('Erika', 'Zoë'));
  for (const [type, name] of [
    ['application/x-adf+xml', ''],
    ['text/xml', ''],
    ['application/octet-stream', 'lead.xml'],
    ['text/plain', 'lead.txt'],
  ] as const) {
    const enquiry = readOne({
      text: 'siehe Anhang',
      attachment: { type, name, content: Buffer.from(xml, 'latin1') },
    });
    assert.equal(customerName(enquiry), 'Zoë Beispiel');
  }
});

test('ADF: the specification’s own mistakes', () => {
  const enquiry = readText(`<?ADF VERSION "1.0"?>
    <?XML VERSION “1.0”?>
    <adf><prospect status="new"><id sequence=1 source=“Portal”>77</id>
    <vehicle interest=buy><year>1999</year><make>Chevrolet</make><model>Blazer</model>
    <odometer status=”replaced” units=”miles”>12,000</odometer>
    <option><optionname>Sport</name><manufacturercode>p394</manufacturercode></option>
    <finance><method>finance</method><amount type="monthly currency=”USD”>250</amount></finance></vehicle>
    <customer><contact><name part="full">John Doe</name><phone type="voice" besttime="day">+1 393 999 3922</phone>
    <address><street line="1">4567 Elm Street</street><url>http://x.example/a?b=1&c=2</url></address></contact></customer>
    </prospect></adf>`);
  assert.deepEqual(enquiry.external.ids, [{ source: 'Portal', value: '77', sequence: 1 }]);
  assert.deepEqual(enquiry.vehicles[0]?.mileage, { value: 12000, unit: 'mi' });
  assert.deepEqual(enquiry.vehicles[0]?.options, ['Sport']);
  assert.deepEqual(enquiry.wish.finance, { monthly: '250' });
  assert.deepEqual(enquiry.customer.address?.lines, ['4567 Elm Street']);
  assert.deepEqual(enquiry.extra, [
    { key: 'vehicle/option/manufacturercode', value: 'p394' },
    { key: 'customer/contact/phone@besttime', value: 'day' },
    { key: 'customer/contact/address/url', value: 'http://x.example/a?b=1&c=2' },
  ]);
  assert.deepEqual(warningsOf(enquiry), ['xmlRepaired']);
});

test('ADF: unescaped ampersands and HTML entities in values', () => {
  const enquiry = readProspect(
    '<customer><contact><name part="full">Müller & Söhne &uuml;ber</name><email>a@example.org</email></contact><comments><![CDATA[a < b & c]]> R&D;</comments></customer>',
  );
  assert.equal(enquiry.customer.full, 'Müller & Söhne über');
  assert.equal(enquiry.message?.text, 'a < b & c R&D;');
});

test('ADF: an empty vehicle says only what is wished', () => {
  const enquiry = readProspect(`<vehicle interest="test-drive" status="new"/>${CUSTOMER}`);
  assert.deepEqual(enquiry.vehicles, []);
  assert.deepEqual(enquiry.wish, { testDrive: {} });
  assert.equal(enquiry.parse.status, 'ok');
});

test('ADF: without vehicle, vendor and request date the mail’s date counts', () => {
  assert.equal(readProspect(CUSTOMER).submittedAt, '2026-11-20T10:00:00Z');
});

test('ADF: vendor and provider beside the prospect, id after the customer, comments inside the contact', () => {
  const [enquiry] = readAll({
    text: `<adf><prospect><customer><contact><name part="full">A B</name><phone>089 123456</phone><comments>Hallo</comments></contact></customer><id source="x">9</id></prospect>
      <vendor><vendorname>Haus</vendorname></vendor><provider><name>Portal</name></provider></adf>`,
  });
  assert.equal(enquiry?.external.leadId, '9');
  assert.equal(enquiry?.message?.text, 'Hallo');
  assert.equal(enquiry?.source.provider, 'Portal');
  assert.deepEqual(enquiry?.extra, [{ key: 'vendor/vendorname', value: 'Haus' }]);
});

test('ADF: several name parts and a full name; "Last, First" is turned round', () => {
  const both = readContact(
    '<name part="first">Max</name><name part="surname">Muster</name><name part="full">Max J. Muster</name>',
  );
  assert.deepEqual([both.first, both.last, both.full], ['Max', 'Muster', 'Max J. Muster']);
  const turned = readContact('<name part="full">Muster, Max</name>');
  assert.deepEqual([turned.first, turned.last, turned.full], ['Max', 'Muster', 'Max Muster']);
  const firm = readContact('<name part="full" type="business">Muster, Söhne und Co</name>');
  assert.deepEqual([firm.company, firm.full, firm.type], ['Muster, Söhne und Co', undefined, 'business']);
});

test('ADF: an empty telephone number followed by the real one', () => {
  const enquiry = readProspect(
    '<customer><contact><name>Max Muster</name><phone type="voice"/><phone type="mobile">0171 7654321</phone></contact></customer>',
  );
  assert.equal(enquiry.customer.phones.length, 1);
  assert.equal(customerPhone(enquiry), '+491717654321');
});

test('ADF: telephone types of all senders', () => {
  const type = (name: string, number: string) =>
    readContact(`<phone type="${name}">${number}</phone>`).phones[0]?.type;
  for (const name of ['cell', 'mobile', 'cellphone']) assert.equal(type(name, '555-1234'), 'mobile');
  for (const name of ['home', 'work', 'business', 'voice', 'phone']) {
    assert.equal(type(name, '089 123456'), 'landline');
    assert.equal(type(name, '0171 1234567'), 'mobile');
    assert.equal(type(name, '555-1234'), 'unknown');
  }
});

test('ADF: a number is dialled in the country of the address, by name or code', () => {
  const e164 = (country: string) =>
    readContact(
      `<phone>(323) 223-3322</phone><address><street>1</street><country>${country}</country></address>`,
    ).phones[0]?.e164;
  for (const country of ['US', 'USA', 'United States', 'Vereinigte Staaten'])
    assert.equal(e164(country), '+13232233322');
  assert.equal(readContact('<phone>323-223-3322</phone>').phones[0]?.e164, undefined);
  assert.equal(
    readContact('<phone>x</phone><address><street>1</street><country>Österreich</country></address>').address
      ?.country,
    'AT',
  );
});

test('ADF: a masked number is marked and never called', () => {
  const enquiry = readProspect(
    '<customer><contact><name>A B</name><phone>0171 XXXXX67</phone></contact></customer>',
  );
  assert.equal(enquiry.customer.phones[0]?.masked, true);
  assert.equal(customerPhone(enquiry), null);
  assert.equal(enquiry.parse.status, 'partial');
});

test('ADF: odometer with children', () => {
  assert.deepEqual(readVehicle('<odometer><value>45.000</value><units>km</units></odometer>')?.mileage, {
    value: 45000,
    unit: 'km',
  });
});

test('ADF: request dates in all shapes', () => {
  const submitted = (date: string) => readProspect(`<requestdate>${date}</requestdate>${CUSTOMER}`);
  const shapes: Record<string, string> = {
    '2026-01-19 16:40:00 -0600': '2026-01-19T22:40:00Z',
    '20260119T164000-0600': '2026-01-19T22:40:00Z',
    '2026-01-19T16:40:00.123Z': '2026-01-19T16:40:00Z',
    '2026-01-19T16:40:00-06:0': '2026-01-19T22:40:00Z',
    '2026-01-19T16:40:00+01:00': '2026-01-19T15:40:00Z',
    '2026-01-19T16:40:00': '2026-01-19T15:40:00Z',
    '2026-07-19 16:40': '2026-07-19T14:40:00Z',
  };
  for (const [shape, instant] of Object.entries(shapes))
    assert.equal(submitted(shape).submittedAt, instant, shape);
});

test('ADF: a date copied from the specification or unreadable gives way to the mail’s, and is kept', () => {
  const copied = readProspect(`<requestdate>2000-03-30T15:30:20-08:0</requestdate>${CUSTOMER}`);
  assert.equal(copied.submittedAt, '2026-11-20T10:00:00Z');
  assert.deepEqual(copied.extra, [{ key: 'requestdate', value: '2000-03-30T15:30:20-08:0' }]);
  assert.deepEqual(warningsOf(copied), []);
  const unreadable = readProspect(`<requestdate>gestern</requestdate>${CUSTOMER}`);
  assert.equal(unreadable.submittedAt, '2026-11-20T10:00:00Z');
  assert.deepEqual(warningsOf(unreadable), ['dateUnreadable']);
});

test('ADF: fillers are no values', () => {
  const customer = readContact(
    '<name part="first">NA</name><name part="last">Muster</name><email>n/a</email><phone>N/A</phone>',
  );
  assert.equal(customer.first, undefined);
  assert.deepEqual([customer.emails, customer.phones], [[], []]);
  assert.equal(readVehicle('<year>NA</year><make>Audi</make><model>-</model>')?.model, undefined);
});

test('ADF: a price with delta or relativeto is no money', () => {
  for (const attribute of [
    'delta="relative"',
    'relativeto="msrp"',
    'delta="percentage" relativeto="invoice"',
  ]) {
    const enquiry = readProspect(
      `<vehicle><make>VW</make><price ${attribute}>-500</price></vehicle>${CUSTOMER}`,
    );
    assert.equal(enquiry.vehicles[0]?.price, undefined);
    assert.equal(enquiry.extra[0]?.key, 'vehicle/price');
  }
  assert.deepEqual(readVehicle('<price>19.990,00</price>')?.price, { amount: '19990.00', kind: 'quote' });
});

test('ADF: each prospect becomes an enquiry of its own', () => {
  const prospect = (name: string) =>
    `<prospect><customer><contact><name>${name}</name><phone>089 111222</phone></contact></customer></prospect>`;
  const enquiries = readAll({
    text: `<adf>${prospect('Eins A')}${prospect('Zwei B')}${prospect('Drei C')}</adf>`,
  });
  assert.deepEqual(enquiries.map(customerName), ['Eins A', 'Zwei B', 'Drei C']);
});

test('ADF: a trade-in beside the vehicle wanted', () => {
  const enquiry = readProspect(
    `${VEHICLE}<vehicle interest="trade-in" status="used"><make>Seat</make><model>Ibiza</model><condition>fair</condition></vehicle>${CUSTOMER}`,
  );
  assert.deepEqual(
    enquiry.vehicles.map(({ role, make }) => [role, make]),
    [
      ['wanted', 'Opel'],
      ['trade_in', 'Seat'],
    ],
  );
  assert.equal(enquiry.wish.tradeIn, true);
  assert.equal(enquiry.kind, 'inquiry');
  assert.equal(vehicleTitle(enquiry), 'Opel Corsa 2019');
  assert.deepEqual(enquiry.extra, [{ key: 'vehicle/condition', value: 'fair' }]);
});

test('ADF: what extensions add is kept, chats become the message', () => {
  const enquiry =
    readProspect(`<customer><contact><name>A B</name><email>a@example.org</email><gender>f</gender></contact>
    <leadtype>sales</leadtype><messages><message><timestamp>10:01</timestamp><name>Gast</name><text>Hallo?</text></message>
    <message><name>Bot</name><text>Ja?</text></message></messages></customer>
    <provider><name>Chat</name><campaign>Herbst</campaign><searchterm>golf</searchterm></provider>`);
  assert.equal(enquiry.message?.text, '10:01 Gast: Hallo?\n\nBot: Ja?');
  assert.equal(enquiry.source.campaign, 'Herbst');
  assert.deepEqual(enquiry.extra, [
    { key: 'customer/contact/gender', value: 'f' },
    { key: 'customer/leadtype', value: 'sales' },
    { key: 'provider/searchterm', value: 'golf' },
  ]);
});

test('ADF: a resent prospect says so', () => {
  const enquiry = readText(`<adf><prospect status="resend">${CUSTOMER}</prospect></adf>`);
  assert.deepEqual(enquiry.extra, [{ key: 'prospect@status', value: 'resend' }]);
});

test('ADF: nobody to answer to is read, and looked at', () => {
  const enquiry = readProspect('<customer><contact><name>Max Muster</name></contact></customer>');
  assert.equal(enquiry.parse.status, 'partial');
  assert.deepEqual(warningsOf(enquiry), ['contactMissing']);
});

test('ADF: entities of its own are refused, the text is kept', () => {
  const bomb = `<!DOCTYPE adf [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><adf><prospect><comments>&b;</comments></prospect></adf>`;
  for (const text of [bomb, `<adf><!DOCTYPE x [<!ENTITY a "b">]><prospect>${CUSTOMER}</prospect></adf>`]) {
    const enquiry = readOne({ from: 'erika@example.org', fromName: 'Erika Beispiel', text });
    assert.equal(enquiry.parse.reader, 'personal');
    assert.equal(enquiry.parse.status, 'unparsed');
    assert.ok(warningsOf(enquiry).includes('xmlEntities'));
    assert.equal(customerMail(enquiry), 'erika@example.org');
    assert.equal(enquiry.message?.fullText, text);
  }
});

test('ADF: too many elements, too deep or too long is refused, the lead stays', () => {
  for (const text of [
    `<adf>${'<a/>'.repeat(6000)}</adf>`,
    `<adf>${'<a>'.repeat(100)}`,
    `<adf>${'x'.repeat(600_000)}</adf>`,
  ]) {
    const enquiry = readText(text);
    assert.equal(enquiry.parse.status, 'unparsed');
    assert.ok(warningsOf(enquiry).includes('xmlTooLarge'));
  }
});
