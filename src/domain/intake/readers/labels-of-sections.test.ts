import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Expected, fieldsOf, fieldsRead, MOBILE, mail, phone, row } from '../dealer-form.fixtures.ts';
import type { MailOutline } from '../mail.fixtures.ts';

/*
 * Mails in which not everything speaks of the customer and the car he wants: parts about his own car, the house's own telephone,
 * values of several lines. Invented in every name and number; a wrong value is worse than none.
 */
const PERSON = 'Name: Anna Muster\nE-Mail: anna@kunde.example\nTelefon: 0171 1234567\n';
const ANNA = {
  type: 'unknown',
  full: 'Anna Muster',
  emails: mail('anna@kunde.example'),
  phones: MOBILE,
} as const;
const OWN = { role: 'trade_in', make: 'Opel', model: 'Insignia' } as const;

const FORMS: Record<string, [MailOutline, Expected]> = {
  'the customer’s own car below a heading': [
    {
      text: `Interessent\n${PERSON}
Wunschfahrzeug
Marke: Toyota
Modell: Corolla

Ihr Gebrauchtwagen
Marke: Opel
Modell: Insignia
Erstzulassung: 03/2015`,
    },
    {
      customer: ANNA,
      vehicles: [
        { role: 'wanted', make: 'Toyota', model: 'Corolla' },
        { ...OWN, firstRegistration: '2015-03' },
      ],
    },
  ],
  'another make behind the answer that a car is given in payment': [
    {
      text: `${PERSON}Fahrzeug: VW T-Roc Style\nInzahlungnahme: Ja\nFabrikat: Opel\nTyp: Insignia\nBaujahr: 2015`,
    },
    {
      customer: ANNA,
      vehicles: [
        { role: 'wanted', title: 'VW T-Roc Style' },
        { ...OWN, modelYear: 2015 },
      ],
      wish: { tradeIn: true },
    },
  ],
  'the make of the wanted car behind that answer': [
    { text: `${PERSON}Fahrzeug: VW T-Roc Style\nInzahlungnahme: Ja\nMarke: VW\nModell: T-Roc` },
    {
      customer: ANNA,
      vehicles: [{ role: 'wanted', title: 'VW T-Roc Style', make: 'VW', model: 'T-Roc' }],
      wish: { tradeIn: true },
    },
  ],
  'the customer’s own car in the labels': [
    {
      text: `${PERSON}Wunschmodell: Spring\nMarke (Inzahlungnahme): Opel\nModell Ihres Fahrzeugs: Insignia\nAltfahrzeug: Insignia, EZ 2015`,
    },
    {
      customer: ANNA,
      vehicles: [
        { role: 'wanted', model: 'Spring' },
        { ...OWN, title: 'Insignia, EZ 2015' },
      ],
    },
  ],
  'a form for selling a car, by its own subject': [
    { text: `Betreff: Ankaufanfrage\nMarke: Opel\nModell: Insignia\n${PERSON}` },
    { kind: 'trade_in', customer: ANNA, vehicles: [OWN], extra: { Betreff: 'Ankaufanfrage' } },
  ],
  'the house’s own contact below the mark of a signature': [
    {
      text: `Name: Anna Muster\nE-Mail: anna@kunde.example\nNachricht: Bitte um Angebot.

--
Autohaus Berger GmbH
Industriestr. 5
Tel.: 0551 99880
E-Mail: info@autohaus.example`,
    },
    {
      customer: { ...ANNA, phones: [] },
      message: 'Bitte um Angebot.',
      extra: {
        Text: 'Autohaus Berger GmbH\nIndustriestr. 5\nTel.: 0551 99880\nE-Mail: info@autohaus.example',
      },
    },
  ],
  'the house’s own contact below a table': [
    {
      html: `<table>${row('Name', 'Anna Muster')}${row('E-Mail', 'anna@kunde.example')}${row('Fahrzeug', 'Jeep Renegade')}</table><p>Autohaus Berger GmbH<br>Telefon: 0551 99880 | Telefax: 0551 99881</p>`,
    },
    {
      customer: { ...ANNA, phones: [] },
      vehicles: [{ role: 'wanted', title: 'Jeep Renegade' }],
      extra: { Text: 'Autohaus Berger GmbH\nTelefon: 0551 99880\nTelefax: 0551 99881' },
    },
  ],
  'the salesperson in a part of his own': [
    {
      html: `<table><tr><th colspan="2">Kundendaten</th></tr>${row('Name', 'Anna Muster')}${row('E-Mail', 'anna@kunde.example')}<tr><th colspan="2">Ansprechpartner im Haus</th></tr>${row('Name', 'Bernd Berger')}${row('Telefon', '0551 99880')}</table>`,
    },
    { customer: { ...ANNA, phones: [] }, extra: { Name: 'Bernd Berger', Telefon: '0551 99880' } },
  ],
  'the house above the customer’s part': [
    {
      text: `Ansprechpartner: Bernd Berger\nTelefon: 0551 99880\nE-Mail: info@autohaus.example\n\nKundendaten\n${PERSON}Fahrzeug: Audi A1`,
    },
    {
      customer: ANNA,
      vehicles: [{ role: 'wanted', title: 'Audi A1' }],
      extra: { Ansprechpartner: 'Bernd Berger', Telefon: '0551 99880', 'E-Mail': 'info@autohaus.example' },
    },
  ],
  'cells with several lines': [
    {
      html: `<table>${row('Name', 'Anna Muster')}${row('Anschrift', 'Gartenweg 9<br>48143 Münster<br>Deutschland')}${row('Telefon', '0171 1234567<br>0251 121212')}${row('Fahrzeug', 'Renault Austral<br>Techno')}${row('Wünsche für die Übergabe', 'morgens<br>in Münster')}${row('Nachricht', 'Hallo,<br><br>bitte Angebot.')}</table>`,
    },
    {
      customer: {
        type: 'unknown',
        full: 'Anna Muster',
        phones: [...MOBILE, phone('0251 121212', '+49251121212', 'landline')],
        address: { lines: ['Gartenweg 9'], postalCode: '48143', city: 'Münster', country: 'DE' },
      },
      vehicles: [{ role: 'wanted', title: 'Renault Austral, Techno' }],
      message: 'Hallo,\n\nbitte Angebot.',
      extra: { 'Wünsche für die Übergabe': 'morgens\nin Münster' },
    },
  ],
  'a list of terms, one of them in two lines, and a heading below a row': [
    {
      html: `<dl><dt>Name</dt><dd>Anna Muster</dd><dt>Anschrift</dt><dd>Gartenweg 9<br>48143 Münster</dd><dt>Telefon</dt><dd>0171 1234567</dd></dl><table>${row('Fahrzeug', 'Fiat 500e')}<tr><td colspan="2">Ihre Wünsche</td></tr>${row('Probefahrt', 'ja (vormittags)')}</table>`,
    },
    {
      customer: {
        type: 'unknown',
        full: 'Anna Muster',
        phones: MOBILE,
        address: { lines: ['Gartenweg 9'], postalCode: '48143', city: 'Münster' },
      },
      vehicles: [{ role: 'wanted', title: 'Fiat 500e' }],
      wish: { testDrive: { at: 'vormittags' } },
      extra: { Text: 'Ihre Wünsche' },
    },
  ],
  'labels above values of several lines': [
    {
      text: 'Name\nAnna Muster\n\nAnschrift\nGartenweg 9\n48143 Münster\n\nTelefon\n0171 1234567\n\nWie alt ist Ihr Führerschein?\n12 Jahre\n\nNachricht\nBitte melden.',
    },
    {
      customer: {
        type: 'unknown',
        full: 'Anna Muster',
        phones: MOBILE,
        address: { lines: ['Gartenweg 9'], postalCode: '48143', city: 'Münster' },
      },
      message: 'Bitte melden.',
      extra: { 'Wie alt ist Ihr Führerschein?': '12 Jahre' },
    },
  ],
  'what the customer lists right below the label of his message': [
    {
      text: 'Name: Anna Muster\nE-Mail: anna@kunde.example\nNachricht: Guten Tag,\nMarke: egal\nPreis: bis 8.000 Euro\nTelefon: bitte nicht anrufen\nGruß Anna',
    },
    {
      customer: { ...ANNA, phones: [] },
      message: 'Guten Tag,\nMarke: egal\nPreis: bis 8.000 Euro\nTelefon: bitte nicht anrufen\nGruß Anna',
    },
  ],
  'boxes and the small print below the message': [
    {
      text: `${PERSON}Nachricht: Bitte melden.
Ja, ich möchte den Newsletter erhalten: Nein
Ich habe die Datenschutzerklärung gelesen und stimme zu: Ja
Hinweis: Sie können Ihre Einwilligung jederzeit widerrufen. Telefon: 0551 99880.`,
    },
    {
      customer: ANNA,
      message: 'Bitte melden.',
      consent: {
        source: 'form',
        text: 'Ich habe die Datenschutzerklärung gelesen und stimme zu: Ja',
        given: true,
      },
      extra: {
        'Ja, ich möchte den Newsletter erhalten': 'Nein',
        Text: 'Hinweis: Sie können Ihre Einwilligung jederzeit widerrufen. Telefon: 0551 99880.',
      },
    },
  ],
  'terms that are no single number are shown as written': [
    {
      text: `${PERSON}Laufzeit: 36-48 Monate\nAnzahlung: 20 %\nSchlussrate: 9.000 €\nMonatsrate: ca. 250,50 €\nJährliche Laufleistung: 15 tkm`,
    },
    {
      customer: ANNA,
      wish: { finance: { final: '9000', monthly: '250.50', kmPerYear: 15000 } },
      extra: { Laufzeit: '36-48 Monate', Anzahlung: '20 %' },
    },
  ],
  'labels put together otherwise': [
    {
      text: 'Vor- und Zuname: Anna Muster\nTel.-Nr.: 0171 1234567\nFahrzeug-Modell: Formentor\nvehicle_make: Cupra\nRückruf gewünscht: Ja, ab 17 Uhr\nKontakt über: Telefon\nAmtl. Kennzeichen: BI-MM 123',
    },
    {
      kind: 'callback',
      customer: { type: 'unknown', full: 'Anna Muster', phones: MOBILE },
      vehicles: [
        { role: 'wanted', model: 'Formentor', make: 'Cupra' },
        { role: 'trade_in', licensePlate: 'BI-MM 123' },
      ],
      wish: { callback: { from: 'ab 17 Uhr' }, preferredContact: 'phone' },
    },
  ],
  'day and hour of a test drive in lines of their own': [
    { text: `${PERSON}Datum der Probefahrt: 11.12.2026\nUhrzeit der Probefahrt: 09:30 Uhr` },
    { customer: ANNA, wish: { testDrive: { at: '11.12.2026, 09:30 Uhr' } } },
  ],
  'paragraphs below titles, the exchange’s own person last': [
    {
      html: '<h3>Neue Anfrage für Ihr Fahrzeug</h3><p>Fahrzeug-Nr.: K-77</p><h3>Kontaktdaten des Interessenten</h3><p>Name: Anna Muster<br>E‑Mail: anna@kunde.example</p><h3>Nachricht</h3><p>Gibt es eine Garantie?</p><h3>Ihr Ansprechpartner bei markt.example</h3><p>Lena Markt<br>Telefon: 030 11223344</p>',
    },
    {
      customer: { ...ANNA, phones: [] },
      vehicles: [{ role: 'wanted', internalNumber: 'K-77' }],
      message: 'Gibt es eine Garantie?',
      extra: { Telefon: '030 11223344', Text: 'Neue Anfrage für Ihr Fahrzeug\n\nLena Markt' },
    },
  ],
  'a signature in the message stays there, whose it may be': [
    {
      text: 'Name: Anna Muster\nE-Mail: anna@kunde.example\nNachricht: Bitte um Angebot.\n\nMit freundlichen Grüßen\nIhr Autohaus Berger\nTel.: 0551 99880\nFax: 0551 99881',
    },
    {
      customer: { ...ANNA, phones: [] },
      message:
        'Bitte um Angebot.\n\nMit freundlichen Grüßen\nIhr Autohaus Berger\nTel.: 0551 99880\nFax: 0551 99881',
    },
  ],
  'what the form says of itself, and its questions': [
    {
      text: 'Sie haben eine neue Einreichung erhalten\n\nHerr/Frau: Frau\nName: Anna Muster\nTel. tagsüber: 0171 1234567\nWie sind Sie auf uns aufmerksam geworden?: Radio',
    },
    {
      customer: { type: 'private', salutation: 'ms', full: 'Anna Muster', phones: MOBILE },
      extra: {
        'Wie sind Sie auf uns aufmerksam geworden?': 'Radio',
        Text: 'Sie haben eine neue Einreichung erhalten',
      },
    },
  ],
  'a program’s own list': [
    { text: 'Array\n(\n[name] => Anna Muster\n[telefon] => 0171 1234567\n[nachricht] => Noch da?\n)' },
    {
      customer: { type: 'unknown', full: 'Anna Muster', phones: MOBILE },
      message: 'Noch da?',
      extra: { Text: 'Array' },
    },
  ],
};

for (const [what, [outline, expected]] of Object.entries(FORMS)) {
  test(`parts of a form: ${what}`, () => assert.deepEqual(fieldsRead(outline), fieldsOf(expected)));
}
