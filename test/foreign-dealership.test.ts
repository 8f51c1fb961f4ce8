import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ENDPOINTS } from '../src/contract/all.ts';
import { DEFAULT_HOURS, parseWeek } from '../src/domain/time/opening-hours.ts';
import { type Dealership, startWorld, type World } from './harness/world.ts';

// Every route of the product, asked by a person of one dealership with the ids of another.
let world: World;
let ours: Dealership;
let theirIds: string[];
const THEIR_SECRET = 'Geheimrat Zwei';

before(async () => {
  world = await startWorld();
  ours = await world.setUp('Autohaus Eins');
  const theirs = await world.setUp('Autohaus Zwei');
  await ours.enquiry();
  const lead = await theirs.enquiry({ name: THEIR_SECRET, mail: 'geheim@zwei.example' });
  await theirs.admin.post(`/api/leads/${lead.id}/answer`, { subject: THEIR_SECRET, text: THEIR_SECRET });
  const { id: invitationId } = await theirs.admin.post<{ id: string }>('/api/invitations', {
    name: THEIR_SECRET,
    mail: 'neu@zwei.example',
    roles: ['seller'],
  });
  const { id: absenceId } = await theirs.admin.post<{ id: string }>('/api/absences', {
    accountId: theirs.admin.id,
    fromOn: '2026-03-02',
    untilOn: null,
    substituteId: null,
  });
  const { id: mailboxId } = await theirs.admin.post<{ id: string }>('/api/mailboxes', {
    ...MAILBOX,
    sourceId: theirs.sources[0]?.id,
    username: THEIR_SECRET,
    startWith: 'new',
  });
  await world.work();
  const messages = await theirs.admin.get<{ items: { id: string }[] }>('/api/messages');
  const rereading = await theirs.admin.post<{ id: string }>('/api/rereadings', {
    sourceId: theirs.sources[0]?.id,
    since: '2026-01-01T00:00:00Z',
  });
  const file = await theirs.admin.send(
    `/api/imports?sourceId=${theirs.sources[0]?.id}&fileName=alt.eml`,
    Buffer.from('From: a@b.example\nSubject: x\n\nx'),
  );
  const imported = (await file.json()) as { id: string };
  await world.work();
  const outbox = await theirs.admin.get<{ items: { id: string }[] }>('/api/outbox');
  theirIds = [
    lead.id,
    theirs.id,
    theirs.branchId,
    theirs.admin.id,
    invitationId,
    absenceId,
    mailboxId,
    ...theirs.sources.map(({ id }) => id),
    ...outbox.items.map(({ id }) => id),
    ...messages.items.map(({ id }) => id),
    rereading.id,
    imported.id,
  ];
});
after(() => world.stop());

const CALENDAR = { zone: 'Europe/Berlin', week: parseWeek(DEFAULT_HOURS), days: {} };

const MAILBOX = {
  sourceId: '01900000-0000-7000-8000-000000000000',
  host: '127.0.0.1',
  port: 1,
  security: 'none',
  username: 'x',
  folder: 'INBOX',
  key: { auth: 'password', password: 'x' },
};

