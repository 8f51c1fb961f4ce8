import type { TFunction } from 'i18next';
import type { Role } from '../../domain/accounts/roles.ts';
import { type FieldErrors, looksLikeMail } from './field-errors.ts';

/** A person while somebody enters them. */
export interface PersonDraft {
  name: string;
  mail: string;
  roles: Role[];
}

export const personErrors = ({ name, mail, roles }: PersonDraft, t: TFunction): FieldErrors => ({
  ...(name.trim() === '' ? { name: t('accounts.missing.name') } : {}),
  ...(looksLikeMail(mail) ? {} : { mail: t('accounts.missing.mail') }),
  ...(roles.length === 0 ? { roles: t('accounts.missing.roles') } : {}),
});
