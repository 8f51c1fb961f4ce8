import { z } from 'zod';
import { done, endpoint, id, idParams } from './endpoint.ts';

const block = z.object({
  name: z.string().trim().min(1).max(100),
  text: z.string().trim().min(1).max(10_000),
});

export const textBlock = block.extend({
  id,
  /** Only its owner sees and uses it; else it is the whole dealership's. */
  own: z.boolean(),
});
export type TextBlock = z.infer<typeof textBlock>;

export const listTextBlocks = endpoint({
  method: 'GET',
  path: '/api/text-blocks',
  who: 'signedIn',
  summary: "The dealership's text blocks and one's own, with their placeholders.",
  output: z.object({ items: z.array(textBlock) }),
});

export const listFilledBlocks = endpoint({
  method: 'GET',
  path: '/api/leads/:id/text-blocks',
  who: 'signedIn',
  summary: 'The same with the values of one lead in place of the placeholders.',
  params: idParams,
  output: z.object({
    items: z.array(
      textBlock.extend({
        /** Words in braces that have no value for this lead. */
        missing: z.array(z.string()),
      }),
    ),
  }),
});

export const addTextBlock = endpoint({
  method: 'POST',
  path: '/api/text-blocks',
  who: 'signedIn',
  summary: 'Write a text block, one’s own or, as controller or admin, the dealership’s.',
  body: block.extend({ own: z.boolean() }),
  output: z.object({ id }),
});

export const changeTextBlock = endpoint({
  method: 'PUT',
  path: '/api/text-blocks/:id',
  who: 'signedIn',
  summary: 'Change a text block.',
  params: idParams,
  body: block,
  output: done,
});

export const removeTextBlock = endpoint({
  method: 'DELETE',
  path: '/api/text-blocks/:id',
  who: 'signedIn',
  summary: 'Remove a text block. Answers written with it stay as they are.',
  params: idParams,
  output: done,
});

const signature = z.string().trim().max(2_000);

export const listSignatures = endpoint({
  method: 'GET',
  path: '/api/signatures',
  who: 'signedIn',
  summary: 'What stands below answers: one’s own signature, and those of the branches for who has none.',
  output: z.object({
    own: z.string(),
    branches: z.array(z.object({ id, name: z.string(), signature: z.string() })),
  }),
});

export const setSignature = endpoint({
  method: 'PUT',
  path: '/api/signatures',
  who: 'signedIn',
  summary: 'Set one’s own signature or, as controller or admin, a branch’s.',
  body: z.object({ branchId: id.nullable(), text: signature }),
  output: done,
});