/** A body each endpoint accepts, so that only the foreign id can be the reason to refuse. */
const BODIES: Record<string, unknown> = {
  'POST /api/leads/:id/take': {},
  'POST /api/leads/:id/assign': { assigneeId: null },
  'POST /api/leads/:id/answer': { subject: 'x', text: 'x' },
  'POST /api/leads/:id/answer/preview': { subject: 'x', text: 'x' },
  'PUT /api/text-blocks/:id': { name: 'x', text: 'x' },
  'DELETE /api/text-blocks/:id': {},
  'POST /api/leads/:id/call': {},
  'POST /api/leads/:id/note': { text: 'x' },
  'POST /api/leads/:id/follow-up': { at: '2026-03-10T10:00:00Z' },
  'POST /api/leads/:id/close': { outcome: 'lost', reason: 'price' },
  'POST /api/leads/:id/reopen': {},
  'POST /api/leads/:id/merge': { into: '01900000-0000-7000-8000-000000000000' },
  'POST /api/customers/:id/merge': { into: '01900000-0000-7000-8000-000000000000' },
  'POST /api/customers/:id/separate': {},
  'PUT /api/leads/:id/fields': { name: 'x', mail: '', phone: '', vehicle: '', text: '', wishes: [] },
  'POST /api/leads/:id/no-enquiry': { class: 'spam' },
  'POST /api/messages/:id/class': { class: 'spam' },
  'POST /api/messages/:id/reread': { apply: true },
  'POST /api/imports/:id/take': {},
  'POST /api/imports/:id/drop': {},
  'POST /api/rereadings/:id/apply': {},
  'POST /api/rereadings/:id/drop': {},
  'POST /api/accounts/:id/end-access': { to: [] },
  'POST /api/accounts/:id/reset-second-factor': {},
  'POST /api/accounts/:id/password-reset': {},
  'DELETE /api/invitations/:id': {},
  'POST /api/invitations/:id/resend': {},
  'DELETE /api/own-access/sessions/:id': {},
  'PUT /api/accounts/:id': { name: 'x', roles: ['seller'], active: false },
  'PUT /api/absences/:id': { fromOn: '2026-03-10', untilOn: null, substituteId: null },
  'DELETE /api/absences/:id': {},
  'POST /api/outbox/:id/resend': {},
  'POST /api/outbox/:id/dismiss': {},
  'POST /api/sources/:id/test-enquiry': {},
  'PUT /api/sources/:id/meta': { pageIds: ['1'], appSecret: 'x', pageToken: 'x' },
  'DELETE /api/sources/:id/meta': {},
  'PUT /api/sources/:id': {
    name: 'x',
    branchId: '01900000-0000-7000-8000-000000000000',
    silenceLimitDays: 7,
    monitored: true,
  },
  'POST /api/sources/:id/secrets': {},
  'POST /api/sources/:id/secrets/end': { secretId: '01900000-0000-7000-8000-000000000000' },
  'PUT /api/sources/:id/form': {
    active: true,
    fields: {
      name: 'required',
      mail: 'required',
      phone: 'off',
      vehicle: 'off',
      message: 'off',
      contact: 'off',
      consent: 'off',
    },
    consentText: '',
  },
  'POST /api/sources/:id/pause': { untilOn: null },
  'POST /api/sources/:id/resume': {},
  'POST /api/sources/:id/archive': {},
  'POST /api/sources/:id/seen': { untilOn: '2026-03-20' },
  'PUT /api/sources/:id/checks/addressEntered': { checked: true },
  'PUT /api/mailboxes/:id': MAILBOX,
  'POST /api/mailboxes/:id/pause': { paused: true },
  'DELETE /api/mailboxes/:id': {},
  'PUT /api/branches/:id': { name: 'x', state: 'BY', region: null },
  'PUT /api/branches/:id/calendar': { calendar: CALENDAR, basedOnVersion: 1, openLeads: 'keep' },
  'POST /api/branches/:id/calendar/check': { calendar: CALENDAR },
  'POST /api/branches/:id/calendar/preview': { calendar: CALENDAR },
};

// Whoever hands in an enquiry is known by a secret (scenarios/hand-in). Operators know every dealership of the installation.
const withId = ENDPOINTS.filter(
  ({ path, who }) => path.includes(':id') && who !== 'operator' && who !== 'source',
);

for (const { method, path } of withId) {
  test(`${method} ${path} does not know another dealership’s ids`, async () => {
    const key = `${method} ${path}`;
    assert.ok(method === 'GET' || key in BODIES, `give ${key} a body in this test`);
    for (const id of theirIds) {
      const answer = await ours.admin.ask(
        method,
        path.replace(':id', id),
        method === 'GET' ? undefined : BODIES[key],
      );
      assert.equal(answer.status, 404, `${key} with ${id}: ${await answer.text()}`);
    }
  });
}

for (const { method, path } of ENDPOINTS.filter(
  ({ method, path }) => method === 'GET' && !path.includes(':'),
)) {
  test(`${method} ${path} tells nothing of another dealership`, async () => {
    for (const query of [
      '',
      '?view=all',
      '?view=closed',
      '?view=all&q=geheim',
      ...theirIds.map((id) => `?source=${id}&branchId=${id}`),
    ]) {
      const text = await (await ours.admin.ask('GET', `${path}${query}`)).text();
      assert.ok(!text.includes(THEIR_SECRET) && !text.includes('zwei.example'), `${path}${query}`);
      for (const id of theirIds) assert.ok(!text.includes(id), `${path}${query} shows ${id}`);
    }
  });
}

test('ids inside bodies are foreign as well', async () => {
  const { items } = await ours.admin.get<{ items: { id: string }[] }>('/api/leads?view=all');
  for (const assigneeId of theirIds) {
    const answer = await ours.admin.ask('POST', `/api/leads/${items[0]?.id}/assign`, { assigneeId });
    assert.equal(answer.status, 404);
    const merged = await ours.admin.ask('POST', `/api/leads/${items[0]?.id}/merge`, { into: assigneeId });
    assert.equal(merged.status, 404);
    const created = await ours.admin.ask('POST', '/api/leads', { sourceId: assigneeId, name: 'x' });
    assert.equal(created.status, 404);
    const away = { accountId: ours.admin.id, fromOn: '2026-03-10', untilOn: null, substituteId: assigneeId };
    assert.equal((await ours.admin.ask('POST', '/api/absences', away)).status, 404);
    for (const scope of [
      { branches: [assigneeId], sources: [] },
      { branches: [], sources: [assigneeId] },
    ]) {
      const scoped = { name: 'x', roles: ['admin'], active: true, scope };
      assert.equal((await ours.admin.ask('PUT', `/api/accounts/${ours.admin.id}`, scoped)).status, 404);
    }
  }
});
