import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Expected, fieldsOf, fieldsRead, MOBILE, mail, phone, row } from '../dealer-form.fixtures.ts';
import type { MailOutline } from '../mail.fixtures.ts';

/* Dealers' forms in the layout of the programs that homepages are made with, as those are publicly known; invented in every value. */
const FORMS: Record<string, [MailOutline, Expected]> = {
  'Elementor: the page’s own lines below': [
    {
      text: `Name: Anna Muster
E-Mail: anna@kunde.example
Telefon: 0171 1234567
Fahrzeug: Opel Corsa
Nachricht: Ist er noch da?

---

Datum: 23. November 2026
Zeit: 9:12
Seiten-URL: https://www.autohaus.example/opel-corsa
Remote-IP: 192.0.2.7
Bereitgestellt von: Elementor`,
    },
    {
      customer: {
        type: 'unknown',
        full: 'Anna Muster',
        emails: mail('anna@kunde.example'),
        phones: MOBILE,
      },
      vehicles: [{ role: 'wanted', title: 'Opel Corsa' }],
      message: 'Ist er noch da?',
      extra: {
        Datum: '23. November 2026',
        Zeit: '9:12',
        'Seiten-URL': 'https://www.autohaus.example/opel-corsa',
        'Remote-IP': '192.0.2.7',
        'Bereitgestellt von': 'Elementor',
      },
    },
  ],
  'WPForms without HTML: headings between dashes': [
    {
      text: '--- Name ---\n\nAnna Muster\n\n--- E-Mail ---\n\nanna@kunde.example\n\n--- Telefon ---\n\n0171 1234567\n\n--- Fahrzeug ---\n\nOpel Corsa\n\n--- Nachricht ---\n\nIst er noch da?\n\nGruß, Anna',
    },
    {
      customer: {
        type: 'unknown',
        full: 'Anna Muster',
        emails: mail('anna@kunde.example'),
        phones: MOBILE,
      },
      vehicles: [{ role: 'wanted', title: 'Opel Corsa' }],
      message: 'Ist er noch da?\n\nGruß, Anna',
    },
  ],
  'Gravity Forms: a coloured row for each label, the address with a link to a map': [
    {
      html: `<table bgcolor="#EAEAEA"><tr><td><table bgcolor="#FFFFFF">${[
        ['Name', 'Anna Muster'],
        ['E-Mail', "<a href='mailto:anna@kunde.example'>anna@kunde.example</a>"],
        ['Fahrzeug', 'Opel Corsa'],
        ['Wie dürfen wir Sie erreichen?', 'per Mail'],
        ['Nachricht', 'Ist er noch da?<br />Danke'],
      ]
        .map(
          ([label, value]) =>
            `<tr bgcolor="#EAF2FA"><td colspan="2"><font style="font-size:12px"><strong>${label}</strong></font></td></tr><tr bgcolor="#FFFFFF"><td width="20">&nbsp;</td><td><font style="font-size:12px">${value}</font></td></tr>`,
        )
        .join('')}</table></td></tr></table>`,
    },
    {
      customer: { type: 'unknown', full: 'Anna Muster', emails: mail('anna@kunde.example') },
      vehicles: [{ role: 'wanted', title: 'Opel Corsa' }],
      message: 'Ist er noch da?\nDanke',
      wish: { preferredContact: 'email' },
    },
  ],
  'TYPO3 powermail: a table of all fields': [
    {
      html: `<div><table class="powermail_all">${row('<strong>Anrede</strong>', 'Frau')}${row('<strong>Vor- und Nachname</strong>', 'Anna Muster')}${row('<strong>E-Mail-Adresse</strong>', 'anna@kunde.example')}${row('<strong>Rückruf gewünscht?</strong>', 'Ja')}${row('<strong>Rufnummer</strong>', '0171 1234567')}${row('<strong>Interesse an</strong>', 'Neuwagen, Leasing')}</table></div>`,
    },
    {
      kind: 'callback',
      customer: {
        type: 'private',
        salutation: 'ms',
        full: 'Anna Muster',
        emails: mail('anna@kunde.example'),
        phones: MOBILE,
      },
      wish: { callback: {} },
      extra: { 'Interesse an': 'Neuwagen, Leasing' },
    },
  ],
  'Joomla form builders: strong labels, a colon outside, the number of the form below': [
    {
      html: '<p><strong>Name</strong>: Anna Muster</p><p><strong>E-Mail</strong>: anna@kunde.example</p><p><strong>Fahrzeug</strong>: Opel Corsa</p><p><strong>Nachricht</strong>: Ist er noch da?</p><hr><p>Formular-ID: 3</p>',
    },
    {
      customer: { type: 'unknown', full: 'Anna Muster', emails: mail('anna@kunde.example') },
      vehicles: [{ role: 'wanted', title: 'Opel Corsa' }],
      message: 'Ist er noch da?',
      extra: { Text: 'Formular-ID: 3' },
    },
  ],
  'HubSpot: blocks with the label above its value': [
    {
      html: `<h1>Neue Formulareinsendung</h1>${[
        ['Vorname', 'Anna'],
        ['Nachname', 'Muster'],
        ['E-Mail', 'anna@kunde.example'],
        ['Telefonnummer', '+49 171 1234567'],
        ['Fahrzeug', 'Opel Corsa'],
      ]
        .map(([label, value]) => `<div><div><b>${label}:</b></div><div>${value}</div></div>`)
        .join('')}`,
    },
    {
      customer: {
        type: 'unknown',
        first: 'Anna',
        last: 'Muster',
        emails: mail('anna@kunde.example'),
        phones: [phone('+49 171 1234567', '+491711234567')],
      },
      vehicles: [{ role: 'wanted', title: 'Opel Corsa' }],
      extra: { Text: 'Neue Formulareinsendung' },
    },
  ],
  'Contact Form 7 with the dealer’s own fields': [
    {
      from: 'wordpress@autohaus.example',
      text: `Von: Anna Muster <anna@kunde.example>
Betreff: Fahrzeuganfrage

Fahrzeug: Opel Corsa
Telefon (optional): 0171 1234567
Terminwunsch: Freitag

Nachrichtentext:
Ist er noch da?

--
Diese E-Mail wurde von einem Kontaktformular von Autohaus Muster (https://www.autohaus.example) gesendet`,
    },
    {
      customer: {
        type: 'unknown',
        full: 'Anna Muster',
        emails: mail('anna@kunde.example'),
        phones: MOBILE,
      },
      vehicles: [{ role: 'wanted', title: 'Opel Corsa' }],
      message: 'Ist er noch da?',
      extra: { Betreff: 'Fahrzeuganfrage', Terminwunsch: 'Freitag' },
    },
  ],
};

for (const [what, [outline, expected]] of Object.entries(FORMS)) {
  test(`a homepage’s form: ${what}`, () => assert.deepEqual(fieldsRead(outline), fieldsOf(expected)));
}
