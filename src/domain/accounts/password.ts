export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;

/** Beginnings of what everybody tries first; digits and signs behind them change nothing. */
const TRIED_FIRST =
  /^(?:passwort?d?|kennwort|geheim|willkommen|welcome|letmein|hallo|autohaus|leadwacht|qwert[yz]?u?i?o?p?|asdfgh?j?k?l?|iloveyou|sommer|winter|fr(?:ü|ue)hling|herbst|admin(?:istrator)?|test)+[\d\W_]*$/iu;
const RUNS = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz'];
/** Fewer different characters than this are no secret. */
const FEWEST_CHARACTERS = 5;

/** Why a password is not taken; null when it is. */
export type PasswordFault = 'tooShort' | 'guessable';

/**
 * Whether a password can protect an access (product.md 11): long enough, and not what is tried first: common words with
 * some digits, runs, a few characters repeated, or the person's own name and address.
 */
export const passwordFault = (
  password: string,
  { name, mail }: { readonly name: string; readonly mail: string },
): PasswordFault | null => {
  if (password.length < MIN_PASSWORD_LENGTH) return 'tooShort';
  const lower = password.toLowerCase();
  const bare = lower.replaceAll(/[\d\W_]/gu, '');
  const own = [...name.toLowerCase().split(/\s+/), ...mail.toLowerCase().split(/[@.+-]/)];
  const isGuessable =
    TRIED_FIRST.test(password) ||
    RUNS.some((run) => run.includes(lower)) ||
    new Set(lower).size < FEWEST_CHARACTERS ||
    lower === mail.toLowerCase() ||
    own.some((part) => part.length > 2 && part === bare);
  return isGuessable ? 'guessable' : null;
};
