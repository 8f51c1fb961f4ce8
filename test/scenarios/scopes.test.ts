import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Scope } from '../../src/domain/accounts/scope.ts';
import { type Duties, startDuties } from '../harness/duties.ts';

// Who answers for which branches and sources, and what becomes of it when that changes.
let away: Duties['away'];
let clara: Duties['clara'];
let coverage: Duties['coverage'];
let dealer: Duties['dealer'];
let otto: Duties['otto'];
let setPerson: Duties['setPerson'];
let toMonday: Duties['toMonday'];
let vera: Duties['vera'];
let veras: Duties['veras'];
let world: Duties['world'];

beforeEach(async () => {
  ({ away, clara, coverage, dealer, otto, setPerson, toMonday, vera, veras, world } = await startDuties());
});
afterEach(() => world.stop());

test('a controller is told of the branches that are theirs', async () => {
  const nina = await dealer.hire('Nina Neu', 'controller');
  const north = await dealer.openBranch('Nord');
  await setPerson(clara, { roles: ['controller'], scope: { branches: [dealer.branchId], sources: [] } });
  await setPerson(nina, { roles: ['controller'], scope: { branches: [north.id], sources: [] } });
  await veras({ name: 'Ina Igel' });
  await veras({ name: 'Nora Nord', to: north.source.leadAddress });
  await toMonday();
  assert.match(world.mailTo(clara).subject, /Ina Igel/);
  const { subject, text } = world.mailTo(nina);
  assert.match(subject, /Nora Nord/);
  assert.match(text, /weil Sie Controller für Nord sind\./);
  world.noUnexpectedMail();
});

test('a controller is told of the sources that are theirs', async () => {
  const nina = await dealer.hire('Nina Neu', 'controller');
  const [mobile, other] = dealer.sources;
  assert.ok(mobile && other);
  await setPerson(clara, { roles: ['controller'], scope: { branches: [], sources: [mobile.id] } });
  await setPerson(nina, {
    roles: ['controller'],
    scope: { branches: [dealer.branchId], sources: [other.id] },
  });
  await veras({ name: 'Ina Igel', to: mobile.leadAddress });
  await veras({ name: 'Jens Jung', to: other.leadAddress });
  await toMonday();
  assert.match(
    world.mailTo(clara).text,
    new RegExp(`weil Sie Controller für Anfragen von ${mobile.name} sind`),
  );
  assert.match(world.mailTo(nina).subject, /Jens Jung/);
  world.noUnexpectedMail();
});

test('what is nobody’s goes to the admins, and the banner names it', async () => {
  const north = await dealer.openBranch('Nord');
  const [mobile] = dealer.sources;
  assert.ok(mobile);
  await setPerson(clara, {
    roles: ['controller'],
    scope: { branches: [dealer.branchId], sources: [mobile.id] },
  });
  const { everything, unattended } = await coverage(clara);
  assert.equal(everything, false);
  assert.deepEqual(
    unattended.filter(({ branch }) => branch === 'Nord'),
    [{ branch: 'Nord', source: null }],
  );
  assert.deepEqual(
    unattended.filter(({ branch }) => branch !== 'Nord').map(({ source }) => source),
    dealer.sources.flatMap(({ id, name }) => (id === mobile.id ? [] : [name])).toSorted(),
  );
  await veras({ to: north.source.leadAddress });
  await toMonday();
  world.mailTo(dealer.admin);
  world.noUnexpectedMail();
});

test('T33: who becomes responsible after the mail is told once, who was before not again', async () => {
  const nina = await dealer.hire('Nina Neu', 'controller');
  const elsewhere: Scope = { branches: [(await dealer.openBranch('Nord')).id], sources: [] };
  const everything: Scope = { branches: [], sources: [] };
  await setPerson(nina, { roles: ['controller'], scope: elsewhere });
  await veras();
  await toMonday();
  world.mailTo(clara);
  world.noUnexpectedMail();

  await setPerson(clara, { roles: ['controller'], scope: elsewhere });
  await setPerson(nina, { roles: ['controller'], scope: everything });
  await world.passTo('2026-03-09T09:10');
  assert.match(world.mailTo(nina).subject, /Karla Kunde/);
  // Between the two changes nobody was responsible, but the mails of a minute are one, resolved at its end.
  world.noUnexpectedMail();

  await setPerson(clara, { roles: ['controller'], scope: everything });
  await world.passTo('2026-03-12T18:00');
  world.noUnexpectedMail();
});

test('T33: re-assigned when the overdue mail has left, the new assignee is told once, the old one not again', async () => {
  await dealer.changeTimes({ EM1: { on: true, minutes: 0, unit: 'openingHours' } });
  const lead = await veras();
  await world.passTo('2026-03-06T17:01');
  world.mailTo(vera);
  await clara.post(`/api/leads/${lead.id}/assign`, { assigneeId: otto.id });
  await world.passTo('2026-03-06T17:05');
  world.mailTo(otto);
  await clara.post(`/api/leads/${lead.id}/assign`, { assigneeId: vera.id });
  await world.passTo('2026-03-06T18:00');
  world.noUnexpectedMail();
});

test('T33: entered in the middle of the day, an absence tells the substitute what the controller was told', async () => {
  await veras();
  await toMonday();
  world.mailTo(clara);
  const { id } = await away(clara, otto, { fromOn: '2026-03-09', untilOn: null });
  await world.passTo('2026-03-09T09:10');
  world.mailTo(otto);
  assert.equal((await clara.ask('DELETE', `/api/absences/${id}`)).status, 200);
  await world.passTo('2026-03-12T18:00');
  world.noUnexpectedMail();
});
