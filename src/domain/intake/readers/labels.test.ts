import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerMail, customerName, customerPhone, needsReview, vehicleTitle } from '../enquiry.ts';
import { readOne, warningsOf } from '../mail.fixtures.ts';

const NAME = 'Vorname: Anna\nNachname: Beispiel\n';

test('labels: a German dealer form, field by field', () => {
  const enquiry = readOne({
    replyTo: 'anna@example.org',
    text: `Sie haben eine neue Anfrage über Ihre Homepage erhalten:

Anrede: Frau
Titel: Dr.
Vorname: Anna
Nachname: Beispiel-Müller
Firma: Beispiel GmbH
Straße, Hausnummer: Musterweg 5a
PLZ, Ort: D-80331 München
Land: Deutschland
E-Mail: anna@example.org
Telefon: 089 / 12 34 56-0
Mobil: +49 (0)171 1234567
Fax: 089 999999
Kundennummer: K-17
Fahrzeug: BMW 320d Touring https://www.autohaus.example/fahrzeug/4711
Zustand: Gebrauchtwagen
Erstzulassung: 03/2019
Kilometerstand: 45.000 km
Preis: 12.500,00 €
Leistung: 140 kW (190 PS)
Fahrgestellnummer: WBA00000000000001
Probefahrt: Samstag vormittags
Inzahlungnahme gewünscht: Ja
Finanzierung gewünscht: Nein
Zahlungsart: Barzahlung
Kaufzeitpunkt: in 3 Monaten
Kontaktweg: per Telefon
Fahrzeughalter: Karl Beispiel
Lieblingsfarbe: Blau
Nachricht:
Hallo,

ist der Wagen noch da? Eins noch: hat er eine AHK?
Telefon: bitte nur abends

Viele Grüße
Anna

Datenschutz: akzeptiert
--
Diese Mail wurde automatisch erstellt`,
  });

  const { parse, ...fields } = enquiry;
  assert.deepEqual(fields, {
    schema: 1,
    kind: 'inquiry',
    source: { key: 'homepage', channel: 'email', leadAddress: 'homepage@leads.autohaus.example' },
    external: { ids: [] },
    customer: {
      type: 'business',
      salutation: 'ms',
      title: 'Dr.',
      first: 'Anna',
      last: 'Beispiel-Müller',
      company: 'Beispiel GmbH',
      customerNumber: 'K-17',
      emails: [{ address: 'anna@example.org', relay: false, preferred: false }],
      phones: [
        { raw: '089 / 12 34 56-0', e164: '+49891234560', type: 'landline', preferred: false, masked: false },
        { raw: '+49 (0)171 1234567', e164: '+491711234567', type: 'mobile', preferred: false, masked: false },
        { raw: '089 999999', e164: '+4989999999', type: 'fax', preferred: false, masked: false },
      ],
      address: { lines: ['Musterweg 5a'], postalCode: '80331', city: 'München', country: 'DE' },
    },
    vehicles: [
      {
        role: 'wanted',
        title: 'BMW 320d Touring',
        listingUrl: 'https://www.autohaus.example/fahrzeug/4711',
        condition: 'used',
        firstRegistration: '2019-03',
        mileage: { value: 45000, unit: 'km' },
        price: { amount: '12500.00', currency: 'EUR' },
        powerKw: 140,
        vin: 'WBA00000000000001',
      },
    ],
    message: {
      text: 'Hallo,\n\nist der Wagen noch da? Eins noch: hat er eine AHK?\nTelefon: bitte nur abends\n\nViele Grüße\nAnna',
      fullText:
        'Hallo,\n\nist der Wagen noch da? Eins noch: hat er eine AHK?\nTelefon: bitte nur abends\n\nViele Grüße\nAnna',
      quotedRemoved: false,
    },
    wish: {
      testDrive: { at: 'Samstag vormittags' },
      tradeIn: true,
      financing: false,
      payment: 'cash',
      timeframe: { text: 'in 3 Monaten' },
      preferredContact: 'phone',
    },
    consent: { source: 'form', text: 'Datenschutz: akzeptiert', given: true },
    attachments: [],
    extra: [
      { key: 'Fahrzeughalter', value: 'Karl Beispiel' },
      { key: 'Lieblingsfarbe', value: 'Blau' },
      {
        key: 'Text',
        value:
          'Sie haben eine neue Anfrage über Ihre Homepage erhalten:\n\nDiese Mail wurde automatisch erstellt',
      },
    ],
  });
  assert.deepEqual([parse.reader, parse.status, parse.warnings], ['labels', 'ok', []]);
  assert.deepEqual(parse.fields['customer.address.postalCode'], {
    path: 'PLZ, Ort',
    method: 'label',
    confidence: 1,
    raw: 'D-80331 München',
  });
});

