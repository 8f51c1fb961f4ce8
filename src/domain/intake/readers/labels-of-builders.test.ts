import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerMail, customerName, customerPhone, needsReview, vehicleTitle } from '../enquiry.ts';
import { readOne } from '../mail.fixtures.ts';

/*
 * Mails in the shapes of the usual form builders and agencies: invented ones, by how those tools write label and value.
 * Each asks for the same car for the same person; what differs is the writing.
 */
const row = (label: string, value: string) => `<tr><td>${label}</td><td>${value}</td></tr>`;
const MAILS: Record<string, { text: string } | { html: string }> = {
  'labels above values': {
    text: 'Vorname\nAnna\n\nNachname\nMuster\n\nE-Mail-Adresse\nanna@kunde.example\n\nTelefonnummer\n0171 1234567\n\nFahrzeug\nVW Golf\n\nIhre Nachricht\nIst er noch da?',
  },
  'labels with colons above values': {
    text: 'Name:\nAnna Muster\n\nE-Mail:\nanna@kunde.example\n\nTelefon:\n0171 1234567\n\nFahrzeug:\nVW Golf\n\nNachricht:\nIst er noch da?',
  },
  'dots between': {
    text: 'Name ........... Anna Muster\nE-Mail ......... anna@kunde.example\nTelefon ........ 0171 1234567\nFahrzeug ....... VW Golf\nNachricht ...... Ist er noch da?',
  },
  tabs: {
    text: 'Name\tAnna Muster\nE-Mail\tanna@kunde.example\nTelefon\t0171 1234567\nFahrzeug\tVW Golf\nNachricht\tIst er noch da?',
  },
  'stars around labels': {
    text: '*Name:* Anna Muster\n*E-Mail:* anna@kunde.example\n*Telefon:* 0171 1234567\n*Fahrzeug:* VW Golf\n*Nachricht:* Ist er noch da?',
  },
  'a table without bold labels': {
    html: `<table>${row('Name', 'Anna Muster')}${row('E-Mail', '<a href="mailto:anna@kunde.example">anna@kunde.example</a>')}${row('Telefon', '0171 1234567')}${row('Fahrzeug', 'VW Golf')}${row('Nachricht', 'Ist er noch da?')}</table>`,
  },
  'a definition list': {
    html: '<dl><dt>Name</dt><dd>Anna Muster</dd><dt>E-Mail</dt><dd>anna@kunde.example</dd><dt>Telefon</dt><dd>0171 1234567</dd><dt>Fahrzeug</dt><dd>VW Golf</dd><dt>Nachricht</dt><dd>Ist er noch da?</dd></dl>',
  },
  'a label row above each value row': {
    html: `<table>${['Name', 'Anna Muster', 'E-Mail', 'anna@kunde.example', 'Telefon', '0171 1234567', 'Fahrzeug', 'VW Golf', 'Nachricht', 'Ist er noch da?'].map((cell) => `<tr><td colspan="2">${cell}</td></tr>`).join('')}</table>`,
  },
  'paragraphs as an office program writes them': {
    html: '<p class="MsoNormal"><b>Name:</b>&nbsp;Anna Muster<o:p></o:p></p><p class="MsoNormal"><b>E-Mail:</b>&nbsp;anna@kunde.example</p><p class="MsoNormal"><b>Telefon:</b>&nbsp;0171 1234567</p><p class="MsoNormal"><b>Fahrzeug:</b>&nbsp;VW Golf</p><p class="MsoNormal"><b>Nachricht:</b>&nbsp;Ist er noch da?</p>',
  },
  'lines parted by breaks': {
    html: 'Name: Anna Muster<br>E-Mail: anna@kunde.example<br>Telefon: 0171 1234567<br>Fahrzeug: VW Golf<br>Nachricht: Ist er noch da?',
  },
  'wide spaces between': {
    text: 'Name:          Anna Muster\nE-Mail:        anna@kunde.example\nTelefon:       0171 1234567\nFahrzeug:      VW Golf\nNachricht:     Ist er noch da?',
  },
};

for (const [shape, mail] of Object.entries(MAILS)) {
  test(`labels: ${shape}`, () => {
    const enquiry = readOne({ ...mail, from: 'www-data@server.example' });
    assert.deepEqual(
      [
        customerName(enquiry),
        customerMail(enquiry),
        customerPhone(enquiry),
        vehicleTitle(enquiry),
        enquiry.message?.text,
        needsReview(enquiry),
      ],
      ['Anna Muster', 'anna@kunde.example', '+491711234567', 'VW Golf', 'Ist er noch da?', false],
    );
  });
}
