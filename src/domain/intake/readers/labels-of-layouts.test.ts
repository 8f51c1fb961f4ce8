import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Expected, fieldsOf, fieldsRead, MOBILE, mail, phone } from '../dealer-form.fixtures.ts';
import { customerMail, customerName } from '../enquiry.ts';
import { type MailOutline, readOne } from '../mail.fixtures.ts';

/* How plain text and office programs lay label and value out beside and below each other, and labels that speak by what is beside them. */
const ANNA = { full: 'Anna Muster', emails: mail('anna@kunde.example'), phones: MOBILE };
const CORSA: Expected = {
  customer: { type: 'unknown', ...ANNA },
  vehicles: [{ role: 'wanted', title: 'Opel Corsa' }],
  message: 'Ist er noch da?',
};
const FORMS: Record<string, [MailOutline, Expected]> = {
  'nothing but a space between': [
    {
      text: 'Neue Anfrage\n\nAnrede Frau\nName Anna Muster\nE-Mail anna@kunde.example\nTelefon 0171 1234567\nPLZ Ort 38100 Braunschweig\nBetreff Probefahrt\nFahrzeug Opel Corsa\nNachricht Ist er noch da?\nTelefon geht auch.',
    },
    {
      customer: {
        type: 'private',
        salutation: 'ms',
        ...ANNA,
        address: { lines: [], postalCode: '38100', city: 'Braunschweig' },
      },
      vehicles: [{ role: 'wanted', title: 'Opel Corsa' }],
      message: 'Ist er noch da?\nTelefon geht auch.',
      extra: { Betreff: 'Probefahrt', Text: 'Neue Anfrage' },
    },
  ],
  'nothing but a space between, in groups with headings': [
    {
      text: 'Anfrage über die Homepage\n\nPersönliche Angaben\nVorname Anna\nNachname Muster\n\nKontakt\nE-Mail anna@kunde.example\nTelefon 0171 1234567\n\nFahrzeug\nMarke Opel\nModell Corsa\n\nNachricht\nIst er noch da?\nPreis ist Nebensache.',
    },
    {
      customer: {
        type: 'unknown',
        first: 'Anna',
        last: 'Muster',
        emails: mail('anna@kunde.example'),
        phones: MOBILE,
      },
      vehicles: [{ role: 'wanted', make: 'Opel', model: 'Corsa' }],
      message: 'Ist er noch da?\nPreis ist Nebensache.',
      extra: { Text: 'Anfrage über die Homepage' },
    },
  ],
  'the house’s letterhead above, links behind a number': [
    {
      text: 'Autohaus Muster GmbH, Hauptstraße 1, 33602 Bielefeld\nTel. 0521 999999 - info@autohaus.example\n\nName: Anna Muster\nTelefon: 0171 1234567 <tel:+491711234567>\nE-Mail: anna@kunde.example <mailto:anna@kunde.example>\nFahrzeug: Opel Corsa',
    },
    {
      customer: CORSA.customer,
      vehicles: [{ role: 'wanted', title: 'Opel Corsa' }],
      extra: {
        Text: 'Autohaus Muster GmbH, Hauptstraße 1, 33602 Bielefeld\nTel. 0521 999999 - info@autohaus.example',
      },
    },
  ],
  'an address abroad by the letter before its postal code': [
    {
      text: 'Name: Anna Muster\nAdresse: Weg 5, CH-8280 Kreuzlingen\nWhatsApp: 079 333 44 55\nE-Mail: anna@kunde.example\nFahrzeug: Opel Corsa\nNachricht: Ist er noch da?',
    },
    {
      ...CORSA,
      customer: {
        type: 'unknown',
        ...ANNA,
        phones: [phone('079 333 44 55', '+41793334455', 'mobile')],
        address: { lines: ['Weg 5'], postalCode: '8280', city: 'Kreuzlingen', country: 'CH' },
      },
    },
  ],
  'values wrapped onto lines that stand below them': [
    {
      text: `Name:       Dr. Anna
            Muster-Beispiel
Anschrift:  Marktplatz 7
            18055 Rostock
E-Mail:     anna@kunde.example
Telefon:    0171
            1234567
Fahrzeug:   Hyundai Tucson 1.6 T-GDI Plug-in-Hybrid
            4WD Prime
Nachricht:  Gern ein Angebot.
            Preis: mit Winterrädern`,
    },
    {
      customer: {
        type: 'unknown',
        full: 'Dr. Anna Muster-Beispiel',
        emails: mail('anna@kunde.example'),
        phones: MOBILE,
        address: { lines: ['Marktplatz 7'], postalCode: '18055', city: 'Rostock' },
      },
      vehicles: [{ role: 'wanted', title: 'Hyundai Tucson 1.6 T-GDI Plug-in-Hybrid 4WD Prime' }],
      message: 'Gern ein Angebot.\nPreis: mit Winterrädern',
    },
  ],
  'values wrapped onto indented lines': [
    {
      text: 'Name: Anna Muster\nE-Mail: anna@kunde.example\nTelefon: 0171 1234567\nFahrzeug: Opel\n  Corsa\nNachricht: Ist er noch da?',
    },
    CORSA,
  ],
  'a table drawn with bars': [
    {
      text: '+-----------+--------------------+\n| Name      | Anna Muster        |\n| E-Mail    | anna@kunde.example |\n| Telefon   | 0171 1234567       |\n| Fahrzeug  | Opel Corsa         |\n| Nachricht | Ist er noch da?    |\n+-----------+--------------------+',
    },
    CORSA,
  ],
  'pictures before the labels': [
    {
      text: '👤 Name: Anna Muster\n📧 E-Mail: anna@kunde.example\n☎️ Telefon: 0171 1234567\n🚗 Fahrzeug: Opel Corsa\n💬 Nachricht: Ist er noch da?',
    },
    CORSA,
  ],
  'Outlook: a paragraph in every cell, several in one': [
    {
      html: `<table>${[
        ['Name:', 'Anna Muster'],
        ['Anschrift:', 'Lindenweg 8</p><p>50667 Köln'],
        ['Telefon:', '0171 1234567</p><p>0221 123456'],
        ['E-Mail:', 'anna@kunde.example'],
        ['Fahrzeug:', 'Opel Corsa'],
        ['Nachricht:', 'Guten Tag,</p><p>&nbsp;</p><p>ist er noch da?'],
      ]
        .map(([label, value]) => `<tr><td><p><b>${label}</b></p></td><td><p>${value}</p></td></tr>`)
        .join('')}</table>`,
    },
    {
      customer: {
        type: 'unknown',
        ...ANNA,
        phones: [...MOBILE, phone('0221 123456', '+49221123456', 'landline')],
        address: { lines: ['Lindenweg 8'], postalCode: '50667', city: 'Köln' },
      },
      vehicles: [{ role: 'wanted', title: 'Opel Corsa' }],
      message: 'Guten Tag,\n\nist er noch da?',
    },
  ],
  'the name of a vehicle in its data': [
    {
      text: 'Fahrzeug\nBezeichnung: Opel Corsa\nInterne Nummer: G-17\n\nIhre Daten\nName: Anna Muster\nE-Mail: anna@kunde.example\nTelefon: 0171 1234567\nNachricht: Ist er noch da?',
    },
    { ...CORSA, vehicles: [{ role: 'wanted', title: 'Opel Corsa', internalNumber: 'G-17' }] },
  ],
  'the name of something else': [
    {
      text: 'Name: Anna Muster\nE-Mail: anna@kunde.example\nTelefon: 0171 1234567\nBezeichnung: Kontaktformular\nNachricht: Ist er noch da?',
    },
    { ...CORSA, vehicles: [], extra: { Bezeichnung: 'Kontaktformular' } },
  ],
  'an exchange: of whom each field is stands behind its label': [
    {
      text: 'Fahrzeug von Interesse: Opel Corsa\nName des Interessenten: Anna Muster\nE-Mail des Interessenten: anna@kunde.example\nKundentelefon: 0171 1234567\nMitteilung des Interessenten:\nIst er noch da?',
    },
    CORSA,
  ],
  'an exchange: the vehicle below the customer, its own words around': [
    {
      text: 'Hallo Autohaus Muster,\n\ndu hast eine neue Anfrage erhalten.\n\nKundeninformationen\nKäufer: Anna Muster\nE-Mail-Adresse: anna@kunde.example\nTelefonnummer: 0171 1234567\nNachricht: Ist er noch da?\n\nFahrzeuginformationen\nWagen: Opel Corsa\nKilometerstand: 41.200 km\n\nViele Grüße\nDein Team',
    },
    {
      ...CORSA,
      vehicles: [{ role: 'wanted', title: 'Opel Corsa', mileage: { value: 41200, unit: 'km' } }],
      extra: {
        Text: 'Hallo Autohaus Muster,\n\ndu hast eine neue Anfrage erhalten.\n\nViele Grüße\nDein Team',
      },
    },
  ],
  'an importer: remarks of the customer, and by what ways he may be reached': [
    {
      text: 'Leadtyp: Probefahrt\nName Kunde: Anna Muster\nE-Mail Kunde: anna@kunde.example\nTelefon Kunde: 0171 1234567\nWagen: Opel Corsa\nBemerkung Kunde: Ist er noch da?\nEinwilligung E-Mail: Ja\nEinwilligung Telefon: Nein',
    },
    {
      ...CORSA,
      wish: { testDrive: {} },
      extra: { Leadtyp: 'Probefahrt', 'Einwilligung E-Mail': 'Ja', 'Einwilligung Telefon': 'Nein' },
    },
  ],
  'a field left empty below a cell': [
    {
      html: '<table><tr><td>Name</td><td>Anna Muster</td></tr><tr><td>E-Mail</td><td>anna@kunde.example</td></tr><tr><td>Telefon</td><td>0171 1234567</td></tr><tr><td>Fahrzeug</td><td>Opel Corsa</td></tr><tr><td>Kommentar</td><td>&nbsp;</td></tr></table>',
    },
    { customer: CORSA.customer, vehicles: [{ role: 'wanted', title: 'Opel Corsa' }] },
  ],
  'a row of a table below the message, and what stands around in blocks': [
    {
      html: '<fieldset><legend>Ihre Anfrage</legend><table><tr><td>Name</td><td>Anna Muster</td></tr><tr><td>E-Mail</td><td>anna@kunde.example</td></tr><tr><td>Telefon</td><td>0171 1234567</td></tr><tr><td>Marke/Modell</td><td>Opel Corsa</td></tr><tr><td>Nachricht</td><td>Ist er<br>noch da?</td></tr><tr><td>Kopie an Absender</td><td>Nein</td></tr></table></fieldset>',
    },
    {
      ...CORSA,
      message: 'Ist er\nnoch da?',
      extra: { 'Kopie an Absender': 'Nein', Text: 'Ihre Anfrage' },
    },
  ],
  'marks without width around a name and a number': [
    {
      text: 'Name:\u200b Anna Muster\nE-Mail: anna@kunde.example\u200b\nTelefon: \u202a0171 1234567\u202c\nFahrzeug: Opel Corsa\nNachricht: Ist er noch da?',
    },
    CORSA,
  ],
  'kilometres of a contract, not of the car': [
    {
      text: 'Leadtyp: Leasing\nLaufzeit: 48 Monate\nLaufleistung: 10.000 km/Jahr\nFahrzeug: Opel Corsa\nName: Anna Muster\nE-Mail: anna@kunde.example\nTelefon: 0171 1234567\nNachricht: Ist er noch da?',
    },
    {
      ...CORSA,
      kind: 'leasing',
      wish: { finance: { months: 48, kmPerYear: 10_000 } },
      extra: { Leadtyp: 'Leasing' },
    },
  ],
  'a workshop, as the mail’s subject says': [
    {
      subject: 'Werkstatttermin',
      text: 'Kennzeichen: WL-AB 123\nWagen: Opel Corsa\nName: Anna Muster\nE-Mail: anna@kunde.example\nTelefon: 0171 1234567\nErsatzwagen: ja',
    },
    {
      kind: 'service',
      customer: { type: 'unknown', ...ANNA },
      vehicles: [{ role: 'wanted', licensePlate: 'WL-AB 123', title: 'Opel Corsa' }],
      extra: { Ersatzwagen: 'ja' },
    },
  ],
  'wishes where other forms ask for the car': [
    {
      text: 'Interesse an: Probefahrt und Leasing\nFahrzeug: Opel Corsa\nName: Anna Muster\nE-Mail: anna@kunde.example\nTelefon: 0171 1234567\nNachricht: Ist er noch da?',
    },
    {
      ...CORSA,
      extra: { 'Interesse an': 'Probefahrt und Leasing' },
    },
  ],
  'a customer in Switzerland, whose numbers are dialled there': [
    {
      text: 'Name: Anna Muster\nPLZ / Ort: 8280 Kreuzlingen, Schweiz\nTelefon: 071 672 11 22\nNatel: 079 333 44 55\nE-Mail: anna@kunde.example\nFahrzeug: Opel Corsa\nNachricht: Ist er noch da?',
    },
    {
      ...CORSA,
      customer: {
        type: 'unknown',
        ...ANNA,
        phones: [
          phone('071 672 11 22', '+41716721122', 'landline'),
          phone('079 333 44 55', '+41793334455', 'mobile'),
        ],
        address: { lines: [], postalCode: '8280', city: 'Kreuzlingen', country: 'CH' },
      },
    },
  ],
  'numbers with slashes, narrow spaces, and two in one field': [
    {
      text: 'Name: Anna Muster\nTelefon: +43 (0)662 / 84 53 21\nTel. geschäftl.: 0711 / 12\u202f34\u202f56 / 0171 1234567\nE-Mail: anna@kunde.example\nFahrzeug: Opel Corsa\nNachricht: Ist er noch da?',
    },
    {
      ...CORSA,
      customer: {
        type: 'unknown',
        ...ANNA,
        phones: [
          phone('+43 (0)662 / 84 53 21', '+43662845321', 'landline'),
          phone('0711 / 12\u202f34\u202f56', '+49711123456', 'landline'),
          ...MOBILE,
        ],
      },
    },
  ],
  'a car to be bought, as the mail’s subject says': [
    {
      subject: 'Fahrzeugankauf: neue Anfrage',
      text: 'Marke: Audi\nModell: A6\nName: Anna Muster\nE-Mail: anna@kunde.example\nTelefon: 0171 1234567',
    },
    {
      kind: 'trade_in',
      customer: { type: 'unknown', ...ANNA },
      vehicles: [{ role: 'trade_in', make: 'Audi', model: 'A6' }],
    },
  ],
};

