import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { type Duties, startDuties } from '../harness/duties.ts';
import type { Person } from '../harness/person.ts';

// Who stands in for whom, and what happens when nobody is left.
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

describe('on leave', () => {
  test('T55: the substitute is told in the controller’s place, and the mail says so', async () => {
    await away(clara, otto);
    await veras();
    await toMonday();
    const { subject, text } = world.mailTo(otto);
    assert.equal(subject, 'Eskalierte Anfrage in Vertretung: Karla Kunde, VW Golf');
    assert.match(text, /diese Anfrage steht bei Ihnen in Vertretung von Clara Conrad, weil/);
    assert.match(text, /Sie erhalten diese Mail, weil Sie in Vertretung von Clara Conrad zuständig sind\./);
    assert.match(text, /\/einstellungen\/personen/);
    await world.passTo('2026-03-12T18:00');
    world.noUnexpectedMail();
  });

  test('the substitute’s substitute is told while the substitute is away as well', async () => {
    const nina = await dealer.hire('Nina Neu', 'seller');
    await away(clara, otto);
    await away(otto, nina, { fromOn: '2026-03-07', untilOn: '2026-03-09' });
    await veras();
    await toMonday();
    assert.match(world.mailTo(nina).text, /in Vertretung von Clara Conrad/);
    world.noUnexpectedMail();
  });

  test('nobody stands in for one controller while another one is there', async () => {
    const nina = await dealer.hire('Nina Neu', 'controller');
    await away(clara, otto);
    await veras();
    await toMonday();
    assert.doesNotMatch(world.mailTo(nina).text, /Vertretung von/);
    world.noUnexpectedMail();
  });

  test('T55: the admins are told when nobody is left, and see a banner that says so', async () => {
    await away(clara, null);
    await veras();
    assert.deepEqual((await coverage()).unattended, [], 'on Friday she is still there');
    await toMonday();
    const { text } = world.mailTo(dealer.admin);
    assert.match(text, /heute ist niemand sonst zuständig und erreichbar/);
    const { everything, unattended } = await coverage();
    assert.equal(everything, true);
    assert.deepEqual(unattended, [{ branch: 'Autohaus Sonnenhof', source: null }]);
    assert.equal((await vera.ask('GET', '/api/accounts/coverage')).status, 403);
    world.noUnexpectedMail();
  });

  test('T55: what nobody could be told stays visible, and is told as soon as there is somebody', async () => {
    await veras();
    await setPerson(clara, { roles: ['controller'], active: false });
    // No act of the product takes the last admin away; a hand in the database may.
    const retire = (active: boolean) =>
      world.database.inDealership(dealer.id, ({ sql }) =>
        sql.updateTable('accounts').set({ active }).where('id', '=', dealer.admin.id).execute(),
      );
    await retire(false);
    await toMonday();
    world.noUnexpectedMail();
    await retire(true);
    assert.equal((await coverage()).undeliverable, 1);
    await setPerson(clara, { roles: ['controller'], active: true });
    await world.passTo('2026-03-09T09:05');
    world.mailTo(clara);
    assert.equal((await coverage()).undeliverable, 0);
    world.noUnexpectedMail();
  });

  test('T55: when a controller’s address refuses mails, the next in line is told, and she is tried again', async () => {
    world.relay.mood = (to) => (to === clara.mail ? 550 : 'accepting');
    await veras();
    await world.passTo('2026-03-09T09:05');
    assert.equal(world.mailTo(dealer.admin).subject, 'Eskalierte Anfrage: Karla Kunde, VW Golf');
    const { items } = await dealer.admin.get<{ items: { state: string; to: string }[] }>(
      '/api/outbox?state=dead',
    );
    assert.equal(items.length, 1, 'the refused mail stays visible');

    world.relay.mood = 'accepting';
    world.jumpTo('2026-03-09T10:00');
    await veras({ name: 'Jens Jung' });
    await world.passTo('2026-03-10T10:00');
    assert.match(world.mailTo(clara).subject, /Jens Jung/);
    assert.match(world.mailTo(dealer.admin).subject, /Jens Jung/);

    world.jumpTo('2026-03-10T10:30');
    await veras({ name: 'Karl Kurz' });
    await world.passTo('2026-03-11T12:00');
    assert.match(world.mailTo(clara).subject, /Karl Kurz/);
    world.noUnexpectedMail();
  });

  test('T33: on the first morning of her leave, the substitute is told once of what the controller was told before', async () => {
    await away(clara, otto, { fromOn: '2026-03-10', untilOn: '2026-03-11' });
    await veras();
    await toMonday();
    world.mailTo(clara);
    await world.passTo('2026-03-10T05:59');
    world.noUnexpectedMail();
    await world.passTo('2026-03-10T06:02');
    assert.match(world.mailTo(otto).text, /in Vertretung von Clara Conrad/);
    await world.passTo('2026-03-12T18:00');
    world.noUnexpectedMail();
  });

  test('the whole first and last day counts, in the dealership’s zone; then the controller is told again', async () => {
    await away(clara, otto, { fromOn: '2026-03-09', untilOn: '2026-03-09' });
    await veras();
    await toMonday();
    world.mailTo(otto);
    world.jumpTo('2026-03-09T17:00');
    await veras({ name: 'Jens Jung' });
    await world.passTo('2026-03-10T06:02');
    assert.match(world.mailTo(clara).text, /Karla Kunde/, 'on her first morning, what is still open');
    await world.passTo('2026-03-10T16:00');
    assert.match(world.mailTo(clara).text, /Jens Jung/);
    world.noUnexpectedMail();
  });

  test('an assignee’s reminder goes to the substitute, and without one to the dispatchers', async () => {
    const dora = await dealer.hire('Dora Dorn', 'dispatcher');
    await dealer.changeTimes({ EM1: { on: true, minutes: 0, unit: 'openingHours' } });
    await veras();
    const { id } = await away(vera, otto, { fromOn: '2026-03-06' });
    await world.passTo('2026-03-06T17:01');
    const { subject, text } = world.mailTo(otto);
    assert.equal(subject, 'Überfällige Anfrage in Vertretung: Karla Kunde, VW Golf');
    assert.match(text, /diese Anfrage wartet in Vertretung von Vera Vogt auf Ihre Antwort/);

    await vera.put(`/api/absences/${id}`, { fromOn: '2026-03-06', untilOn: null, substituteId: null });
    await world.passTo('2026-03-06T17:03');
    assert.match(world.mailTo(dora).text, /weil Sie Anfragenverteiler für alle Anfragen sind/);
    await world.passTo('2026-03-06T18:00');
    world.noUnexpectedMail();
  });

  test('a pool enquiry reminds the dispatchers in scope, then the controllers', async () => {
    const dora = await dealer.hire('Dora Dorn', 'dispatcher');
    const other = await dealer.openBranch('Nord');
    const doris = await dealer.hire('Doris Derby', 'dispatcher');
    await setPerson(dora, { roles: ['dispatcher'], scope: { branches: [dealer.branchId], sources: [] } });
    await setPerson(doris, { roles: ['dispatcher'], scope: { branches: [other.id], sources: [] } });
    await dealer.changeTimes({ reminder: { on: true, minutes: 30, unit: 'openingHours' } });
    await dealer.enquiry({ name: 'Ina Igel' });
    await world.passTo('2026-03-06T16:31');
    const { subject, text } = world.mailTo(dora);
    assert.equal(subject, 'Anfrage bald überfällig: Ina Igel, VW Golf');
    assert.match(text, /weil Sie Anfragenverteiler für Autohaus Sonnenhof sind/);
    world.noUnexpectedMail();

    await away(dora, null, { fromOn: '2026-03-06' });
    world.jumpTo('2026-03-06T16:40');
    await dealer.enquiry({ name: 'Jens Jung' });
    await world.passTo('2026-03-07T09:11');
    assert.match(world.mailTo(clara).text, /weder Bearbeiter noch Verteiler erreichbar/);
    world.noUnexpectedMail();
  });
});

