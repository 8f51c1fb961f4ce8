import { Checkbox } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { checkSource } from '../../contract/sources.ts';
import { hasRole, useSession } from '../session.ts';
import { ShortTime } from '../ui/times.tsx';
import { useAct } from '../ui/use-act.tsx';
import type { Source } from './queries.ts';
import classes from './sources.module.css';

/** What the product sees by itself when a test enquiry comes back. */
const SEEN_BY_US = ['testReceived', 'fieldsRead', 'senderConfirmed'] as const;

/** The check before going live (N8): what is seen to work, when and by whom. */
export const SourceChecks = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const session = useSession();
  const zone = session.account?.zone ?? 'Europe/Berlin';
  const check = useAct(checkSource, { refreshes: ['leads'] });
  const find = (step: Source['checks'][number]['step']) => source.checks.find((one) => one.step === step);
  const entered = find('addressEntered');
  return (
    <ul className={classes.checks}>
      <li>
        <Checkbox
          size="sm"
          label={t('sources.check.addressEntered', { name: source.name })}
          description={entered ? <Checked check={entered} zone={zone} /> : t('sources.check.notYet')}
          checked={entered !== undefined}
          disabled={!hasRole(session, 'admin', 'controller') || check.isPending}
          onChange={(event) =>
            check.mutate({ params: { id: source.id }, body: { checked: event.currentTarget.checked } })
          }
        />
      </li>
      {SEEN_BY_US.map((step) => {
        const done = find(step);
        return (
          <li key={step} className={classes.step} data-done={done ? true : undefined}>
            {done ? (
              <IconCircleCheckFilled size={20} aria-hidden />
            ) : (
              <IconCircleDashed size={20} aria-hidden />
            )}
            <div>
              {t(`sources.check.${step}`)}
              <div className={classes.soft}>
                {done ? (
                  <Checked check={done} zone={zone} />
                ) : (
                  t(step === 'senderConfirmed' ? 'sources.check.bySender' : 'sources.check.byTest')
                )}
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
};

/** "Mo 14:03, Clara Conrad": when, and by whom where it was a person. */
const Checked = ({ check, zone }: { check: Source['checks'][number]; zone: string }) => (
  <>
    <ShortTime at={check.checkedAt} zone={zone} />
    {check.checkedBy ? `, ${check.checkedBy}` : null}
  </>
);
