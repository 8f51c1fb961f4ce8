import * as contract from '../../contract/conversation.ts';
import { DONE } from '../../contract/endpoint.ts';
import * as blocks from '../../contract/text-blocks.ts';
import type { Config } from '../../config.ts';
import { foreignLinks } from '../../domain/conversation/relay.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import type { ReadingThreads } from '../intake/reading-threads.ts';
import { originalFile } from '../intake/store.ts';
import { isRelayed, lockLead } from '../leads/store.ts';
import { Refusal } from '../refusal.ts';
import { fillForLead, writeLetter } from './letter.ts';
import { findMessage, findSentFile } from './store.ts';
import { addBlock, changeBlock, listBlocks, readSignatures, setSignatureText } from './text-blocks.ts';

export interface ConversationRouteNeeds {
  readonly config: Pick<Config, 'mailDomain'>;
  readonly threads: Pick<ReadingThreads, 'attachment'>;
}

/** What customer and dealership wrote to each other: answers before they leave, files of both sides, mails as they came. */
export const conversationRoutes = ({ config, threads }: ConversationRouteNeeds): Route[] => [
  dealershipRoute(contract.previewAnswer, async (work, { params, body }, caller) => {
    const lead = await lockLead(work, params.id, caller);
    const letter = await writeLetter(work, lead, { ...body, mailDomain: config.mailDomain }, caller);
    const to = lead.customerMail ?? '';
    return {
      from: `${letter.from.name} <${letter.from.address}>`,
      to,
      subject: letter.subject,
      text: letter.text,
      missing: [...letter.missing],
      foreignLinks: isRelayed(lead) ? foreignLinks(letter.text, to) : [],
    };
  }),

  dealershipRoute(contract.getAttachment, async (work, { params, query }, caller) => {
    const { message, answer, position, show } = query;
    if (answer !== undefined) return findSentFile(work, params.id, { answer, position }, caller);
    const kept = await findMessage(work, params.id, message, caller);
    const file = await threads.attachment(kept, position);
    if (!file) throw new Refusal('notFound', 'There is no such file at this mail.');
    return { ...file, inline: show && file.isPicture };
  }),

  dealershipRoute(contract.getMailFile, async (work, { params, query }, caller) =>
    originalFile(await findMessage(work, params.id, query.message, caller)),
  ),

  dealershipRoute(blocks.listTextBlocks, async (work, _input, caller) => ({
    items: await listBlocks(work, caller),
  })),
  dealershipRoute(blocks.listFilledBlocks, async (work, { params }, caller) => {
    const fill = await fillForLead(work, await lockLead(work, params.id, caller), caller);
    const items = await listBlocks(work, caller);
    return {
      items: items.map((block) => {
        const { text, missing } = fill(block.text);
        return { ...block, text, missing: [...missing] };
      }),
    };
  }),
  dealershipRoute(blocks.addTextBlock, async (work, { body }, caller) => ({
    id: await addBlock(work, body, caller),
  })),
  dealershipRoute(blocks.changeTextBlock, async (work, { params, body }, caller) => {
    await changeBlock(work, params.id, body, caller);
    return DONE;
  }),
  dealershipRoute(blocks.removeTextBlock, async (work, { params }, caller) => {
    await changeBlock(work, params.id, null, caller);
    return DONE;
  }),
  dealershipRoute(blocks.listSignatures, (work, _input, caller) => readSignatures(work, caller)),
  dealershipRoute(blocks.setSignature, async (work, { body }, caller) => {
    await setSignatureText(work, body, caller);
    return DONE;
  }),
];
