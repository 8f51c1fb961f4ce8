import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SettingChange } from '../../contract/settings.ts';
import { useSession } from '../session.ts';
import { exactTime } from '../time.ts';
import { aboutOf, type ChangeLine, changeLines, type Words } from './change-lines.ts';
import classes from './changes.module.css';
import { appliedIn } from './time-lines.ts';

/** The subjects this page knows; as keys of the texts, where a dot would part the key. */
const SUBJECTS = {
  dealership: 'dealership',
  account: 'account',
  invitation: 'invitation',
  absence: 'absence',
  'escalation.settings': 'escalation',
  calendar: 'calendar',
  distribution: 'distribution',
  branch: 'branch',
  source: 'source',
  monitor: 'monitor',
  mailbox: 'mailbox',
  interface: 'interface',
  meta: 'meta',
  rereading: 'rereading',
  textBlock: 'textBlock',
  signature: 'signature',
  acknowledgement: 'acknowledgement',
  mails: 'mails',
  secondFactor: 'secondFactor',
  handOver: 'handOver',
  support: 'support',
  companySignIn: 'companySignIn',
  form: 'form',
} as const;

/** "Eskalationszeiten"; a subject that nobody has named yet is shown by its own word. */
export const useSubjectText = () => {
  const { t } = useTranslation();
  return (subject: string) => {
    const known = Object.entries(SUBJECTS).find(([key]) => key === subject)?.[1];
    return known ? t(`settings.changes.subject.${known}`) : subject;
  };
};

/** A day's worth of holidays is told at once; a new year's list only when somebody asks. */
const SHOWN_LINES = 6;

export const ChangeEntry = ({ change, names }: { change: SettingChange; names: Words['names'] }) => {
  const { t, i18n } = useTranslation();
  const subjectText = useSubjectText();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const [all, { open: showAll }] = useDisclosure();
  const words = { t, language: i18n.language, zone, names };
  const about = aboutOf(change, words);
  const lines = changeLines(change, words);
  const shown = all ? lines : lines.slice(0, SHOWN_LINES);
  const act = change.old === null ? 'added' : change.new === null ? 'removed' : 'changed';
  const applied = appliedIn(change.new);
  return (
    <li className={classes.entry}>
      <p className={classes.what}>
        <strong>{subjectText(change.subject)}</strong>
        {about ? <span>{about}</span> : null}
        <span className={classes.act}>{t(`settings.changes.act.${act}`)}</span>
      </p>
      <p className={classes.who}>
        <By by={change.by} />
        <time dateTime={change.at}>{exactTime(Date.parse(change.at), zone, i18n.language)}</time>
      </p>
      <dl className={classes.lines}>
        {shown.map((line) => (
          <Line key={line.label} line={line} />
        ))}
      </dl>
      {applied === null ? null : (
        <p className={classes.note}>{t('settings.changes.applied', { count: applied })}</p>
      )}
      {shown.length < lines.length ? (
        <Button variant="subtle" size="compact-sm" onClick={showAll}>
          {t('settings.changes.moreLines', { count: lines.length - shown.length })}
        </Button>
      ) : null}
    </li>
  );
};

const By = ({ by }: Pick<SettingChange, 'by'>) => {
  const { t } = useTranslation();
  if (by.kind === 'person') return <span>{by.name}</span>;
  return (
    <span className={classes.by} data-kind={by.kind}>
      {t(`settings.changes.by.${by.kind}`)}
    </span>
  );
};

const Line = ({ line: { label, before, after } }: { line: ChangeLine }) => {
  const { t } = useTranslation();
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {before === null ? null : <span className={classes.before}>{before}</span>}
        {before === null || after === null ? null : (
          <>
            <IconArrowRight size={14} className={classes.arrow} aria-hidden />
            <span className={classes.unseen}>{t('settings.changes.becomes')}</span>
          </>
        )}
        {after === null ? null : <span className={before === null ? undefined : classes.after}>{after}</span>}
      </dd>
    </div>
  );
};
