import * as contract from '../../contract/acknowledgements.ts';
import { DONE } from '../../contract/endpoint.ts';
import { acknowledgementMail, FIRST_ACKNOWLEDGEMENT } from '../../domain/acknowledgement/acknowledgement.ts';
import { fillPlaceholders, type PlaceholderValues } from '../../domain/conversation/placeholders.ts';
import { type MailLanguage, salutationOf } from '../../domain/conversation/salutation.ts';
import type { DealershipWork } from '../db/database.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { listAcknowledgements, setAcknowledgement } from './store.ts';

export const acknowledgementRoutes = (): Route[] => [
  dealershipRoute(contract.listAcknowledgements, async (work) => {
    const settings = await listAcknowledgements(work);
    const specOf = (branchId: string, sourceId: string | null) =>
      settings.find((one) => one.branchId === branchId && one.sourceId === sourceId)?.spec ?? null;
    const branches = await listPlaces(work);
    return {
      branches: branches.map(({ id, name, sources }) => ({
        id,
        name,
        spec: specOf(id, null) ?? FIRST_ACKNOWLEDGEMENT,
        sources: sources.map((source) => ({ ...source, spec: specOf(id, source.id) })),
      })),
    };
  }),

  dealershipRoute(contract.setAcknowledgement, async (work, { body }, caller) => {
    const { branchId, sourceId, spec } = body;
    const branch = (await listPlaces(work)).find(({ id }) => id === branchId);
    const source = branch?.sources.find(({ id }) => id === sourceId);
    if (!branch || (sourceId !== null && !source))
      throw new Refusal('notFound', 'There is no such branch or source.');
    const before = (await listAcknowledgements(work)).find(
      (one) => one.branchId === branchId && one.sourceId === sourceId,
    );
    await setAcknowledgement(work, { branchId, sourceId }, spec);
    const named = { name: [branch.name, source?.name].filter(Boolean).join(', ') };
    await recordChange(work, {
      subject: 'acknowledgement',
      old: before ? { ...named, ...before.spec } : null,
      new: spec && { ...named, ...spec },
      changedBy: caller.accountId,
    });
    return DONE;
  }),

  dealershipRoute(contract.previewAcknowledgement, async (work, { body }) => {
    const { branchId, spec, language } = body;
    const house = await work.sql
      .selectFrom('branches')
      .innerJoin('dealerships', 'dealerships.dealershipId', 'branches.dealershipId')
      .select(['branches.name as branch', 'dealerships.name as dealership'])
      .where('branches.dealershipId', '=', work.dealershipId)
      .where('branches.id', '=', branchId)
      .executeTakeFirst();
    if (!house) throw new Refusal('notFound', 'There is no such branch.');
    const values = exampleValues(language, house);
    const texts = spec.texts[language];
    const { missing } = fillPlaceholders(Object.values(texts).join('\n'), values);
    return {
      from: house.dealership,
      inside: acknowledgementMail(texts, true, values),
      outside: acknowledgementMail(texts, false, values),
      missing: [...missing],
    };
  }),
];

/** A made-up customer, as the preview shows the mail. */
const exampleValues = (
  language: MailLanguage,
  house: { branch: string; dealership: string },
): PlaceholderValues => ({
  salutation: salutationOf({ salutation: 'ms', first: 'Karla', last: 'Kunde' }, language),
  name: 'Karla Kunde',
  vehicle: 'VW Golf 1.5 TSI',
  // Nobody has taken the enquiry yet when the mail leaves.
  seller: null,
  ...house,
});

const listPlaces = async (work: DealershipWork) => {
  const branches = await work.sql
    .selectFrom('branches')
    .select(['id', 'name'])
    .where('dealershipId', '=', work.dealershipId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  const sources = await work.sql
    .selectFrom('sources')
    .select(['id', 'name', 'branchId'])
    .where('dealershipId', '=', work.dealershipId)
    .where('archivedAt', 'is', null)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  return branches.map((branch) => ({
    ...branch,
    sources: sources.filter(({ branchId }) => branchId === branch.id).map(({ id, name }) => ({ id, name })),
  }));
};
