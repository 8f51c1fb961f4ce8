import type { conversation as german } from '../de/conversation.ts';
import type { Translated } from '../translated.ts';

export const conversation: Translated<typeof german> = {
  unreachable: 'Address cannot be reached',
  failure: {
    noSuchAddress: 'This address does not exist.',
    noSuchHost: 'The mail server behind this address does not exist.',
    full: 'The mailbox is full.',
    tooLarge: 'The mail was too large for the recipient.',
    refused: 'The recipient’s mail server does not take our mail.',
    unknown: 'The recipient’s mail server named no clear reason.',
  },
};
