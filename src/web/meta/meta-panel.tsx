import { Alert, Button, Group, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type MetaView, removeMetaConnection } from '../../contract/meta.ts';
import { hasRole, useSession } from '../session.ts';
import type { Source } from '../sources/queries.ts';
import sourceClasses from '../sources/sources.module.css';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { RelativeTime, ShortTime } from '../ui/times.tsx';
import { useAct } from '../ui/use-act.tsx';
import { MetaDialog } from './meta-dialog.tsx';
import { metaQuery } from './queries.ts';

/** Kinds of sources whose enquiries may come from forms at Facebook and Instagram. */
const WITH_META = ['meta', 'other'];

/** How leads of Facebook and Instagram come to a source: whether they do, what is wrong, and how it is set up. */
export const MetaPanel = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const meta = useQuery(metaQuery(source.id)).data;
  const [editing, edit] = useDisclosure();
  const isAdmin = hasRole(useSession(), 'admin');
  const remove = useAct(removeMetaConnection, { refreshes: ['meta'], done: t('meta.removed') });
  if (!meta || (!meta.connection && !WITH_META.includes(source.kind))) return null;
  const { connection } = meta;
  return (
    <Paper withBorder component="section" className={sourceClasses.card} aria-labelledby="source-meta">
      <h2 className={sourceClasses.name} id="source-meta">
        {t('meta.title')}
      </h2>
      <p className={sourceClasses.soft}>{t('meta.intro')}</p>
      {connection ? <Standing connection={connection} /> : null}
      {isAdmin ? (
        <Group gap="xs">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={edit.open}
          >
            {t(connection ? 'meta.change' : 'meta.setUp')}
          </Button>
          {connection ? (
            <ConfirmButton
              size="xs"
              question={t('meta.removeQuestion')}
              confirm={t('meta.remove')}
              onConfirm={() => remove.mutate({ params: { id: source.id } })}
            >
              {t('meta.remove')}
            </ConfirmButton>
          ) : null}
        </Group>
      ) : null}
      {editing ? <MetaDialog meta={meta} source={source} onClose={edit.close} /> : null}
    </Paper>
  );
};

const Standing = ({ connection }: { connection: NonNullable<MetaView['connection']> }) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const { failing, fetchedAt, waiting, pageIds } = connection;
  return (
    <>
      {failing ? (
        <Alert
          color="red"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t(`meta.failure.${failing.failure}.what`)}
        >
          <Text size="sm">{t(`meta.failure.${failing.failure}.todo`)}</Text>
          <Text size="sm">
            {t('meta.since')} <ShortTime at={failing.since} zone={zone} />. {t('meta.nextTry')}{' '}
            <ShortTime at={failing.nextTryAt} zone={zone} />.
          </Text>
          <Text size="sm">{t('meta.said', { detail: failing.detail })}</Text>
        </Alert>
      ) : null}
      <dl className={sourceClasses.facts}>
        <div>
          <dt>{t('meta.lastFetched')}</dt>
          <dd>{fetchedAt ? <RelativeTime at={fetchedAt} zone={zone} /> : t('meta.nothingYet')}</dd>
        </div>
        <div>
          <dt>{t('meta.waiting')}</dt>
          <dd>{waiting}</dd>
        </div>
        <div>
          <dt>{t('meta.pages', { count: pageIds.length })}</dt>
          <dd>{pageIds.join(', ')}</dd>
        </div>
      </dl>
    </>
  );
};
