import { useTranslation } from 'react-i18next';
import type { ImportedItem } from '../../contract/imports.ts';
import { useSession } from '../session.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { RelativeTime } from '../ui/times.tsx';
import classes from './import.module.css';

interface Props {
  items: readonly ImportedItem[];
  total: number;
  isMail: boolean;
}

/** The beginning of a file as it was read, one mail or row under the other. */
export const ImportItems = ({ items, total, isMail }: Props) => {
  const { t } = useTranslation();
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="import-items">
      <h3 id="import-items" className={classes.heading}>
        {items.length < total
          ? t('imports.itemsOf', { shown: items.length, total })
          : t('imports.items', { count: total })}
      </h3>
      <ol className={classes.items}>
        {items.map((item) => (
          <Item key={item.place} item={item} isMail={isMail} />
        ))}
      </ol>
    </section>
  );
};

const Item = ({ item, isMail }: { item: ImportedItem; isMail: boolean }) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const { place, customer, mail, phone, vehicle, message, writtenAt, lead } = item;
  return (
    <li className={classes.item}>
      <span className={classes.place}>
        {t(isMail ? 'imports.mail' : 'imports.line', { place })}
        {writtenAt ? (
          <span className={classes.soft}>
            <RelativeTime at={writtenAt} zone={zone} />
          </span>
        ) : null}
      </span>
      <span className={classes.person}>
        <strong>{customer ?? mail ?? t('imports.nobody')}</strong>
        <span className={classes.soft}>{[mail, phone].filter(Boolean).join(' · ')}</span>
      </span>
      <span className={classes.matter}>
        {vehicle ? <strong>{vehicle}</strong> : null}
        <span className={classes.soft}>{message}</span>
      </span>
      <span className={classes.became}>
        {item.class && item.class !== 'lead' ? <span>{t(`intake.class.${item.class}`)}</span> : null}
        {item.known ? <span>{t('imports.isKnown')}</span> : null}
        {item.needsReview && !item.known ? <span>{t('imports.review')}</span> : null}
        {lead ? (
          <LinkAnchor to="/anfragen/$id" params={{ id: lead.id }} underline="always">
            {t('intake.list.lead', { number: lead.number })}
          </LinkAnchor>
        ) : null}
      </span>
    </li>
  );
};
