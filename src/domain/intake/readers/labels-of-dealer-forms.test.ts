import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Expected, fieldsOf, fieldsRead, MOBILE, mail, phone, row } from '../dealer-form.fixtures.ts';
import { type MailOutline, readOne } from '../mail.fixtures.ts';

/*
 * Mails of dealers' homepages, manufacturers' websites and agencies, invented in every name and number: what such forms
 * ask for and how their programs lay it out is publicly known. Every field of each is expected, and nothing else.
 */
const FORMS: Record<string, [MailOutline, Expected]> = {
  'a manufacturer’s website: labels with dots, the dealer’s number, title beside salutation': [
    {
      text: `Neuer Lead vom Herstellerportal

Haendlernummer........: 04711
Kampagne..............: Fruehjahr
Anrede/Titel..........: Frau Dr.
Vorname...............: Anna
Nachname..............: Muster
E-Mail-Adresse........: anna@kunde.example
Mobilnummer...........: 0171 1234567
Modell................: Golf
Modellvariante........: Style 1.5 eTSI
Motorisierung.........: 110 kW
Kaufzeitpunkt.........: in 3 Monaten`,
    },
    {
      customer: {
        type: 'private',
        salutation: 'ms',
        title: 'Dr.',
        first: 'Anna',
        last: 'Muster',
        emails: mail('anna@kunde.example'),
        phones: MOBILE,
      },
      vehicles: [{ role: 'wanted', model: 'Golf', trim: 'Style 1.5 eTSI' }],
      wish: { timeframe: { text: 'in 3 Monaten' } },
      extra: {
        Haendlernummer: '04711',
        Kampagne: 'Fruehjahr',
        Motorisierung: '110 kW',
        Text: 'Neuer Lead vom Herstellerportal',
      },
    },
  ],
  'a test drive: the date belongs to it, remarks stand behind labels': [
    {
      text: `Anliegen: Probefahrt
Wunschtermin: Sa, 12.12., vormittags
Name*: Anna Muster
Telefon (für Rückfragen)*: 0171 1234567
E-Mail (geben Sie bitte eine gültige Adresse an)*: anna@kunde.example
Fahrzeug: Cupra Born
Führerschein vorhanden: Ja`,
    },
    {
      customer: {
        type: 'unknown',
        full: 'Anna Muster',
        emails: mail('anna@kunde.example'),
        phones: MOBILE,
      },
      vehicles: [{ role: 'wanted', title: 'Cupra Born' }],
      wish: { testDrive: { at: 'Sa, 12.12., vormittags' } },
      extra: { Anliegen: 'Probefahrt', 'Führerschein vorhanden': 'Ja' },
    },
  ],
  'a test drive that is said after its date': [
    {
      text: 'Wunschtermin: 12.12. um 10 Uhr\nProbefahrt: Ja\nName: Anna Muster\nTelefon: 0171 1234567\nFahrzeug: Cupra Born',
    },
    {
      customer: { type: 'unknown', full: 'Anna Muster', phones: MOBILE },
      vehicles: [{ role: 'wanted', title: 'Cupra Born' }],
      wish: { testDrive: { at: '12.12. um 10 Uhr' } },
    },
  ],
  'a workshop’s appointment is no test drive, and its car is one car': [
    {
      text: `Werkstatttermin: Inspektion und Räderwechsel
Wunschtermin: 14.12., morgens
Anrede: Herr
Name: Max Muster
Telefon: 0171 1234567
Kennzeichen: BI-MM 123
Marke: Škoda
Modell: Octavia
Kilometerstand: 61.000
Ersatzwagen: gewünscht`,
    },
    {
      kind: 'service',
      customer: { type: 'private', salutation: 'mr', full: 'Max Muster', phones: MOBILE },
      vehicles: [
        {
          role: 'wanted',
          licensePlate: 'BI-MM 123',
          make: 'Škoda',
          model: 'Octavia',
          mileage: { value: 61000, unit: 'km' },
        },
      ],
      extra: {
        Werkstatttermin: 'Inspektion und Räderwechsel',
        Wunschtermin: '14.12., morgens',
        Ersatzwagen: 'gewünscht',
      },
    },
  ],
  'a car the dealer shall buy is the customer’s own': [
    {
      text: `Art der Anfrage: Fahrzeugankauf
Marke: VW
Modell: Passat Variant
EZ: 05/2016
Km-Stand: 148.000 km
Preisvorstellung: 9.500 €
Unfallfrei: Ja
Name: Max Muster
E-Mail: max@kunde.example`,
    },
    {
      kind: 'trade_in',
      customer: { type: 'unknown', full: 'Max Muster', emails: mail('max@kunde.example') },
      vehicles: [
        {
          role: 'trade_in',
          make: 'VW',
          model: 'Passat Variant',
          firstRegistration: '2016-05',
          mileage: { value: 148000, unit: 'km' },
        },
      ],
      extra: { 'Art der Anfrage': 'Fahrzeugankauf', Preisvorstellung: '9.500 €', Unfallfrei: 'Ja' },
    },
  ],
  'a trade-in: wanted and present car in one form': [
    {
      text: `Wunschfahrzeug: Audi A4 Avant
Inzahlungnahme gewünscht: Ja
Aktuelles Fahrzeug Marke: Opel
Aktuelles Fahrzeug Modell: Astra
Aktuelles Fahrzeug Erstzulassung: 2014
Vorname: Anna
Nachname: Muster
Handy: 0171 1234567`,
    },
    {
      customer: { type: 'unknown', first: 'Anna', last: 'Muster', phones: MOBILE },
      vehicles: [
        { role: 'wanted', title: 'Audi A4 Avant' },
        { role: 'trade_in', make: 'Opel', model: 'Astra', firstRegistration: '2014' },
      ],
      wish: { tradeIn: true },
    },
  ],
  'a leasing request of a company': [
    {
      text: `Anfragetyp: Gewerbeleasing
Firma: Muster Bau GmbH
Ansprechpartner: Anna Muster
E-Mail: einkauf@muster-bau.example
Telefon: 0521 123456
Fahrzeug: Ford Transit Custom
Laufzeit: 48 Monate
Kilometer pro Jahr: 20.000
Anzahlung: 0 €`,
    },
    {
      kind: 'leasing',
      customer: {
        type: 'business',
        company: 'Muster Bau GmbH',
        full: 'Anna Muster',
        emails: mail('einkauf@muster-bau.example'),
        phones: [phone('0521 123456', '+49521123456', 'landline')],
      },
      vehicles: [{ role: 'wanted', title: 'Ford Transit Custom' }],
      extra: { Anfragetyp: 'Gewerbeleasing' },
      wish: { finance: { months: 48, kmPerYear: 20000, downPayment: '0' } },
    },
  ],
  'a financing request': [
    {
      text: `Zahlungsart: Finanzierung
Finanzierungsart: Schlussrate
Laufzeit: 36 Monate
Wunschrate: 250 €
Name: Muster, Max
E-Mail: max@kunde.example
Fahrzeug: Seat Leon
Barpreis: 21.990 EUR`,
    },
    {
      customer: {
        type: 'unknown',
        full: 'Max Muster',
        first: 'Max',
        last: 'Muster',
        emails: mail('max@kunde.example'),
      },
      vehicles: [{ role: 'wanted', title: 'Seat Leon', price: { amount: '21990', currency: 'EUR' } }],
      wish: { payment: 'finance', finance: { months: 36, monthly: '250' } },
      extra: { Finanzierungsart: 'Schlussrate' },
    },
  ],
  'forwarded by a colleague, whose signature stands above': [
    {
      from: 'sabine.kern@autohaus.example',
      fromName: 'Sabine Kern',
      subject: 'WG: Anfrage Homepage',
      text: `Hallo Peter, übernimmst du?

Sabine Kern
Autohaus Muster
Tel.: 0521 999999
E-Mail: sabine.kern@autohaus.example

Von: Homepage <form@autohaus.example>
Gesendet: Montag, 23. November 2026 09:12
An: info@autohaus.example
Betreff: Anfrage Homepage

Name: Anna Muster
E-Mail: anna@kunde.example
Telefon: 0171 1234567
Fahrzeug: Dacia Jogger
Nachricht: Ist er noch da?`,
    },
    {
      customer: {
        type: 'unknown',
        full: 'Anna Muster',
        emails: mail('anna@kunde.example'),
        phones: MOBILE,
      },
      vehicles: [{ role: 'wanted', title: 'Dacia Jogger' }],
      message: 'Ist er noch da?',
      extra: {
        Betreff: 'Anfrage Homepage',
        Text: 'Hallo Peter, übernimmst du?\n\nSabine Kern\nAutohaus Muster\nTel.: 0521 999999\nE-Mail: sabine.kern@autohaus.example',
      },
    },
  ],
  'the customer only in Reply-To, From is the web server': [
    {
      from: 'www-data@web17.hoster.example',
      replyTo: 'anna@kunde.example',
      replyToName: 'Anna Muster',
      text: 'Fahrzeug: Fiat 500e\nAngebotsnummer: G-104\nProbefahrt: Nein\nNachricht: Wie groß ist die Reichweite?',
    },
    {
      customer: { type: 'unknown', full: 'Anna Muster', emails: mail('anna@kunde.example') },
      vehicles: [{ role: 'wanted', title: 'Fiat 500e', internalNumber: 'G-104' }],
      message: 'Wie groß ist die Reichweite?',
    },
  ],
  'tables in tables, with a logo above and the agency below': [
    {
      html: `<table width="600"><tr><td><img src="cid:logo"></td></tr><tr><td>
<table><tr><td colspan="2"><h2>Neue Fahrzeuganfrage</h2></td></tr>
<tr><td><table>${row('<b>Anrede</b>', 'Herr')}${row('<b>Vorname</b>', 'Max')}${row('<b>Nachname</b>', 'Muster')}</table></td></tr>
<tr><td><table>${row('<b>Telefon privat</b>', '0521 123456')}${row('<b>Telefon mobil</b>', '0171 1234567')}${row('<b>E-Mail</b>', '<a href="mailto:max@kunde.example">max@kunde.example</a>')}</table></td></tr>
<tr><td><table>${row('<b>Fahrzeug</b>', 'Kia Ceed')}${row('<b>Preis</b>', '17.490,- &euro;')}</table></td></tr>
</table></td></tr><tr><td>Gesendet über das Formular der Agentur Beispiel</td></tr></table>`,
    },
    {
      customer: {
        type: 'private',
        salutation: 'mr',
        first: 'Max',
        last: 'Muster',
        emails: mail('max@kunde.example'),
        phones: [phone('0521 123456', '+49521123456', 'landline'), ...MOBILE],
      },
      vehicles: [{ role: 'wanted', title: 'Kia Ceed', price: { amount: '17490', currency: 'EUR' } }],
      extra: { Text: 'Neue Fahrzeuganfrage\n\nGesendet über das Formular der Agentur Beispiel' },
    },
  ],
  'labels in bold, the value in the next line': [
    {
      html: '<p><strong>Ihr Name</strong><br>Anna Muster</p><p><strong>Ihre E-Mail</strong><br>anna@kunde.example</p><p><strong>Wunschmodell</strong><br>Polestar 2</p><p><strong>Ihre Nachricht</strong><br>Erste Zeile<br>Zweite Zeile</p>',
    },
    {
      customer: { type: 'unknown', full: 'Anna Muster', emails: mail('anna@kunde.example') },
      vehicles: [{ role: 'wanted', model: 'Polestar 2' }],
      message: 'Erste Zeile\nZweite Zeile',
    },
  ],
  'fields left empty in all the ways of forms': [
    {
      text: 'Anrede: k.A.\nTitel: -\nVorname: Anna\nNachname: Muster\nFirma: /\nStraße: keine Angabe\nPLZ: n/a\nOrt:\nTelefon: nicht angegeben\nFax: entfällt\nE-Mail: anna@kunde.example\nFahrzeug: -- bitte wählen --',
    },
    {
      customer: { type: 'unknown', first: 'Anna', last: 'Muster', emails: mail('anna@kunde.example') },
    },
  ],
  'consents as sentences, below a message of many lines': [
    {
      text: `Name: Anna Muster
E-Mail: anna@kunde.example
Fahrzeug: Mini Cooper
Nachricht: Guten Tag,

ich hätte drei Fragen:
1. Ist er scheckheftgepflegt?
2. Winterreifen: dabei?

Viele Grüße
Anna

Ich habe die Datenschutzerklärung gelesen und stimme der Verarbeitung meiner Daten zur Beantwortung der Anfrage zu: Ja`,
    },
    {
      customer: { type: 'unknown', full: 'Anna Muster', emails: mail('anna@kunde.example') },
      vehicles: [{ role: 'wanted', title: 'Mini Cooper' }],
      message:
        'Guten Tag,\n\nich hätte drei Fragen:\n1. Ist er scheckheftgepflegt?\n2. Winterreifen: dabei?\n\nViele Grüße\nAnna',
      consent: {
        source: 'form',
        given: true,
        text: 'Ich habe die Datenschutzerklärung gelesen und stimme der Verarbeitung meiner Daten zur Beantwortung der Anfrage zu: Ja',
      },
    },
  ],
  'umlauts written as two letters': [
    {
      text: 'Name: Juergen Muster\nStrasse / Hausnr.: Hauptstrasse 5\nPLZ/Ort: 33602 Bielefeld\nTelefon geschaeftlich: 0521 123456\nGewuenschter Termin: 12.12.\nAusfuehrung: Kombi\nFahrzeug: VW Golf\nInzahlungnahme gewuenscht: Nein\nMoechten Sie zurueckgerufen werden: Nein',
    },
    {
      customer: {
        type: 'unknown',
        full: 'Juergen Muster',
        phones: [phone('0521 123456', '+49521123456', 'landline')],
        address: { lines: ['Hauptstrasse 5'], postalCode: '33602', city: 'Bielefeld' },
      },
      vehicles: [{ role: 'wanted', trim: 'Kombi', title: 'VW Golf' }],
      wish: { tradeIn: false },
      extra: { 'Gewuenschter Termin': '12.12.', 'Moechten Sie zurueckgerufen werden': 'Nein' },
    },
  ],
};

for (const [what, [outline, expected]] of Object.entries(FORMS)) {
  test(`a dealer’s form: ${what}`, () => assert.deepEqual(fieldsRead(outline), fieldsOf(expected)));
}

test('a remark behind a label that speaks of somebody else is no field of the customer', () => {
  const { customer, extra } = readOne({
    text: 'Name: Anna Muster\nE-Mail: anna@kunde.example\nFahrzeug: Opel Corsa\nTelefon (Verkäufer): 0521 999999',
  });
  assert.deepEqual(customer.phones, []);
  assert.deepEqual(extra, [{ key: 'Telefon (Verkäufer)', value: '0521 999999' }]);
});
