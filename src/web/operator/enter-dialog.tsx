import { Alert, Button, Group, Modal, Stack, Textarea, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { enterDealership } from '../../contract/support.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';

const SHORTEST_REASON = 5;

/** An operator says why they work inside a dealership; it can read that. */
export const EnterDialog = ({
  dealership: { dealershipId, name },
  onClose,
}: {
  dealership: { dealershipId: string; name: string };
  onClose: () => void;
}) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const tooShort = reason.trim().length < SHORTEST_REASON;
  // A full load: everything on the screen belongs to the dealership from now on.
  const enter = useAct(enterDealership, {
    refreshes: [],
    onDone: () => window.location.assign('/quellen'),
    onRefused: () => undefined,
  });
  return (
    <Modal opened onClose={onClose} title={t('operator.enterOf', { name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!tooShort) enter.mutate({ params: { id: dealershipId }, body: { reason } });
        }}
      >
        <Stack>
          {enter.isError ? (
            <Alert color="red" role="alert">
              {problemText(enter.error)}
            </Alert>
          ) : null}
          <Text c="dimmed">{t('operator.enterHint')}</Text>
          <Textarea
            label={t('operator.reason')}
            autosize
            minRows={2}
            value={reason}
            error={asked && tooShort ? t('operator.reasonMissing') : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={enter.isPending}>
              {t('operator.enter')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
