import type { z } from 'zod';
import type { addTextBlock, TextBlock } from '../../contract/text-blocks.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';

type NewBlock = z.output<typeof addTextBlock.body>;

/** The dealership's text blocks and the caller's own, by their names. */
export const listBlocks = async (work: DealershipWork, caller: Caller): Promise<TextBlock[]> => {
  const blocks = await visibleBlocks(work, caller).orderBy('name').orderBy('id').execute();
  return blocks.map(({ id, name, text, ownerId }) => ({ id, name, text, own: ownerId !== null }));
};

export const addBlock = async (
  work: DealershipWork,
  { own, ...block }: NewBlock,
  caller: Caller,
): Promise<string> => {
  if (!own) requireEditor(caller);
  const id = newId();
  const { dealershipId, now } = work;
  const ownerId = own ? caller.accountId : null;
  await work.sql
    .insertInto('textBlocks')
    .values({ dealershipId, id, ownerId, ...block, createdAt: now })
    .execute();
  if (!own)
    await recordChange(work, { subject: 'textBlock', old: null, new: block, changedBy: caller.accountId });
  return id;
};

/** New words for a block; null takes it away. Refuses with `notFound` what is somebody else's. */
export const changeBlock = async (
  work: DealershipWork,
  id: string,
  block: Pick<NewBlock, 'name' | 'text'> | null,
  caller: Caller,
): Promise<void> => {
  const old = await visibleBlocks(work, caller).where('id', '=', id).forUpdate().executeTakeFirst();
  if (!old) throw new Refusal('notFound', 'There is no such text block.');
  if (old.ownerId === null) requireEditor(caller);
  const { dealershipId } = work;
  if (block === null)
    await work.sql
      .deleteFrom('textBlocks')
      .where('dealershipId', '=', dealershipId)
      .where('id', '=', id)
      .execute();
  else
    await work.sql
      .updateTable('textBlocks')
      .set(block)
      .where('dealershipId', '=', dealershipId)
      .where('id', '=', id)
      .execute();
  if (old.ownerId !== null) return;
  const { name, text } = old;
  await recordChange(work, {
    subject: 'textBlock',
    old: { name, text },
    new: block,
    changedBy: caller.accountId,
  });
};

/** Own signatures are everybody's matter; what a branch says is recorded. */
export const setSignatureText = async (
  work: DealershipWork,
  { branchId, text }: { branchId: string | null; text: string },
  caller: Caller,
): Promise<void> => {
  const { dealershipId } = work;
  if (branchId === null) {
    await work.sql
      .updateTable('accounts')
      .set({ signature: text })
      .where('dealershipId', '=', dealershipId)
      .where('id', '=', caller.accountId)
      .execute();
    return;
  }
  requireEditor(caller);
  const branch = await work.sql
    .selectFrom('branches')
    .select(['name', 'signature'])
    .where('dealershipId', '=', dealershipId)
    .where('id', '=', branchId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!branch) throw new Refusal('notFound', 'There is no such branch.');
  await work.sql
    .updateTable('branches')
    .set({ signature: text })
    .where('dealershipId', '=', dealershipId)
    .where('id', '=', branchId)
    .execute();
  const { name, signature } = branch;
  const change = { old: { name, signature }, new: { name, signature: text } };
  await recordChange(work, { subject: 'signature', ...change, changedBy: caller.accountId });
};

export const readSignatures = async (work: DealershipWork, caller: Caller) => {
  const own = await work.sql
    .selectFrom('accounts')
    .select('signature')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', caller.accountId)
    .executeTakeFirst();
  const branches = await work.sql
    .selectFrom('branches')
    .select(['id', 'name', 'signature'])
    .where('dealershipId', '=', work.dealershipId)
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
  return { own: own?.signature ?? '', branches };
};

const visibleBlocks = (work: DealershipWork, caller: Caller) =>
  work.sql
    .selectFrom('textBlocks')
    .select(['id', 'name', 'text', 'ownerId'])
    .where('dealershipId', '=', work.dealershipId)
    .where((eb) => eb.or([eb('ownerId', 'is', null), eb('ownerId', '=', caller.accountId)]));

/** What all of a dealership use is written by controllers and admins. */
const requireEditor = (caller: Caller): void => {
  if (!caller.roles.some((role) => role === 'controller' || role === 'admin'))
    throw new Refusal('notAllowed', 'Only controllers and admins change what the whole dealership uses.');
};
