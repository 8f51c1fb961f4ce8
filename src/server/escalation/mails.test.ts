import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../ids.ts';
import { inOrderOfDue } from './mails.ts';

test('leads are told in the order in which they fell due, those of one instant as they came, however the database answers', () => {
  const friday = Temporal.Instant.from('2026-03-06T16:00Z');
  const [igel, jung, kurz, late] = [newId(), newId(), newId(), newId()];
  const due = [igel, jung, kurz].map((leadId) => ({ leadId, dueAt: friday, stage: 'EM1' as const }));
  const told = [
    { leadId: late, dueAt: friday.subtract({ hours: 1 }), stage: 'EM1' as const },
    ...due,
    { leadId: kurz, dueAt: friday, stage: 'EM2.1' as const },
  ];
  assert.deepEqual(told.toReversed().toSorted(inOrderOfDue), told);
});
