import { useTranslation } from 'react-i18next';
import type { LeadPage } from '../../contract/leads.ts';
import type { Origin } from '../../domain/intake/place.ts';
import { de } from '../../i18n/de/de.ts';

const { field, origin } = de.reading;
const isKey = <Keys extends object>(keys: Keys, key: string): key is Extract<keyof Keys, string> =>
  Object.hasOwn(keys, key);

/** What a field is called, by its path in the enquiry ("vehicles.0.make"); a path without a name stands for itself. */
export const useFieldName = () => {
  const { t } = useTranslation();
  return (path: string): string => {
    const [group = '', ...rest] = path.split('.').filter((part) => !/^\d+$/.test(part));
    const leaf = rest.at(-1) ?? '';
    if (group === 'customer' && isKey(field.customer, leaf)) return t(`reading.field.customer.${leaf}`);
    if (group === 'vehicles' && isKey(field.vehicles, leaf)) return t(`reading.field.vehicles.${leaf}`);
    if (group === 'wish' && isKey(field.wish, leaf)) return t(`reading.field.wish.${leaf}`);
    return isKey(field.other, group) ? t(`reading.field.other.${group}`) : path;
  };
};

const isPlain = (value: unknown): value is string | number =>
  typeof value === 'string' || typeof value === 'number';

/** A field's origin, as the contract packs it, taken apart. */
export const originOf = ({ method, raw, value }: LeadPage['fields'][number]): Origin => {
  const [kind = '', ...where] = method.split(': ');
  return { method: kind, path: where.join(': '), raw, value: isPlain(value) ? String(value) : '' };
};

/** Where a field stood: the contract says "label: Nachricht", people read "Zeile „Nachricht“". */
export const useOriginText = () => {
  const { t } = useTranslation();
  return (method: string): string => {
    const [kind = '', ...where] = method.split(': ');
    return isKey(origin, kind) ? t(`reading.origin.${kind}`, { where: where.join(': ') }) : method;
  };
};
