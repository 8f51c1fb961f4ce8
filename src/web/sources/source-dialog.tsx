import {
  Alert,
  Button,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { archiveSource, setSource } from '../../contract/sources.ts';
import { branchesQuery } from '../branches-query.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import type { Source } from './queries.ts';

const MOST_DAYS = 365;

/** Changes a source: its name and branch, and after how many days of silence the monitor speaks. */
export const SourceDialog = ({ source, onClose }: { source: Source; onClose: () => void }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const branches = useQuery(branchesQuery);
  const [name, setName] = useState(source.name);
  const [branchId, setBranchId] = useState(source.branchId);
  const [limitDays, setLimitDays] = useState<number | string>(source.silenceLimitDays);
  const [monitored, setMonitored] = useState(source.monitored);
  const options = {
    refreshes: ['leads', 'monitor', 'sources'],
    done: t('sources.saved'),
    onDone: onClose,
    onRefused: () => undefined,
  };
  const change = useAct(setSource, options);
  const archive = useAct(archiveSource, options);
  const failed = change.error ?? archive.error;
  const limit = Number(limitDays);
  const isLimit = Number.isInteger(limit) && limit >= 1 && limit <= MOST_DAYS;
  const valid = name.trim() !== '' && isLimit;

  return (
    <Modal opened onClose={onClose} title={t('sources.editOf', { name: source.name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const body = { name, branchId, silenceLimitDays: limit, monitored };
          if (valid) change.mutate({ params: { id: source.id }, body });
        }}
      >
        <Stack>
          {failed ? (
            <Alert color="red" title={t('sources.notSaved')} role="alert">
              {problemText(failed)}
            </Alert>
          ) : null}
          <TextInput
            label={t('sources.field.name')}
            value={name}
            error={name.trim() === '' ? t('sources.missingName') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {branches.data && branches.data.items.length > 1 ? (
            <NativeSelect
              label={t('sources.field.branch')}
              data={branches.data.items.map((branch) => ({ value: branch.id, label: branch.name }))}
              value={branchId}
              onChange={(event) => setBranchId(event.currentTarget.value)}
            />
          ) : null}
          <Switch
            label={t('sources.field.monitored')}
            description={t('sources.field.monitoredHint')}
            checked={monitored}
            onChange={(event) => setMonitored(event.currentTarget.checked)}
          />
          <NumberInput
            label={t('sources.field.limit')}
            suffix={` ${t('sources.field.days', { count: limit })}`}
            min={1}
            max={MOST_DAYS}
            allowDecimal={false}
            disabled={!monitored}
            value={limitDays}
            error={isLimit ? undefined : t('sources.badLimit', { most: MOST_DAYS })}
            onChange={setLimitDays}
          />
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t('sources.recommended', { count: source.recommendedLimitDays })}
            </Text>
            {limit !== source.recommendedLimitDays && monitored ? (
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => setLimitDays(source.recommendedLimitDays)}
              >
                {t('sources.adopt')}
              </Button>
            ) : null}
          </Group>
          <Group gap="xs">
            {source.archived ? null : (
              <ConfirmButton
                question={t('sources.archiveText')}
                confirm={t('sources.archive')}
                onConfirm={() => archive.mutate({ params: { id: source.id } })}
              >
                {t('sources.archive')}
              </ConfirmButton>
            )}
            <Group gap="xs" ml="auto">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" disabled={!valid} loading={change.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