for (const [what, [outline, expected]] of Object.entries(FORMS)) {
  test(`a form’s layout: ${what}`, () => assert.deepEqual(fieldsRead(outline), fieldsOf(expected)));
}

test('a letter with lines like a form’s is its writer’s, where he signed it', () => {
  const letter = {
    from: 'hans@kunde.example',
    text: 'Guten Tag,\n\nich suche:\n\nMarke: Skoda\nModell: Octavia\nPreis: bis 20.000 Euro\n\nMit freundlichen Grüßen\nHans Muster',
  };
  const read = readOne({ ...letter, fromName: 'Hans Muster' });
  assert.deepEqual([customerName(read), customerMail(read), read.vehicles], ['Hans Muster', letter.from, []]);
  const homepage = { from: 'info@autohaus.example', fromName: 'Autohaus Muster' };
  const form = readOne({ ...homepage, text: letter.text.replace('Hans Muster', 'Autohaus Muster') });
  assert.deepEqual([customerMail(form), form.vehicles.length], [null, 1]);
});

test('a letter whose lines begin like labels stays a letter', () => {
  for (const text of [
    'Frage zum Golf\nAngebot bitte per Mail\nTelefon 0171 1234567',
    'Mit freundlichen Grüßen\nAnna Muster\nTelefon 0171 1234567\nFax 0521 123456\nE-Mail anna@kunde.example',
    'Name und Adresse folgen.\nTelefon bitte erst ab 17 Uhr.\nFahrzeug ist mir gleich.\nAnrede bitte per Du.',
  ])
    assert.equal(readOne({ from: 'anna@kunde.example', text }).parse.reader, 'personal', text);
});