test('labels: an English form', () => {
  const enquiry = readOne({
    text: 'First name: John\nLast name: Smith\nEmail address: john@example.com\nPhone number: +44 20 7946 0958\nVehicle of interest: Mini Cooper\nMessage: Still available?',
  });
  assert.equal(customerName(enquiry), 'John Smith');
  assert.equal(customerMail(enquiry), 'john@example.com');
  assert.equal(customerPhone(enquiry), '+442079460958');
  assert.equal(vehicleTitle(enquiry), 'Mini Cooper');
  assert.equal(enquiry.message?.text, 'Still available?');
  assert.equal(needsReview(enquiry), false);
});

const STYLES: Record<string, string> = {
  'plain lines': 'Name: Anna Beispiel\nE-Mail: anna@example.org\nTelefon: 0171 1234567\nNachricht: Hallo',
  'bullets and stars':
    '* Name: Anna Beispiel\n• E-Mail: anna@example.org\n- Telefon: 0171 1234567\n* Nachricht: Hallo',
  'bold by stars':
    '*Name:* Anna Beispiel\n*E-Mail:* anna@example.org\n*Telefon:* 0171 1234567\n*Nachricht:* Hallo',
  'bold by double stars':
    '**Name:** Anna Beispiel\n**E-Mail:** anna@example.org\n**Telefon:** 0171 1234567\n**Nachricht:** Hallo',
  'obligation marks':
    'Name*: Anna Beispiel\nIhre E-Mail-Adresse (Pflichtfeld): anna@example.org\nTelefon (optional): 0171 1234567\nIhre Nachricht *: Hallo',
  tabs: 'Name\tAnna Beispiel\nE-Mail\tanna@example.org\nTelefon\t0171 1234567\nNachricht\tHallo',
  'colon and tabs':
    'Name:\tAnna Beispiel\nE-Mail:\tanna@example.org\nTelefon:\t0171 1234567\nNachricht:\tHallo',
  dots: 'Name......: Anna Beispiel\nE-Mail....: anna@example.org\nTelefon...: 0171 1234567\nNachricht.: Hallo',
  padding:
    'Name           Anna Beispiel\nE-Mail         anna@example.org\nTelefon        0171 1234567\nNachricht      Hallo',
  'equals signs':
    'Name = Anna Beispiel\nE-Mail = anna@example.org\nTelefon = 0171 1234567\nNachricht = Hallo',
  'the value in the next line':
    'Name:\nAnna Beispiel\nE-Mail:\nanna@example.org\nTelefon:\n0171 1234567\nNachricht:\nHallo',
  'the value below an empty line':
    'Name:\n\nAnna Beispiel\n\nE-Mail:\n\nanna@example.org\n\nTelefon:\n\n0171 1234567\n\nNachricht:\n\nHallo',
  'labels without colons above their values':
    'Name\nAnna Beispiel\n\nE-Mail\nanna@example.org\n\nTelefon\n0171 1234567\n\nNachricht\nHallo',
  capitals: 'NAME: Anna Beispiel\nE-MAIL: anna@example.org\nTELEFON: 0171 1234567\nNACHRICHT: Hallo',
  'the address in brackets':
    'Name: Anna Beispiel\nE-Mail: <mailto:anna@example.org>\nTelefon: 0171 1234567\nNachricht: Hallo',
  'Windows line ends':
    'Name: Anna Beispiel\r\nE-Mail: anna@example.org\r\nTelefon: 0171 1234567\r\nNachricht: Hallo\r\n',
  'the message first':
    'Nachricht: Hallo\n\nName: Anna Beispiel\nE-Mail: anna@example.org\nTelefon: 0171 1234567',
  'an unknown heading between':
    'Kontakt\n-------\nName: Anna Beispiel\nE-Mail: anna@example.org\nTelefon: 0171 1234567\n\n=====\nNachricht: Hallo\n=====',
  brackets: '[Name] Anna Beispiel\n[E-Mail] anna@example.org\n[Telefon] 0171 1234567\n[Nachricht] Hallo',
  'quotation marks':
    '"Name": "Anna Beispiel",\n"E-Mail": "anna@example.org",\n"Telefon": "0171 1234567",\n"Nachricht": "Hallo"',
  numbers:
    '1. Name: Anna Beispiel\n2. E-Mail: anna@example.org\n3. Telefon: 0171 1234567\n4. Nachricht: Hallo',
  dashes: 'Name - Anna Beispiel\nE-Mail - anna@example.org\nTelefon – 0171 1234567\nNachricht - Hallo',
  arrows: 'Name => Anna Beispiel\nE-Mail => anna@example.org\nTelefon -> 0171 1234567\nNachricht => Hallo',
  bars: 'Name: Anna Beispiel | E-Mail: anna@example.org | Telefon: 0171 1234567\nNachricht: Hallo',
  'names of fields':
    'full_name: Anna Beispiel\nemail: anna@example.org\nphone_number: 0171 1234567\nmessage: Hallo',
  'underlined headings':
    'Kundendaten:\n------------\nName : Anna Beispiel\nE-Mail : anna@example.org\nTelefon : 0171 1234567\n\nNachricht:\n----------\nHallo',
};
for (const [what, text] of Object.entries(STYLES)) {
  test(`labels: written with ${what}`, () => {
    const enquiry = readOne({ text });
    assert.equal(enquiry.parse.reader, 'labels');
    assert.equal(enquiry.parse.status, 'ok');
    assert.equal(customerName(enquiry), 'Anna Beispiel');
    assert.equal(customerMail(enquiry), 'anna@example.org');
    assert.equal(customerPhone(enquiry), '+491711234567');
    assert.equal(enquiry.message?.text, 'Hallo');
  });
}

