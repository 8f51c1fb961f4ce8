/** A transaction is kept short: who comes on top of these goes into the next. */
const MOST_AT_ONCE = 50;

interface Waiting<Item, Answer> {
  readonly item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Lets many small acts share a transaction: what is asked for while one is under way goes into the next, so that the disk
 * is waited for once for all of them. What one of them is to blame for (`isOnesFault`) the others do not suffer: each is
 * then tried alone.
 *
 * @param act does all of them or none, and answers each in the same order
 */
export const together = <Item, Answer>(
  act: (items: readonly Item[]) => Promise<readonly Answer[]>,
  isOnesFault: (error: unknown) => boolean,
): ((item: Item) => Promise<Answer>) => {
  const waiting: Waiting<Item, Answer>[] = [];
  let isActing = false;

  const actFor = async (some: readonly Waiting<Item, Answer>[]): Promise<void> => {
    try {
      const answers = await act(some.map(({ item }) => item));
      for (const [at, { resolve }] of some.entries()) resolve(answers[at] as Answer);
    } catch (error) {
      if (some.length > 1 && isOnesFault(error)) for (const one of some) await actFor([one]);
      else for (const { reject } of some) reject(error);
    }
  };
  const actForAll = async (): Promise<void> => {
    isActing = true;
    while (waiting.length > 0) await actFor(waiting.splice(0, MOST_AT_ONCE));
    isActing = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isActing) void actForAll();
    });
};