describe('absences', () => {
  const refusal = async (answer: Promise<Response>): Promise<[number, string, string]> => {
    const { status, code, detail } = (await (await answer).json()) as {
      status: number;
      code: string;
      detail: string;
    };
    return [status, code, detail];
  };
  const enter = (
    by: Person,
    of: Person,
    substitute: Person | null,
    fromOn = '2026-03-09',
    untilOn: string | null = null,
  ) =>
    by.ask('POST', '/api/absences', {
      accountId: of.id,
      fromOn,
      untilOn,
      substituteId: substitute?.id ?? null,
    });

  test('are entered by the person, by controllers and by admins, and by nobody else', async () => {
    assert.equal((await enter(otto, otto, null)).status, 200);
    assert.equal((await enter(clara, vera, null)).status, 200);
    assert.equal((await enter(dealer.admin, clara, null)).status, 200);
    assert.deepEqual((await refusal(enter(otto, vera, null, '2025-01-01', '2025-01-02'))).slice(0, 2), [
      403,
      'notAllowed',
    ]);
    const { today, items } = await vera.get<{ today: string; items: { id: string; accountId: string }[] }>(
      '/api/absences',
    );
    assert.equal(today, '2026-03-06');
    assert.equal(items.length, 3);
    const ottos = items.find(({ accountId }) => accountId === otto.id)?.id;
    assert.deepEqual((await refusal(vera.ask('DELETE', `/api/absences/${ottos}`))).slice(0, 2), [
      403,
      'notAllowed',
    ]);
    world.noUnexpectedMail();
  });

  test('in a loop are refused with the names, also when two people save at the same moment', async () => {
    await away(clara, otto);
    await away(otto, vera);
    assert.deepEqual(await refusal(enter(vera, vera, clara)), [
      422,
      'substituteLoop',
      'On 2026-03-09 these people would stand in for each other: Vera Vogt -> Clara Conrad -> Otto Ohm -> Vera Vogt.',
    ]);
    const answers = await Promise.all([
      enter(clara, clara, dealer.admin, '2026-04-01'),
      enter(dealer.admin, dealer.admin, clara, '2026-04-01'),
    ]);
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 422]);
    world.noUnexpectedMail();
  });

  test('that overlap, end before they begin, or name the person itself are refused', async () => {
    await away(clara, otto);
    assert.equal((await refusal(enter(clara, clara, null, '2026-03-13')))[1], 'absencesOverlap');
    assert.equal(
      (await refusal(enter(clara, clara, null, '2026-03-20', '2026-03-19')))[1],
      'absenceEndsBeforeStart',
    );
    assert.equal((await refusal(enter(clara, clara, clara, '2026-03-20')))[1], 'ownSubstitute');
    world.noUnexpectedMail();
  });
});
