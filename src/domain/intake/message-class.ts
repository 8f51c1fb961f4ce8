/** What a message was found to be (product.md 7.4); `waiting` is not read yet. */
export const MESSAGE_CLASSES = [
  'lead',
  'reply',
  'duplicate',
  'alert',
  'notice',
  'automaticReply',
  'bounce',
  'spam',
  'test',
  'waiting',
] as const;
export type MessageClass = (typeof MESSAGE_CLASSES)[number];
