import type { Database } from '../../src/server/db/database.ts';

/**
 * Resolves as soon as `holds` answers true, asked now and after every NOTIFY on the channel: for what the program
 * does by itself, without sleeping.
 */
export const noticed = async (
  database: Database,
  channel: 'leads' | 'outbox' | 'raw',
  holds: () => Promise<boolean>,
): Promise<void> => {
  let ask = (): void => {};
  const found = new Promise<void>((resolve, reject) => {
    ask = () => void holds().then((yes) => yes && resolve(), reject);
  });
  const deafen = await database.listen(channel, () => ask());
  ask();
  await found;
  await deafen();
};
