import { Alert, Button, Group, Paper, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { useTranslation } from 'react-i18next';
import { dropImport, type getImport, takeImport } from '../../contract/imports.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.tsx';
import classes from './import.module.css';
import { ImportItems } from './import-items.tsx';
import { importQuery } from './queries.ts';

export type ImportFile = z.output<typeof getImport.output>;

/** One file: how far it is, what was found in it, the choice to take it over, and what became of it. */
export const ImportDetail = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const file = useQuery(importQuery(id));
  if (file.isPending) return <LoadingState />;
  if (file.isError) return <ErrorState error={file.error} onRetry={file.refetch} />;
  const { data } = file;
  return (
    <Paper withBorder component="section" className={classes.detail} aria-labelledby="import">
      <h2 id="import" className={classes.heading}>
        {data.fileName}
      </h2>
      <p className={classes.soft}>
        {data.source} · {t(data.as === 'new' ? 'imports.asNew' : 'imports.asSettled')}
      </p>
      {data.fault ? (
        <Alert color="red" my="md">
          {t(`imports.fault.${data.fault}`)}
        </Alert>
      ) : (
        <Standing file={data} />
      )}
      <Acts file={data} />
      <Columns file={data} />
      <ImportItems items={data.items} total={data.total - data.unreadable} isMail={data.format !== 'csv'} />
      <Faults file={data} />
    </Paper>
  );
};

/** How far it is, in words and as a bar while it works; then of what kinds it is. */
const Standing = ({ file }: { file: ImportFile }) => {
  const { t } = useTranslation();
  const { state, total, read, fresh, known, taken, classes: found } = file;
  const isWorking = state === 'splitting' || state === 'reading' || state === 'taking';
  const [done, all] = state === 'taking' ? [taken, fresh] : [read, total];
  return (
    <>
      <p role="status">
        {state === 'splitting' ? t('imports.splitting') : null}
        {state === 'reading' ? t('imports.reading', { done, total: all }) : null}
        {state === 'read' ? t('imports.fresh', { count: fresh }) : null}
        {state === 'taking' ? t('imports.taking', { done, total: all }) : null}
        {state === 'taken' ? t('imports.taken', { count: taken }) : null}
        {state === 'dropped' ? t('imports.state.dropped') : null}{' '}
        {known > 0 && !isWorking ? t('imports.known', { count: known }) : null}
      </p>
      {isWorking ? (
        <Progress
          value={(done / Math.max(all, 1)) * 100}
          aria-label={t(`imports.state.${state}`)}
          animated
          mb="md"
        />
      ) : null}
      {found.length > 0 && !isWorking ? (
        <ul className={classes.kinds}>
          {found.map(({ class: kind, count }) => (
            <li key={kind}>
              {t(`intake.class.${kind}`)}: <strong>{count}</strong>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
};

const Acts = ({ file: { id, state, fresh } }: { file: ImportFile }) => {
  const { t } = useTranslation();
  const take = useAct(takeImport, { refreshes: ['messages', 'leads'], done: t('imports.begun') });
  const drop = useAct(dropImport, { refreshes: ['messages'], done: t('imports.dropped') });
  if (state !== 'read' && state !== 'reading' && state !== 'splitting') return null;
  const params = { id };
  return (
    <Group gap="sm" my="md">
      {state === 'read' && fresh > 0 ? (
        <Button loading={take.isPending} onClick={() => take.mutate({ params })}>
          {t('imports.take', { count: fresh })}
        </Button>
      ) : null}
      <Button variant="default" loading={drop.isPending} onClick={() => drop.mutate({ params })}>
        {t('imports.drop')}
      </Button>
    </Group>
  );
};

const Columns = ({ file: { columns } }: { file: ImportFile }) => {
  const { t } = useTranslation();
  const known = columns.filter(({ isKnown }) => isKnown);
  const others = columns.filter(({ isKnown, label }) => !isKnown && label !== '');
  if (columns.length === 0) return null;
  const names = (some: ImportFile['columns']) => some.map(({ label }) => label).join(', ');
  return (
    <dl className={classes.columns}>
      <dt>{t('imports.columnsKnown')}</dt>
      <dd>{names(known)}</dd>
      {others.length > 0 ? (
        <>
          <dt>{t('imports.columnsOther')}</dt>
          <dd>{names(others)}</dd>
        </>
      ) : null}
    </dl>
  );
};

/** What stays behind, with its line, why, and how it begins. */
const Faults = ({ file: { faults, unreadable } }: { file: ImportFile }) => {
  const { t } = useTranslation();
  if (unreadable === 0) return null;
  return (
    <section aria-labelledby="import-faults">
      <h3 id="import-faults" className={classes.heading}>
        {t('imports.unreadable', { count: unreadable })}
      </h3>
      <ul className={classes.faults}>
        {faults.map(({ place, fault, text }) => (
          <li key={place}>
            {t('imports.line', { place })}: {t(`imports.rowFault.${fault}`)} <code>{text}</code>
          </li>
        ))}
      </ul>
    </section>
  );
};
