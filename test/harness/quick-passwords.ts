import crypto, { type BinaryLike, type ScryptOptions } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const { scrypt } = crypto;

/**
 * To try out a password is slow on purpose: a fifth of a second of processor each time, and the stories have hundreds of
 * people. In this process it costs next to nothing from here on; what it really costs is kept in sign-in.test.ts.
 */
export const makePasswordsQuick = (): void => {
  const quick = (
    password: BinaryLike,
    salt: BinaryLike,
    length: number,
    options: ScryptOptions,
    done: (error: Error | null, key: Buffer) => void,
  ): void => scrypt(password, salt, length, { ...options, N: 2 }, done);
  Object.assign(crypto, { scrypt: quick });
  syncBuiltinESMExports();
};
