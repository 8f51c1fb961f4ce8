import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { enqueueMail } from '../../src/server/mail/outbox.ts';
import { type Duties, startDuties } from '../harness/duties.ts';
import type { Person } from '../harness/person.ts';

// The outbox shows everybody what they may see of the leads anyway (product.md 8). It is Friday 6 March 2026, 15:00.
let away: Duties['away'];
let clara: Duties['clara'];
let dealer: Duties['dealer'];
let otto: Duties['otto'];
let setPerson: Duties['setPerson'];
let toMonday: Duties['toMonday'];
let veras: Duties['veras'];
let world: Duties['world'];
let nina: Person;
let north: Awaited<ReturnType<Duties['dealer']['openBranch']>>;
beforeEach(async () => {
  ({ away, clara, dealer, otto, setPerson, toMonday, veras, world } = await startDuties());
  nina = await dealer.hire('Nina Neu', 'controller');
  north = await dealer.openBranch('Nord');
  await setPerson(nina, { roles: ['controller'], scope: { branches: [north.id], sources: [] } });
});
afterEach(() => world.stop());

interface Mail {
  readonly id: string;
  readonly toName: string;
  readonly kind: string;
}
const mailsOf = async (person: Person): Promise<Mail[]> =>
  (await person.get<{ items: Mail[] }>('/api/outbox')).items;
const said = async (person: Person): Promise<string[]> =>
  (await mailsOf(person)).map(({ toName, kind }) => `${kind} to ${toName}`).toSorted();

const answer = async (name: string, to?: string): Promise<void> => {
  const lead = await veras({ name, mail: `${name}@kunde.example`, ...(to && { to }) });
  await dealer.admin.post(`/api/leads/${lead.id}/answer`, { subject: 'Golf', text: `Gern, ${name}.` });
};

test('a controller sees the mails of their branches; one of all branches, and the admins, all but the others’ sign-in links', async () => {
  await answer('Ina');
  await answer('Nora', north.source.leadAddress);
  const invited = { name: 'Ines Iwan', mail: 'ines@autohaus.example', roles: ['seller'] };
  await dealer.admin.post('/api/invitations', invited);
  assert.deepEqual(await said(nina), ['answer to Nora']);
  const theirs = ['answer to Ina', 'answer to Nora'];
  assert.deepEqual(
    (await said(clara)).filter((mail) => mail.startsWith('answer')),
    theirs,
  );
  assert.ok((await said(clara)).every((mail) => !mail.startsWith('invitation')));
  assert.ok((await said(dealer.admin)).includes('invitation to Ines Iwan'));
});

test('what is not theirs to see does not exist for them: not to read, send again or hide', async () => {
  await answer('Ina');
  const ina = (await mailsOf(clara)).find(({ toName }) => toName === 'Ina');
  assert.ok(ina);
  for (const [method, act] of [
    ['GET', ''],
    ['POST', '/resend'],
    ['POST', '/dismiss'],
  ] as const)
    assert.equal((await nina.ask(method, `/api/outbox/${ina.id}${act}`)).status, 404, method + act);
  await world.database.inDealership(dealer.id, async ({ sql }) => {
    await sql.updateTable('outbox').set({ state: 'dead', nextAt: null }).where('id', '=', ina.id).execute();
  });
  const undelivered = async (person: Person) =>
    (await person.get<{ items: Mail[] }>('/api/outbox/undelivered')).items.map(({ id }) => id);
  assert.deepEqual([await undelivered(nina), await undelivered(clara)], [[], [ina.id]]);
  assert.equal((await nina.ask('POST', `/api/outbox/${ina.id}/resend`)).status, 404);
  await clara.post(`/api/outbox/${ina.id}/resend`);
});

test('a mail that lists several enquiries is shown to whoever sees all of them, and to its reader', async () => {
  await setPerson(clara, { roles: ['controller'], scope: { branches: [], sources: [] } });
  await veras({ name: 'Ina Igel' });
  await veras({ name: 'Nora Nord', to: north.source.leadAddress });
  await toMonday();
  assert.match(world.mailTo(clara).subject, /2/);
  world.mailTo(nina);
  assert.deepEqual(
    await said(nina),
    ['escalation to Nina Neu'],
    'Clara’s mail speaks of an enquiry elsewhere, too',
  );
  assert.deepEqual(
    (await said(clara)).filter((mail) => mail.startsWith('escalation')),
    ['escalation to Clara Conrad', 'escalation to Nina Neu'],
  );
});

test('what speaks of no enquiry is for those who oversee everything, and for its reader', async () => {
  await world.database.inDealership(dealer.id, async (work) => {
    for (const { id, name, mail } of [clara, nina])
      await enqueueMail(work, {
        kind: 'monitor',
        accountId: id,
        toName: name,
        toAddress: mail,
        subject: 'Quellen',
        text: 'x',
      });
  });
  assert.deepEqual(await said(nina), ['monitor to Nina Neu']);
  assert.deepEqual(await said(clara), ['monitor to Clara Conrad', 'monitor to Nina Neu']);
  await setPerson(otto, {
    roles: ['controller', 'seller'],
    scope: { branches: [dealer.branchId], sources: [] },
  });
  assert.deepEqual(await said(otto), []);
  await away(clara, otto, { fromOn: '2026-03-06' });
  assert.equal((await said(otto)).length, 2, 'whoever stands in sees what the absent one sees');
});
