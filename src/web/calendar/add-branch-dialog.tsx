import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addBranch } from '../../contract/calendars.ts';
import { useAct } from '../ui/use-act.tsx';
import { BranchDialog } from './branch-dialog.tsx';
import { type BranchDraft, BranchFields } from './branch-fields.tsx';
import { ZoneSelect } from './zone-select.tsx';

interface Props {
  onClose: () => void;
  /** The branch that the new one begins like. */
  like: BranchDraft & { readonly zone: string; readonly hours: string };
  onAdded: (id: string) => void;
}

export const AddBranchDialog = ({ onClose, like, onAdded }: Props) => {
  const { t } = useTranslation();
  const [draft, setDraft] = useState({ ...like, name: '' });
  const add = useAct(addBranch, {
    refreshes: ['branches'],
    done: t('calendar.branch.added', { name: draft.name.trim() }),
    onDone: ({ id }) => {
      onClose();
      onAdded(id);
    },
    onRefused: () => undefined,
  });
  return (
    <BranchDialog
      onClose={onClose}
      title={t('calendar.branch.addTitle')}
      confirm={t('calendar.branch.confirm')}
      valid={draft.name.trim() !== ''}
      pending={add.isPending}
      error={add.error}
      onSubmit={() => add.mutate({ body: draft })}
    >
      <Text>{t('calendar.branch.addLead', { branch: like.name })}</Text>
      <BranchFields
        value={draft}
        stateHint={t('calendar.branch.stateHint')}
        onChange={(place) => setDraft({ ...draft, ...place })}
      />
      <ZoneSelect
        hint={t('calendar.zoneHint')}
        value={draft.zone}
        onChange={(zone) => setDraft({ ...draft, zone })}
      />
    </BranchDialog>
  );
};
