import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { resetSecondFactor, startPasswordReset } from '../../contract/accounts.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { useAct } from '../ui/use-act.tsx';
import type { Person } from './people-page.tsx';
import { secondFactorsQuery } from './queries.ts';

/** What an admin can do for somebody who cannot get in. */
export const WaysIn = ({ person: { id, name, mail } }: { person: Person }) => {
  const { t } = useTranslation();
  const hasFactor = useQuery(secondFactorsQuery).data?.accountIds.includes(id) ?? false;
  const reset = useAct(startPasswordReset, { refreshes: [], done: t('accounts.people.resetSent', { mail }) });
  const resetFactor = useAct(resetSecondFactor, {
    refreshes: ['accounts'],
    done: t('accounts.people.factorReset', { name }),
  });
  return (
    <Group gap="xs">
      <Button
        variant="default"
        size="xs"
        loading={reset.isPending}
        onClick={() => reset.mutate({ params: { id } })}
      >
        {t('accounts.people.sendReset')}
      </Button>
      {hasFactor ? (
        <ConfirmButton
          size="xs"
          question={t('accounts.people.resetFactorText')}
          confirm={t('accounts.people.resetFactor')}
          onConfirm={() => resetFactor.mutate({ params: { id } })}
        >
          {t('accounts.people.resetFactor')}
        </ConfirmButton>
      ) : null}
    </Group>
  );
};
