/** To be loaded before a program: its machine's clock goes five minutes ahead. */
const AHEAD_MS = 5 * 60_000;

const { now } = Date;
const { instant } = Temporal.Now;
Date.now = () => now() + AHEAD_MS;
Temporal.Now.instant = () => instant().add({ milliseconds: AHEAD_MS });
globalThis.Date = new Proxy(Date, {
  construct: (target, words, as) =>
    Reflect.construct(target, words.length === 0 ? [target.now()] : words, as),
});