const TABLES: Record<string, string> = {
  'a row for each':
    '<table><tr><td><b>Name:</b></td><td>Anna Beispiel</td></tr><tr><td>E-Mail</td><td><a href="mailto:anna@example.org">anna@example.org</a></td></tr><tr><th>Telefon</th><td>0171&nbsp;1234567</td></tr><tr><td>Nachricht</td><td>Hallo</td></tr></table>',
  'two pairs in a row':
    '<table><tr><td>Name</td><td>Anna Beispiel</td><td>E-Mail</td><td>anna@example.org</td></tr><tr><td>Telefon</td><td>0171 1234567</td><td>Nachricht</td><td>Hallo</td></tr></table>',
  'layout tables around':
    '<table><tr><td><table><tr><td>Name:</td><td>Anna Beispiel</td></tr><tr><td>E-Mail:</td><td>anna@example.org</td></tr></table></td></tr><tr><td><table><tr><td>Telefon:</td><td>0171 1234567</td></tr><tr><td>Nachricht:</td><td>Hallo</td></tr></table></td></tr></table>',
  'label rows above value rows':
    '<table><tr bgcolor="#EAF2FA"><td colspan="2"><strong>Name</strong></td></tr><tr><td>&nbsp;</td><td>Anna Beispiel</td></tr><tr><td colspan="2"><strong>E-Mail</strong></td></tr><tr><td>&nbsp;</td><td>anna@example.org</td></tr><tr><td colspan="2">Telefon</td></tr><tr><td></td><td>0171 1234567</td></tr><tr><td colspan="2">Nachricht</td></tr><tr><td></td><td>Hallo</td></tr></table>',
  'paragraphs and breaks':
    '<p><b>Name:</b> Anna Beispiel<br><b>E-Mail:</b> anna@example.org<br/><b>Telefon:</b> 0171 1234567</p><p><b>Nachricht:</b><br>Hallo</p>',
  lists:
    '<ul><li>Name: Anna Beispiel</li><li>E-Mail: anna@example.org</li><li>Telefon: 0171 1234567</li><li>Nachricht: Hallo</li></ul>',
};
for (const [what, html] of Object.entries(TABLES)) {
  test(`labels: HTML with ${what}`, () => {
    const enquiry = readOne({ html });
    assert.equal(customerName(enquiry), 'Anna Beispiel');
    assert.equal(customerMail(enquiry), 'anna@example.org');
    assert.equal(customerPhone(enquiry), '+491711234567');
    assert.equal(enquiry.message?.text, 'Hallo');
    assert.equal(enquiry.parse.status, 'ok');
  });
}

