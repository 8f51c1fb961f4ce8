import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addSource } from '../../contract/sources.ts';
import { branchesQuery } from '../branches-query.ts';
import { choicesQuery } from '../setup/queries.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import { useInstruction } from './instruction.ts';
import { LeadAddress } from './lead-address.tsx';

/** Adds a source from the catalogue, and then shows its address and where to enter it. */
export const AddSourceDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const instruction = useInstruction();
  const choices = useQuery(choicesQuery);
  const branches = useQuery(branchesQuery);
  const [kind, setKind] = useState('');
  const [name, setName] = useState<string | null>(null);
  const [branchId, setBranchId] = useState<string | null>(null);
  const add = useAct(addSource, { refreshes: ['leads', 'monitor', 'sources'], onRefused: () => undefined });
  const kinds = choices.data?.sourceKinds ?? [];
  const chosen = kinds.find((one) => one.kind === kind);
  const called = name ?? chosen?.name ?? '';
  const at = branchId ?? branches.data?.items[0]?.id;

  if (add.data) {
    return (
      <Modal opened onClose={onClose} title={t('sources.added', { name: called })}>
        <Stack>
          <Text>{instruction(kind)}</Text>
          <LeadAddress address={add.data.leadAddress} source={called} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('common.close')}</Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title={t('sources.add')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen && at && called.trim() !== '')
            add.mutate({ body: { kind, name: called, branchId: at } });
        }}
      >
        <Stack>
          {add.isError ? (
            <Alert color="red" title={t('sources.notSaved')} role="alert">
              {problemText(add.error)}
            </Alert>
          ) : null}
          <NativeSelect
            label={t('sources.field.kind')}
            data={[
              { value: '', label: t('sources.chooseKind') },
              ...kinds.map((one) => ({ value: one.kind, label: one.name })),
            ]}
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value)}
          />
          {chosen ? (
            <Text size="sm" c="dimmed">
              {t('sources.recommended', { count: chosen.silenceLimitDays })}
            </Text>
          ) : null}
          <TextInput
            label={t('sources.field.name')}
            value={called}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {branches.data && branches.data.items.length > 1 ? (
            <NativeSelect
              label={t('sources.field.branch')}
              data={branches.data.items.map((branch) => ({ value: branch.id, label: branch.name }))}
              value={at}
              onChange={(event) => setBranchId(event.currentTarget.value)}
            />
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!chosen || called.trim() === ''} loading={add.isPending}>
              {t('sources.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
