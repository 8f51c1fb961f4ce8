import assert from 'node:assert/strict';
import { test } from 'node:test';
import i18next from 'i18next';
import { de } from '../../i18n/de/de.ts';
import { policyFromRecommendation, RECOMMENDATIONS } from '../../domain/escalation/recommendations.ts';
import { aboutOf, changeLines } from './change-lines.ts';

const t = await i18next
  .createInstance()
  .init({ lng: 'de', resources: { de: { translation: de } }, interpolation: { escapeValue: false } });
const MOBILE = '01900000-0000-7000-8000-000000000001';
const VERA = '01900000-0000-7000-8000-000000000002';
const words = {
  t,
  language: 'de',
  zone: 'Europe/Berlin',
  names: { [MOBILE]: 'mobile.de', [VERA]: 'Vera Vogt' },
};
const linesOf = (subject: string, old: unknown, now: unknown) =>
  changeLines({ subject, old, new: now }, words).map(
    ({ label, before, after }) => `${label}: ${before ?? ''} -> ${after ?? ''}`,
  );

test('escalation times: only what changed, with whose time and in words', () => {
  const old = { stages: policyFromRecommendation(RECOMMENDATIONS[0]), branches: {}, sources: {} };
  const E1 = { on: true, minutes: 60, unit: 'openingHours' };
  const now = { ...old, stages: { ...old.stages, E1 }, sources: { [MOBILE]: { E1 } }, applied: {} };
  assert.deepEqual(linesOf('escalation.settings', old, now), [
    'E1: 2 Std. Öffnungszeit -> 1 Std. Öffnungszeit',
    'Quelle mobile.de · E1: keine eigene Zeit -> 1 Std. Öffnungszeit',
  ]);
});

test('the distribution: modes, advisers and rules in the words of its page', () => {
  const old = { branches: {}, sources: {}, rules: [], adviser: 'off', sellersSee: 'own' };
  const rule = {
    id: VERA,
    sources: [MOBILE],
    branches: [],
    brands: ['Audi'],
    condition: 'used',
    postcodes: [],
  };
  const now = {
    ...old,
    sources: { [MOBILE]: 'rules' },
    adviser: 'all',
    rules: [{ ...rule, target: { to: 'group', people: [VERA] } }],
  };
  assert.deepEqual(linesOf('distribution', old, now), [
    'Quelle mobile.de: wie die Niederlassung -> Nach Regeln',
    'Persönlicher Kundenbetreuer: Aus -> Alle',
    'Regel 1:  -> Quelle mobile.de, Marke Audi, Gebrauchtwagen: reihum an Vera Vogt',
  ]);
});

test('a person: roles by their names, a scope by the names of its places, empty means all', () => {
  const old = {
    id: VERA,
    name: 'Vera Vogt',
    roles: ['seller'],
    active: true,
    scope: { branches: [], sources: [] },
  };
  const now = {
    ...old,
    roles: ['seller', 'controller'],
    active: false,
    scope: { branches: [], sources: [MOBILE] },
  };
  assert.deepEqual(linesOf('account', old, now), [
    'Rollen: Verkäufer -> Verkäufer, Controller',
    'Aktiv: ja -> nein',
    'Zuständig für Quellen: alle -> mobile.de',
  ]);
  assert.equal(aboutOf({ subject: 'account', old, new: now }, words), 'Vera Vogt');
});

test('an absence that was entered has no former values, one taken back no later ones', () => {
  const absence = { id: MOBILE, accountId: VERA, fromOn: '2026-03-02', untilOn: null, substituteId: null };
  assert.deepEqual(
    linesOf('absence', null, absence),
    ['Von:  -> 02.03.2026', 'Bis:  -> offen', 'Vertretung:  -> –'].slice(0, 1),
  );
  assert.equal(aboutOf({ subject: 'absence', old: absence, new: null }, words), 'Vera Vogt');
});

test('a calendar: each day by its date, closed days said to be closed', () => {
  const old = { branch: 'Haupthaus', days: { '2026-12-24': null } };
  const now = {
    branch: 'Haupthaus',
    days: { '2026-12-24': { kind: 'closure', name: 'Betriebsruhe', hours: '' } },
  };
  assert.deepEqual(linesOf('calendar', old, now), [
    '24.12.2026: wie in der Woche -> Betriebsruhe, geschlossen',
  ]);
});

test('a source: limits, dates and instants as people read them', () => {
  const old = { name: 'mobile.de', silenceLimitDays: 7, pausedUntilOn: null, archived: false, active: true };
  const now = {
    ...old,
    silenceLimitDays: 14,
    pausedUntilOn: '2026-04-30',
    archived: true,
  };
  assert.deepEqual(linesOf('source', old, now), [
    'Tage ohne Anfrage bis zur Meldung: 7 -> 14',
    'Pausiert bis: – -> 30.04.2026',
    'Archiviert: nein -> ja',
  ]);
});

test('a mailbox: how it is reached, in the words of its page', () => {
  const old = {
    name: 'anfragen@haus.example',
    sourceId: MOBILE,
    host: 'imap.alt.example',
    port: '993',
    security: 'tls',
    folder: 'INBOX',
    auth: 'password',
  };
  const now = {
    ...old,
    name: 'info@haus.example',
    host: 'imap.neu.example',
    port: '143',
    security: 'startTls',
    folder: 'Anfragen',
    auth: 'oauth2',
    newSecret: true,
  };
  assert.deepEqual(linesOf('mailbox', old, now), [
    'Benutzername: anfragen@haus.example -> info@haus.example',
    'Server: imap.alt.example -> imap.neu.example',
    'Port: 993 -> 143',
    'Verschlüsselung: TLS -> STARTTLS',
    'Ordner: INBOX -> Anfragen',
    'Anmeldung mit: Passwort -> OAuth2',
    'Neuer geheimer Schlüssel: – -> ja',
  ]);
  assert.deepEqual(linesOf('mailbox', { name: 'a', paused: false }, { name: 'a', paused: true }), [
    'Angehalten: nein -> ja',
  ]);
});

test('a source read anew: since when, and how many enquiries it changed', () => {
  assert.deepEqual(
    linesOf('rereading', null, { sourceId: MOBILE, since: '2026-03-01T23:00:00Z', leads: 3 }),
    ['Quelle:  -> mobile.de', 'Seit:  -> Mo., 02.03.2026, 00:00 MEZ', 'Geänderte Anfragen:  -> 3'],
  );
});

test('a subject nobody taught the page is shown as it was written down', () => {
  assert.deepEqual(
    linesOf('relay', { host: 'a', tls: { on: false } }, { host: 'a', tls: { on: true, port: 465 } }),
    ['tls › on: nein -> ja', 'tls › port: – -> 465'],
  );
  for (const [old, now] of [
    [1, 2],
    ['a', null],
    [null, [1, 'b', { c: 1 }]],
    [undefined, {}],
  ]) {
    assert.doesNotThrow(() => changeLines({ subject: 'strange', old, new: now }, words));
  }
});