test('labels: the HTML part is read when the text part is only a stub', () => {
  const enquiry = readOne({
    text: 'Ihr Programm kann kein HTML anzeigen.',
    html: TABLES['a row for each'] ?? '',
  });
  assert.equal(enquiry.parse.reader, 'labels');
  assert.equal(enquiry.parse.fields['customer.full']?.method, 'table');
});

test('labels: addresses in their usual shapes', () => {
  const address = (text: string) => readOne({ text: `${NAME}Telefon: 089 123456\n${text}` }).customer.address;
  const whole = { lines: ['Musterweg 5'], postalCode: '80331', city: 'München' };
  assert.deepEqual(address('Straße: Musterweg\nHausnummer: 5\nPLZ: 80331\nOrt: München'), whole);
  assert.deepEqual(address('Straße / Nr.: Musterweg 5\nPLZ/Ort: 80331 München'), whole);
  assert.deepEqual(address('Adresse: Musterweg 5, 80331 München'), whole);
  assert.deepEqual(address('Straße, Hausnummer: Musterweg 5\nPLZ, Ort: 80331, München'), whole);
  assert.deepEqual(address('PLZ, Ort: München'), { lines: [], city: 'München' });
  assert.deepEqual(address('Adresse: auf Anfrage'), { lines: ['auf Anfrage'] });
});

test('labels: names in their usual shapes', () => {
  const person = (text: string) => readOne({ text: `${text}\nTelefon: 089 123456` }).customer;
  assert.deepEqual(
    [person('Name: Herr Max Muster').full, person('Name: Herr Max Muster').salutation],
    ['Max Muster', 'mr'],
  );
  assert.equal(person('Name, Vorname: Muster, Max').first, 'Max');
  assert.equal(person('Vor- und Nachname: Max Muster').full, 'Max Muster');
  assert.equal(person('Anrede: Familie\nName: Muster').salutation, 'family');
  assert.equal(person('Anrede: Herr und Frau\nName: Muster').salutation, 'couple');
});

test('labels: several telephone numbers in one field, and none at all', () => {
  const enquiry = readOne({ text: `${NAME}Telefon: 0171 1234567 oder 089 123456` });
  assert.deepEqual(
    enquiry.customer.phones.map(({ e164 }) => e164),
    ['+491711234567', '+4989123456'],
  );
  const none = readOne({ text: `${NAME}Telefon: bitte per Mail\nE-Mail: anna@example.org` });
  assert.deepEqual(none.customer.phones, []);
  assert.deepEqual(none.extra, [{ key: 'Telefon', value: 'bitte per Mail' }]);
});

test('labels: the customer’s own car after a heading, and by prefixed labels', () => {
  const heading = readOne({
    text: `${NAME}Telefon: 089 123456\nMarke: Audi\nModell: A4\n\nInzahlungnahme:\nMarke: VW\nModell: Golf\nKilometerstand: 120000\nEZ: 2011\nKennzeichen: M-AB 123`,
  });
  const prefixed = readOne({
    text: `${NAME}Telefon: 089 123456\nMarke: Audi\nModell: A4\nInzahlungnahme Marke: VW\nInzahlungnahme Modell: Golf\nInzahlungnahme Kilometerstand: 120.000 km\nInzahlungnahme EZ: 2011\nKennzeichen: M-AB 123`,
  });
  for (const { vehicles } of [heading, prefixed]) {
    assert.deepEqual(vehicles, [
      { role: 'wanted', make: 'Audi', model: 'A4' },
      {
        role: 'trade_in',
        make: 'VW',
        model: 'Golf',
        mileage: { value: 120000, unit: 'km' },
        firstRegistration: '2011',
        licensePlate: 'M-AB 123',
      },
    ]);
  }
});

