import type { z } from 'zod';
import type { listTimesSince } from '../../contract/stats.ts';
import type { EscalationSettings } from '../../domain/escalation/settings.ts';
import { timesSince } from '../../domain/stats/time-changes.ts';
import type { DealershipWork } from '../db/database.ts';
import { kindOfAuthor } from '../settings/store.ts';

/** Who set each configured time when. Read from the versions: the change log also holds what has been changed again. */
export const readTimesSince = async (
  work: DealershipWork,
): Promise<z.input<typeof listTimesSince.output>['items']> => {
  const rows = await work.sql
    .selectFrom('escalationSettings as version')
    .leftJoin('accounts as account', (join) =>
      join
        .onRef('account.dealershipId', '=', 'version.dealershipId')
        .onRef('account.id', '=', 'version.createdBy'),
    )
    .select(['stages', 'branches', 'sources', 'version.createdAt', 'createdBy', 'account.name'])
    .where('version.dealershipId', '=', work.dealershipId)
    .orderBy('version.version')
    .execute();
  const versions = rows.map(({ stages, branches, sources, createdAt, createdBy, name }) => ({
    settings: { stages, branches, sources } as EscalationSettings,
    at: createdAt.toString(),
    by: { kind: kindOfAuthor(createdBy, name), name },
  }));
  return timesSince(versions).map(({ holder, ...since }) => ({
    ...since,
    origin: holder.origin,
    id: holder.origin === 'dealership' ? null : holder.id,
  }));
};
