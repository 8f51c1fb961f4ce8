import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerMail, customerName, needsReview } from './enquiry.ts';
import { type MailOutline, readOne } from './mail.fixtures.ts';

/*
 * Letters passed on, in the layouts of the usual mail programs; invented in every name.
 */
const LETTER = 'Guten Tag,\n\nist der Wagen noch da?\n\nAnna Muster';
const COLLEAGUE = { from: 'sabine.kern@autohaus.example', fromName: 'Sabine Kern' };

const FORWARDS: Record<string, MailOutline> = {
  'Outlook, with a note above': {
    subject: 'WG: Frage',
    text: `Übernimmst du?\n\nVon: Anna Muster <anna@kunde.example>\nGesendet: Freitag, 27. November 2026 17:03\nAn: Verkauf <verkauf@autohaus.example>\nCc: info@autohaus.example\nBetreff: Frage\n\n${LETTER}`,
  },
  'Outlook as HTML': {
    subject: 'WG: Frage',
    html: `<div><p class="MsoNormal">Übernimmst du?<o:p></o:p></p><div style="border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>Von:</b> Anna Muster &lt;anna@kunde.example&gt;<br><b>Gesendet:</b> Freitag, 27. November 2026 08:15<br><b>An:</b> info@autohaus.example<br><b>Betreff:</b> Frage</p></div><p class="MsoNormal">Guten Tag,</p><p class="MsoNormal">ist der Wagen noch da?</p><p class="MsoNormal">Anna Muster</p></div>`,
  },
  Gmail: {
    subject: 'Fwd: Frage',
    text: `Übernimmst du?\n\n---------- Forwarded message ---------\nVon: Anna Muster <anna@kunde.example>\nDate: Fr., 27. Nov. 2026 um 18:22 Uhr\nSubject: Frage\nTo: <info@autohaus.example>\n\n\n${LETTER}`,
  },
  'Apple Mail, the letter as a quotation': {
    subject: 'Fwd: Frage',
    text: `Übernimmst du?\n\nAnfang der weitergeleiteten Nachricht:\n\n> Von: "Anna Muster" <anna@kunde.example>\n> Betreff: Frage\n> Datum: 27. November 2026 um 09:01:11 MEZ\n> An: info@autohaus.example\n>\n${LETTER.replaceAll(/^/gm, '> ')}`,
  },
  'Thunderbird, whose head begins with the subject': {
    subject: 'Anfrage aus dem Postfach',
    text: `Übernimmst du?\n\n-------- Weitergeleitete Nachricht --------\nBetreff: \tFrage\nDatum: \tFri, 27 Nov 2026 11:12:13 +0100\nVon: \tAnna Muster <anna@kunde.example>\nAn: \tinfo@autohaus.example\n\n\n${LETTER}`,
  },
  'passed on twice in the house': {
    subject: 'WG: WG: Frage',
    text: `Übernimmst du?\n\nVon: Bernd Berger <bernd.berger@autohaus.example>\nGesendet: Freitag\nAn: Sabine Kern\nBetreff: WG: Frage\n\nVon: Anna Muster [mailto:anna@kunde.example]\nGesendet: Freitag\nAn: info@autohaus.example\nBetreff: Frage\n\n${LETTER}`,
  },
};
for (const [what, outline] of Object.entries(FORWARDS)) {
  test(`a letter passed on is its writer’s: ${what}`, () => {
    const enquiry = readOne({ ...COLLEAGUE, ...outline });
    assert.deepEqual([customerName(enquiry), customerMail(enquiry)], ['Anna Muster', 'anna@kunde.example']);
    assert.equal(enquiry.message?.text.replaceAll('\n\n', '\n'), LETTER.replaceAll('\n\n', '\n'));
    assert.equal(enquiry.parse.fields['customer.emails.0']?.path, 'Von');
    assert.deepEqual(enquiry.extra[0], {
      key: 'Weitergeleitet von',
      value: 'Sabine Kern <sabine.kern@autohaus.example>',
    });
    assert.match(enquiry.extra[1]?.value ?? '', /^Übernimmst du\?/);
    assert.equal(needsReview(enquiry), true);
  });
}

const HEAD =
  'Von: Haus Nord <verkauf@haus-nord.example>\nGesendet: Montag\nAn: Anna <anna@gmx.de>\nBetreff: Angebot';
const LETTERS_OF_THEIR_SENDER: Record<string, MailOutline> = {
  'an answer with the quoted mail below': {
    subject: 'AW: Angebot',
    text: `Passt.\n\n${HEAD}\n\nUnser Angebot`,
  },
  'what was written to a private person': {
    subject: 'WG: Angebot',
    text: `Geht es billiger?\n\n${HEAD}\n\nUnser Angebot`,
  },
  'a head without an address': {
    subject: 'WG: Frage',
    text: 'Bitte.\n\nVon: Max\nGesendet: Montag\nAn: info\nBetreff: Frage\n\nHallo',
  },
  'a machine’s mail': {
    subject: 'WG: Frage',
    text: 'Bitte.\n\nVon: noreply@portal.example\nGesendet: Montag\nAn: info\nBetreff: Frage\n\nHallo',
  },
};
for (const [what, outline] of Object.entries(LETTERS_OF_THEIR_SENDER)) {
  test(`the sender stays the customer: ${what}`, () => {
    const enquiry = readOne({ from: 'anna@gmx.de', fromName: 'Anna Muster', ...outline });
    assert.deepEqual([customerName(enquiry), customerMail(enquiry)], ['Anna Muster', 'anna@gmx.de']);
  });
}
