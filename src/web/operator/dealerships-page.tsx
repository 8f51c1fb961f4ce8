import { Button, Paper, Table, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuildingStore, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listDealerships } from '../../contract/operator.ts';
import { call } from '../api.ts';
import { dateName } from '../escalation/stage-texts.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { EnterDialog } from './enter-dialog.tsx';
import { SetUpDialog } from './set-up-dialog.tsx';

/** All dealerships of the installation, for those who run it. */
export const DealershipsPage = () => {
  const { t, i18n } = useTranslation();
  const [settingUp, setUp] = useDisclosure();
  const [entering, setEntering] = useState<{ dealershipId: string; name: string } | null>(null);
  const dealerships = useQuery({ queryKey: ['dealerships'], queryFn: () => call(listDealerships) });
  const items = dealerships.data?.items;

  return (
    <Page
      title={t('operator.title')}
      intro={t('operator.lead')}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={setUp.open}>
          {t('operator.setUp')}
        </Button>
      }
    >
      {dealerships.isPending ? <LoadingState /> : null}
      {dealerships.isError ? <ErrorState error={dealerships.error} onRetry={dealerships.refetch} /> : null}
      {items?.length === 0 ? (
        <EmptyState icon={<IconBuildingStore size={28} aria-hidden />} title={t('operator.empty')}>
          {t('operator.emptyText')}
        </EmptyState>
      ) : null}
      {items && items.length > 0 ? (
        <Paper withBorder p="md">
          <Table.ScrollContainer minWidth={480}>
            <Table verticalSpacing="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('operator.column.name')}</Table.Th>
                  <Table.Th>{t('operator.column.since')}</Table.Th>
                  <Table.Th ta="right">{t('operator.column.accounts')}</Table.Th>
                  <Table.Th ta="right">{t('operator.column.openLeads')}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{t('operator.enter')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(({ dealershipId, name, createdAt, accounts, openLeads }) => (
                  <Table.Tr key={dealershipId}>
                    <Table.Th scope="row">{name}</Table.Th>
                    <Table.Td>{dateName(createdAt, i18n.language)}</Table.Td>
                    <Table.Td ta="right">{accounts.toLocaleString(i18n.language)}</Table.Td>
                    <Table.Td ta="right">{openLeads.toLocaleString(i18n.language)}</Table.Td>
                    <Table.Td ta="right">
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={t('operator.enterOf', { name })}
                        onClick={() => setEntering({ dealershipId, name })}
                      >
                        {t('operator.enter')}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      ) : null}
      {entering ? <EnterDialog dealership={entering} onClose={() => setEntering(null)} /> : null}
      {settingUp ? <SetUpDialog onClose={setUp.close} /> : null}
    </Page>
  );
};
