import type { Security } from '../../domain/intake/mailbox.ts';
import { tokenPlace } from './access-token.ts';
import type { MailboxDoor, MailboxKey } from './connection.ts';
import type { SecretBox } from './secrets.ts';
import type { Mailbox } from './store.ts';

/** Where a secret belongs: in no other mailbox does it open. */
const placeOf = ({ dealershipId, id }: Pick<Mailbox, 'dealershipId' | 'id'>): string =>
  `${dealershipId} ${id}`;

/** The parts of a key that must not be seen, sealed. */
export const sealKey = (
  mailbox: Pick<Mailbox, 'dealershipId' | 'id'>,
  secrets: SecretBox,
  key: MailboxKey,
): string => {
  const hidden =
    key.auth === 'password'
      ? { password: key.password }
      : { clientSecret: key.clientSecret, refreshToken: key.refreshToken };
  return secrets.seal(JSON.stringify(hidden), placeOf(mailbox));
};

/** How a stored mailbox is reached and opened. */
export const doorOf = (mailbox: Mailbox, secrets: SecretBox): MailboxDoor => {
  const { host, port, security, username, auth, oauth } = mailbox;
  const hidden = JSON.parse(secrets.open(mailbox.sealedSecret, placeOf(mailbox)));
  const key: MailboxKey =
    auth === 'password'
      ? { auth: 'password', ...hidden }
      : { auth: 'oauth2', token: tokenPlace.parse(oauth), ...hidden };
  return { host, port, security: security as Security, username, key };
};
