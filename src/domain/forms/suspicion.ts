/** What is seen of how a form was sent. */
export interface Sending {
  /** What stands in the field that people do not see. */
  readonly hidden: string;
  /** Seconds since the page was made for this visitor; null when it does not say, or what it says is not ours. */
  readonly afterSeconds: number | null;
  readonly message: string;
}

const FEWEST_SECONDS = 2;
const MOST_HOURS = 48;
const MOST_LINKS = 3;

/**
 * What speaks for a machine, as short technical words kept with the message; empty for a person. A guess only: what is
 * suspected is kept at the intake desk, and its sender is asked (docs/decisions/0024).
 */
export const suspicionOf = ({ hidden, afterSeconds, message }: Sending): string[] => {
  const links = message.match(/https?:\/\/|\bwww\./gi)?.length ?? 0;
  return [
    ...(hidden === '' ? [] : ['form: the field nobody sees was filled']),
    ...(links > MOST_LINKS ? [`form: ${links} links in the message`] : []),
    ...timeEvidence(afterSeconds),
  ];
};

const timeEvidence = (afterSeconds: number | null): string[] => {
  if (afterSeconds === null) return ['form: sent without the page'];
  if (afterSeconds < FEWEST_SECONDS)
    return [`form: sent ${Math.floor(afterSeconds)} s after the page was opened`];
  if (afterSeconds > MOST_HOURS * 3_600) return [`form: page was opened over ${MOST_HOURS} h before`];
  return [];
};
