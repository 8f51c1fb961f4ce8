import type { acknowledgement as german } from '../de/acknowledgement.ts';
import type { Translated } from '../translated.ts';

export const acknowledgement: Translated<typeof german> = {
  title: 'Acknowledgement',
  lead: 'The automatic first mail to the customer. It never counts as an answer: the deadline stays.',
  place: 'For what?',
  wholeBranch: 'All sources of {{name}}',
  ownSetting: '{{name}} (own setting)',
  follow: 'Which setting holds for this source?',
  likeBranch: 'As the branch',
  own: 'Own setting',
  on: 'Send an acknowledgement',
  onHint: 'At most one a day per source and address, three in all.',
  relays: 'Also through the exchange',
  relaysHint: 'When the exchange hides the customer’s address and relays mails.',
  language: 'Language of the mail',
  languageAuto: 'As the enquiry (German if it does not say)',
  languageDe: 'Always German',
  languageEn: 'Always English',
  textsOf: 'Texts in which language?',
  inside: 'During opening hours',
  outside: 'Outside opening hours',
  undo: 'Discard',
  saved: 'Acknowledgement saved.',
  preview: 'Preview',
  previewHint: 'As Karla Kunde would get it, who asks for a VW Golf.',
  fromHouse: 'From {{name}}, through the enquiry’s reply address',
  never:
    'Never to automatic senders, lists, addresses without a mailbox, own addresses, spam, duplicates, imports and tests.',
};
