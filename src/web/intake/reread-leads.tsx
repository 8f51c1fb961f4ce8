import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { listRereadLeads } from '../../contract/intake.ts';
import { useFieldName } from '../leads/reading-texts.ts';
import { useValueText } from '../leads/value-text.ts';
import { useSession } from '../session.ts';
import { LinkAnchor } from '../ui/links.tsx';
import classes from './rereading.module.css';

type RereadLead = z.output<(typeof listRereadLeads)['output']>['items'][number];

interface Props {
  leads: readonly RereadLead[];
  /** Leads that stay as they are. */
  left: ReadonlySet<string>;
  /** Takes a lead out of the choice or back in; null once that is decided. */
  onToggle: ((id: string) => void) | null;
}

/** Each lead that is read otherwise now, with its fields before and after. */
export const RereadLeads = ({ leads, left, onToggle }: Props) => {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const valueText = useValueText(useSession().account?.zone ?? 'Europe/Berlin');
  const nothing = t('intake.reread.nothing');
  return (
    <ul className={classes.leads}>
      {leads.map(({ id, number, customer, differences, changed }) => (
        <li key={id}>
          <div className={classes.head}>
            {onToggle && differences.some(({ kept }) => !kept) ? (
              <Checkbox
                checked={!left.has(id)}
                onChange={() => onToggle(id)}
                aria-label={t('rereading.take', { number })}
              />
            ) : null}
            <LinkAnchor to="/anfragen/$id" params={{ id }} underline="always">
              {t('intake.list.lead', { number })}
            </LinkAnchor>
            <span>{customer}</span>
            {changed ? <span className={classes.soft}>{t('rereading.isTaken')}</span> : null}
          </div>
          <dl className={classes.differences}>
            {differences.map(({ path, old, new: now, kept }) => (
              <div key={`${path} ${kept}`}>
                <dt>{path.startsWith('extra.') ? path.slice('extra.'.length) : fieldName(path)}</dt>
                <dd>
                  <span className={kept ? undefined : classes.old}>{valueText(path, old) || nothing}</span>
                  <span aria-hidden> → </span>
                  <span className={classes.unseen}>{t('intake.reread.new')}: </span>
                  {valueText(path, now) || nothing}
                  {kept ? <span className={classes.soft}> ({t('intake.reread.kept')})</span> : null}
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
};