test('labels: a car named as the trade-in', () => {
  const enquiry = readOne({ text: `${NAME}Telefon: 089 123456\nInzahlungnahme: VW Golf VI, 2011` });
  assert.equal(enquiry.wish.tradeIn, true);
  assert.deepEqual(enquiry.vehicles, [{ role: 'trade_in', title: 'VW Golf VI, 2011' }]);
});

test('labels: empty fields are none, and do not swallow the next label', () => {
  const enquiry = readOne({
    text: 'Firma:\nVorname: Anna\nNachname:\nStraße:\nE-Mail: anna@example.org\nTelefon: -\nMobil: k.A.',
  });
  assert.deepEqual(enquiry.customer, {
    type: 'unknown',
    first: 'Anna',
    emails: [{ address: 'anna@example.org', relay: false, preferred: false }],
    phones: [],
  });
  assert.deepEqual(enquiry.extra, []);
});

test('labels: a value that contradicts an earlier one is kept beside it', () => {
  const enquiry = readOne({ text: `${NAME}E-Mail: anna@example.org\nMarke: Audi\nMarke: BMW` });
  assert.equal(enquiry.vehicles[0]?.make, 'Audi');
  assert.deepEqual(enquiry.extra, [{ key: 'Marke', value: 'BMW' }]);
});

test('labels: numbers that cannot be understood are shown, not guessed', () => {
  const enquiry = readOne({
    text: `${NAME}E-Mail: anna@example.org\nPreis: VHB\nErstzulassung: neulich\nFinanzierung: vielleicht`,
  });
  assert.deepEqual(enquiry.vehicles, []);
  assert.deepEqual(enquiry.extra, [
    { key: 'Preis', value: 'VHB' },
    { key: 'Erstzulassung', value: 'neulich' },
    { key: 'Finanzierung', value: 'vielleicht' },
  ]);
});

test('labels: without an address in the form the Reply-To counts, never the homepage’s own From', () => {
  const withReplyTo = readOne({
    from: 'info@autohaus.example',
    replyTo: 'anna@example.org',
    text: `${NAME}Fahrzeug: Golf`,
  });
  assert.equal(customerMail(withReplyTo), 'anna@example.org');
  assert.equal(withReplyTo.parse.fields['customer.emails.0']?.path, 'reply-to');
  const without = readOne({ from: 'info@autohaus.example', text: `${NAME}Fahrzeug: Golf` });
  assert.equal(customerMail(without), null);
  assert.deepEqual([without.parse.status, warningsOf(without)], ['partial', ['contactMissing']]);
  const noReply = readOne({ replyTo: 'no-reply@autohaus.example', text: `${NAME}Fahrzeug: Golf` });
  assert.equal(customerMail(noReply), null);
  const own = readOne({ replyTo: 'Homepage@leads.autohaus.example', text: `${NAME}Fahrzeug: Golf` });
  assert.equal(customerMail(own), null);
});

test('labels: prose is never mined for addresses, numbers or vehicles', () => {
  const enquiry = readOne({
    from: 'anna@example.org',
    fromName: 'Anna Beispiel',
    text: 'Guten Tag,\n\nich suche einen BMW 320d. Meine Nummer ist 0171 1234567, meine Adresse Musterweg 5, 80331 München.\nWichtig: bitte schnell antworten.\n\nAnna',
  });
  assert.equal(enquiry.parse.reader, 'personal');
  assert.deepEqual(
    [enquiry.customer.phones, enquiry.vehicles, enquiry.customer.address],
    [[], [], undefined],
  );
});

test('labels: a signature is no form', () => {
  const enquiry = readOne({
    from: 'anna@example.org',
    text: 'Hallo,\nist der Golf noch da?\n\nGruß\nAnna\n\nTel.: 0171 1234567\nE-Mail: anna@example.org\nWebsite: www.example.org',
  });
  assert.equal(enquiry.parse.reader, 'personal');
  assert.deepEqual(enquiry.customer.phones, []);
});

