import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createDealership } from '../../contract/operator.ts';
import { type FieldErrors, refusedFields, stillWrong } from '../accounts/field-errors.ts';
import { DealershipFields } from '../setup/dealership-fields.tsx';
import { choicesQuery } from '../setup/queries.ts';
import {
  type DealershipDraft,
  dealershipErrors,
  dealershipInput,
  EMPTY_DEALERSHIP,
} from '../setup/setup-draft.ts';
import { LeadAddress } from '../sources/lead-address.tsx';
import { useProblemText } from '../ui/problem-text.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.tsx';

/** Sets up a further dealership with the usual hours and sources, then shows its lead addresses. */
export const SetUpDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const choices = useQuery(choicesQuery);
  const [draft, setDraft] = useState(EMPTY_DEALERSHIP);
  const [errors, setErrors] = useState<FieldErrors>({});
  const create = useAct(createDealership, {
    refreshes: ['dealerships'],
    onRefused: (error) => setErrors(refusedFields(error, t, 'admin.')),
  });
  const edit = (change: Partial<DealershipDraft>) => {
    const edited = { ...draft, ...change };
    setDraft(edited);
    setErrors(stillWrong(errors, dealershipErrors(edited, t)));
  };
  const submit = () => {
    const found = dealershipErrors(draft, t);
    setErrors(found);
    if (Object.keys(found).length === 0) create.mutate({ body: { ...dealershipInput(draft), people: [] } });
  };

  if (create.data) {
    return (
      <Modal opened onClose={onClose} title={t('operator.done', { name: draft.name })} size="lg">
        <Stack>
          <Text>{t('operator.doneText')}</Text>
          {create.data.sources.map(({ id, name, leadAddress }) => (
            <div key={id}>
              <Text fw={600}>{name}</Text>
              <LeadAddress address={leadAddress} source={name} />
            </div>
          ))}
          <Button onClick={onClose} ml="auto">
            {t('operator.close')}
          </Button>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title={t('operator.setUp')} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          <Text c="dimmed">{t('operator.setUpLead')}</Text>
          {create.isError && Object.keys(errors).length === 0 ? (
            <Alert color="red" title={t('setup.failed')} role="alert">
              {problemText(create.error)}
            </Alert>
          ) : null}
          {choices.isPending ? <LoadingState /> : null}
          {choices.isError ? <ErrorState error={choices.error} onRetry={choices.refetch} /> : null}
          {choices.data ? (
            <DealershipFields
              value={draft}
              states={choices.data.states}
              errors={errors}
              onChange={edit}
              adminTitle={t('operator.admin')}
              adminHint={t('operator.adminHint')}
            />
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={!choices.data}>
              {t('operator.setUp')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
