import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Duties, startDuties } from '../harness/duties.ts';

// One mail a person and minute, in the person’s language.
let away: Duties['away'];
let clara: Duties['clara'];
let dealer: Duties['dealer'];
let otto: Duties['otto'];
let setPerson: Duties['setPerson'];
let toMonday: Duties['toMonday'];
let vera: Duties['vera'];
let veras: Duties['veras'];
let world: Duties['world'];

beforeEach(async () => {
  ({ away, clara, dealer, otto, setPerson, toMonday, vera, veras, world } = await startDuties());
});
afterEach(() => world.stop());

test('a digest of several leads is one mail a person, in the person’s language, in the order of the due instants', async () => {
  await clara.put('/api/session/language', { language: 'en' });
  const nina = await dealer.hire('Nina Neu', 'controller');
  for (const name of ['Ina Igel', 'Jens Jung', 'Karl Kurz'])
    await veras({ name, mail: `${name.slice(0, 3)}@kunde.example` });
  await toMonday();
  const english = world.mailTo(clara);
  assert.equal(english.subject, '3 escalated enquiries: Ina Igel, Jens Jung and 1 more');
  assert.match(english.text, /was due Fri,? 6 Mar, 17:00/);
  assert.match(english.text, /You get this mail because you are the controller for all enquiries\./);
  const german = world.mailTo(nina);
  assert.equal(german.subject, '3 eskalierte Anfragen: Ina Igel, Jens Jung und 1 weitere');
  assert.match(german.text, /war fällig Fr\., 06\.03\., 17:00/);
  assert.match(german.text, /Ina Igel[^]*Jens Jung[^]*Karl Kurz/);
  assert.equal(german.text.match(/\/anfragen\/[0-9a-f-]{36}/g)?.length, 3);
  world.noUnexpectedMail();
});

test('a digest keeps apart what is the reader’s own and what comes to them in somebody’s place', async () => {
  const nina = await dealer.hire('Nina Neu', 'controller');
  const north = await dealer.openBranch('Nord');
  await setPerson(nina, { roles: ['controller'], scope: { branches: [north.id], sources: [] } });
  await setPerson(clara, { roles: ['controller'], scope: { branches: [dealer.branchId], sources: [] } });
  await away(clara, nina);
  await veras({ name: 'Ina Igel' });
  await veras({ name: 'Nora Nord', to: north.source.leadAddress });
  await toMonday();
  const { subject, text } = world.mailTo(nina);
  assert.equal(subject, '2 eskalierte Anfragen: Ina Igel und Nora Nord');
  assert.match(
    text,
    /in Vertretung von Clara Conrad[^]*Ina Igel[^]*Diese Anfrage steht bei Ihnen, weil[^]*Nora Nord/,
  );
  assert.match(
    text,
    /weil Sie in Vertretung von Clara Conrad zuständig sind\.\nSie erhalten[^\n]*Controller für Nord/,
  );
  world.noUnexpectedMail();
});

test('a mail keeps saying on whose behalf when it is written again, because a lead dropped out of it', async () => {
  await away(clara, otto);
  const first = await veras({ name: 'Ina Igel' });
  await veras({ name: 'Jens Jung' });
  world.relay.mood = 451;
  await toMonday();
  await vera.post(`/api/leads/${first.id}/call`, { text: 'erreicht' });
  world.relay.mood = 'accepting';
  await world.passTo('2026-03-09T12:00');
  const { subject, text } = world.mailTo(otto);
  assert.equal(subject, 'Eskalierte Anfrage in Vertretung: Jens Jung, VW Golf');
  assert.match(text, /in Vertretung von Clara Conrad/);
  world.noUnexpectedMail();
});
