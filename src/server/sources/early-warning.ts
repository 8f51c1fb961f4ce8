import type { EarlyWarning } from '../../contract/sources.ts';
import type { DealershipWork } from '../db/database.ts';
import { NOBODY } from '../ids.ts';
import { dealershipZone } from '../settings/store.ts';
import type { MonitorLinks } from './monitor-mails.ts';
import { intakeQuietMail, type QuietSource, quietMail } from './quiet-mails.ts';
import { byController, leadingPeople, mailController, mailTo, type Reader } from './readers.ts';
import { isImprobable, readPast, type RhythmicSilence, silenceOfIntake, silenceOfSource } from './rhythms.ts';
import { listSourceRows, type SourceListRow } from './store.ts';

/**
 * Notices silences that the sources' own rhythm makes improbable (product.md 6), each once, and those that are over. As
 * long as the intake as a whole is improbably silent, single sources are not spoken of. Returns when the next silence
 * will have become improbable.
 */
export const watchRhythms = async (
  work: DealershipWork,
  setting: EarlyWarning,
  operators: readonly Reader[],
  links: MonitorLinks,
): Promise<Temporal.Instant | null> => {
  const zone = await dealershipZone(work);
  const rows = await listSourceRows(work, { archived: false });
  const watched = rows.filter(({ active, monitored }) => active && monitored);
  await endWarnings(work, rows);
  const past = await readPast(work, zone);
  const silences = watched.flatMap((source) => silenceOfSource(past, source) ?? []);
  const intake = silenceOfIntake(past, watched);
  const due =
    intake && isImprobable(intake, work.now)
      ? [intake]
      : silences.filter((one) => isImprobable(one, work.now));
  const fresh = await insertWarnings(work, due);
  if (setting === 'mail' && fresh.length > 0) await tell(work, fresh, watched, operators, links);
  return (
    [...silences, ...(intake ? [intake] : [])]
      .map(({ improbableAt }) => improbableAt)
      .filter((at) => Temporal.Instant.compare(at, work.now) > 0)
      .sort(Temporal.Instant.compare)[0] ?? null
  );
};

/** The warning about all sources together that still holds. */
export const findIntakeQuiet = async (work: DealershipWork) => {
  const row = await work.sql
    .selectFrom('earlyWarnings')
    .select(['sinceAt', 'expected', 'chance'])
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', NOBODY)
    .where('endedAt', 'is', null)
    .orderBy('sinceAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, sinceAt: row.sinceAt.toString() } : null;
};

/** Remembers what is noticed; answers with what had not been noticed before. */
const insertWarnings = async (
  work: DealershipWork,
  silences: readonly RhythmicSilence[],
): Promise<RhythmicSilence[]> => {
  if (silences.length === 0) return [];
  const rows = await work.sql
    .insertInto('earlyWarnings')
    .values(
      silences.map(({ sourceId, sinceAt, at }) => ({
        dealershipId: work.dealershipId,
        sourceId,
        sinceAt,
        noticedAt: work.now,
        ...at(work.now),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('sourceId')
    .execute();
  return silences.filter(({ sourceId }) => rows.some((row) => row.sourceId === sourceId));
};

/** What delivered again is silent no more. */
const endWarnings = async (work: DealershipWork, sources: readonly SourceListRow[]): Promise<void> => {
  const open = await work.sql
    .selectFrom('earlyWarnings')
    .select(['sourceId', 'sinceAt'])
    .where('dealershipId', '=', work.dealershipId)
    .where('endedAt', 'is', null)
    .execute();
  for (const { sourceId, sinceAt } of open) {
    const ended = sources
      .filter(({ id }) => sourceId === NOBODY || id === sourceId)
      .flatMap(({ deliveredAt }) => deliveredAt ?? [])
      .filter((deliveredAt) => Temporal.Instant.compare(deliveredAt, sinceAt) > 0)
      .sort(Temporal.Instant.compare)[0];
    if (!ended) continue;
    await work.sql
      .updateTable('earlyWarnings')
      .set({ endedAt: ended })
      .where('dealershipId', '=', work.dealershipId)
      .where('sourceId', '=', sourceId)
      .where('sinceAt', '=', sinceAt)
      .execute();
  }
};

/** Who answers for a quiet source is told of it; of a quiet intake, who leads the dealership and who runs the product. */
const tell = async (
  work: DealershipWork,
  silences: readonly RhythmicSilence[],
  watched: readonly SourceListRow[],
  operators: readonly Reader[],
  links: MonitorLinks,
): Promise<void> => {
  const intake = silences.find(({ sourceId }) => sourceId === NOBODY);
  if (intake) {
    const quiet = { ...intake.at(work.now), sinceAt: intake.sinceAt, zone: await dealershipZone(work) };
    for (const reader of await leadingPeople(work, operators))
      await mailTo(work, 'earlyWarning', reader, intakeQuietMail(reader, quiet, links));
    return;
  }
  const today = work.now
    .toZonedDateTimeISO(await dealershipZone(work))
    .toPlainDate()
    .toString();
  const quiet = silences.flatMap(({ sourceId, sinceAt, at }): QuietSource[] => {
    const source = watched.find(({ id }) => id === sourceId);
    const isSeen = source?.seenUntilOn && source.seenUntilOn >= today;
    return source && !isSeen ? [{ ...source, ...at(work.now), sinceAt }] : [];
  });
  for (const [told, theirs] of await byController(work, 'earlyWarning', quiet))
    await mailController(work, 'earlyWarning', told.person, quietMail(told, theirs, links));
};
