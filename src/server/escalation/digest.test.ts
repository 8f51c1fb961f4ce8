import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Stage } from '../../domain/escalation/policy.ts';
import type { MailedLead, MailReason } from '../../i18n/mails/texts.ts';
import { type DigestFrame, type DigestSection, writeDigest } from './digest.ts';

const lead = (stage: Stage, more: Partial<MailedLead> = {}): MailedLead => ({
  stage,
  customer: 'Karla Kunde',
  vehicle: 'VW Golf',
  source: 'mobile.de',
  branch: 'Nord',
  assignee: null,
  arrivedAt: 'Fr., 06.03., 15:00',
  dueAt: 'Fr., 06.03., 17:00',
  stageAt: 'Mo., 09.03., 09:00',
  late: false,
  link: 'https://lw.example/anfragen/1',
  ...more,
});
const OWN: MailReason = { level: 'controller', as: 'controller', insteadOf: [] };
const section = (leads: MailedLead[], reason = OWN, count = leads.length): DigestSection => ({
  reason,
  leads,
  count,
});
const write = (
  sections: DigestSection[],
  language: 'de' | 'en' = 'de',
  standstill: DigestFrame['standstill'] = null,
) =>
  writeDigest(
    {
      name: 'Otto <Ohm>',
      language,
      scope: { branches: ['Nord'], sources: ['mobile.de', 'heycar'] },
      standstill,
      listLink: 'https://lw.example/anfragen?view=escalated',
      dutiesLink: 'https://lw.example/einstellungen/personen',
      settingsLink: 'https://lw.example/statistik/eskalationsverlauf',
    },
    sections,
  );

describe('the subject of a digest', () => {
  const cases: [DigestSection[], german: string, english: string][] = [
    [
      [section([lead('EM2.1')])],
      'Eskalierte Anfrage: Karla Kunde, VW Golf',
      'Escalated enquiry: Karla Kunde, VW Golf',
    ],
    [
      [section([lead('EM2.1', { customer: null, vehicle: null })])],
      'Eskalierte Anfrage: Name nicht angegeben',
      'Escalated enquiry: No name given',
    ],
    [
      [section([lead('EM2.1'), lead('EM2.2', { customer: 'Jens Jung' })])],
      '2 eskalierte Anfragen: Karla Kunde und Jens Jung',
      '2 escalated enquiries: Karla Kunde and Jens Jung',
    ],
    [
      [section([lead('EM2.1'), lead('EM2.1')], OWN, 10_000)],
      '10.000 eskalierte Anfragen: Karla Kunde, Karla Kunde und 9.998 weitere',
      '10,000 escalated enquiries: Karla Kunde, Karla Kunde and 9,998 more',
    ],
    [
      [section([lead('reminder')]), section([lead('EM2.1')])],
      '2 Anfragen, auch eskalierte: Karla Kunde und Karla Kunde',
      '2 enquiries, some escalated: Karla Kunde and Karla Kunde',
    ],
    [
      [section([lead('reminder'), lead('EM1')])],
      '2 Anfragen warten: Karla Kunde und Karla Kunde',
      '2 enquiries waiting: Karla Kunde and Karla Kunde',
    ],
    [
      [section([lead('EM1')], { level: 'seller', as: 'assignee', insteadOf: ['Vera Vogt'] })],
      'Überfällige Anfrage in Vertretung: Karla Kunde, VW Golf',
      'Overdue enquiry (standing in): Karla Kunde, VW Golf',
    ],
  ];
  for (const [sections, german, english] of cases) {
    test(german, () => {
      assert.equal(write(sections).subject, german);
      assert.equal(write(sections, 'en').subject, english);
    });
  }
});

describe('why somebody gets a digest', () => {
  const cases: [MailReason, says: string][] = [
    [OWN, 'Controller für Nord (nur mobile.de und heycar) sind.'],
    [{ level: 'seller', as: 'assignee', insteadOf: [] }, 'Sie diese Anfragen bearbeiten.'],
    [{ level: 'seller', as: 'dispatcher', insteadOf: [] }, 'Sie Anfragenverteiler für Nord (nur'],
    [
      { level: 'seller', as: 'controller', insteadOf: [] },
      'weder Bearbeiter noch Verteiler erreichbar sind.',
    ],
    [{ ...OWN, as: 'admin' }, 'Sie Verwalter sind und heute niemand sonst zuständig und erreichbar ist.'],
    [
      { ...OWN, insteadOf: ['Clara Conrad', 'Nina Neu'] },
      'Sie in Vertretung von Clara Conrad und Nina Neu zuständig sind.',
    ],
  ];
  for (const [reason, says] of cases) {
    test(says, () => {
      const { text, html } = write([section([lead('EM2.1')], reason)]);
      const why = text.slice(text.indexOf('Sie erhalten diese Mail, weil '));
      assert.ok(why.includes(says), why);
      assert.ok(html.includes('href="https://lw.example/einstellungen/personen"'));
    });
  }

  test('is said once for leads of the same reason, and for each of several', () => {
    const { text } = write([
      section([lead('EM2.1'), lead('EM2.1')]),
      section([lead('EM2.1')], { ...OWN, insteadOf: ['Clara Conrad'] }),
    ]);
    assert.equal(text.match(/Sie erhalten diese Mail/g)?.length, 2);
  });
});

test('what does not fit is a number and one link to the list, plain and as HTML', () => {
  const { text, html } = write([section([lead('EM2.1')], OWN, 10_000)]);
  assert.match(
    text,
    /Und 9\.999 weitere Anfragen\.\nAlle in der Liste ansehen: https:\/\/lw\.example\/anfragen\?/,
  );
  assert.match(
    html,
    /<strong>Und 9\.999 weitere Anfragen\.<\/strong> <a href="https:\/\/lw\.example\/anfragen\?/,
  );
});

test('names cannot break out of the HTML', () => {
  const { html } = write([section([lead('EM2.1', { customer: '<img src=x>' })])]);
  assert.ok(html.includes('Otto &lt;Ohm&gt;') && html.includes('&lt;img src=x&gt;'));
});

test('a digest that comes late says first since when Leadwacht stood still', () => {
  const standstill = { from: 'Fr., 06.03., 15:00', until: 'Mo., 09.03., 15:00' };
  const { text, html } = write([section([lead('EM2.1', { late: true })])], 'de', standstill);
  const sentence = 'Leadwacht stand von Fr., 06.03., 15:00 bis Mo., 09.03., 15:00 still.';
  assert.match(text, new RegExp(`Guten Tag Otto <Ohm>,\n\n${sentence}[^\n]+\n\nDiese Anfrage`));
  assert.ok(html.includes(sentence));
  assert.match(text, /verspätet gemeldet/);
});