test('labels: the head of a forwarded mail is nobody’s form, the form below it is', () => {
  const enquiry = readOne({
    from: 'verkauf@autohaus.example',
    text: `Bitte übernehmen.\n\n-----Ursprüngliche Nachricht-----\nVon: Homepage <form@autohaus.example>\nGesendet: Montag\nAn: info@autohaus.example\nBetreff: Anfrage\n\n${NAME}E-Mail: anna@example.org\nFahrzeug: Golf`,
  });
  assert.equal(customerName(enquiry), 'Anna Beispiel');
  assert.equal(customerMail(enquiry), 'anna@example.org');
});

test('labels: a form quoted below an answer is not read again', () => {
  const enquiry = readOne({
    from: 'anna@example.org',
    text: 'Danke, das passt.\n\n> Vorname: Anna\n> Nachname: Beispiel\n> E-Mail: falsch@example.org\n> Fahrzeug: Golf',
  });
  assert.equal(enquiry.parse.reader, 'personal');
  assert.equal(enquiry.message?.text, 'Danke, das passt.');
});

test('labels: what kind of enquiry it is', () => {
  const kind = (text: string) => readOne({ text: `${NAME}Telefon: 089 123456\n${text}` });
  assert.equal(kind('Anfrageart: Leasinganfrage').kind, 'leasing');
  assert.equal(kind('Anfrageart: Werkstatttermin').kind, 'service');
  assert.deepEqual(kind('Anfrageart: Probefahrt').wish.testDrive, {});
  assert.deepEqual(kind('Rückruf: ab 17 Uhr').wish.callback, { from: 'ab 17 Uhr' });
  assert.equal(kind('Rückruf gewünscht: Ja').kind, 'callback');
  assert.equal(kind('Rückruf gewünscht: Nein').kind, 'inquiry');
});

test('labels: consent is never assumed', () => {
  const consent = (text: string) => readOne({ text: `${NAME}Telefon: 089 123456\n${text}` }).consent;
  assert.deepEqual(consent(''), { source: 'none' });
  assert.equal(consent('Datenschutz: Ja').given, true);
  assert.equal(consent('Einwilligung: Nein').given, false);
  assert.equal(consent('Datenschutz: Es gilt unsere Erklärung').given, undefined);
});

test('labels: what the customer lists in the message stays the message', () => {
  const text = 'Hallo,\n\nich suche:\nMarke: VW\nModell: Golf\nPreis: bis 10.000 €\n\nKönnen Sie helfen?';
  const enquiry = readOne({ text: `${NAME}Telefon: 089 123456\nFahrzeug: VW Polo\nNachricht: ${text}` });
  assert.equal(enquiry.message?.text, text);
  assert.deepEqual(enquiry.vehicles, [{ role: 'wanted', title: 'VW Polo' }]);
  assert.deepEqual(enquiry.extra, []);
});

test('labels: a form that goes on below the message is read to its end', () => {
  const enquiry = readOne({
    text: `Nachricht: Hallo,\nnoch da?\n\n${NAME}E-Mail: anna@example.org\nFahrzeug: Golf\n\nDiese Mail kommt von Ihrer Homepage.`,
  });
  assert.equal(enquiry.message?.text, 'Hallo,\nnoch da?');
  assert.equal(customerName(enquiry), 'Anna Beispiel');
  assert.equal(enquiry.vehicles[0]?.title, 'Golf');
  assert.deepEqual(enquiry.extra, [{ key: 'Text', value: 'Diese Mail kommt von Ihrer Homepage.' }]);
});

test('labels: questions of the form without a label we know are kept with their answers', () => {
  const enquiry = readOne({
    text: 'Name\nAnna Beispiel\nE-Mail\nanna@example.org\nWie oft fahren Sie?\nTäglich\nIhre Nachricht\nBitte melden',
  });
  assert.equal(enquiry.message?.text, 'Bitte melden');
  assert.deepEqual(enquiry.extra, [{ key: 'Wie oft fahren Sie?', value: 'Täglich' }]);
});
