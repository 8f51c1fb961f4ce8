import { Button, Paper } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setBranch } from '../../contract/calendars.ts';
import { exactTime } from '../time.ts';
import { useAct } from '../ui/use-act.tsx';
import { BranchDialog } from './branch-dialog.tsx';
import { type BranchDraft, BranchFields } from './branch-fields.tsx';
import classes from './calendar.module.css';
import { placeText } from './calendar-texts.ts';
import type { CalendarView } from './queries.ts';

/** Which branch this is, where it stands, and who last changed its calendar. */
export const BranchHead = ({ saved }: { saved: CalendarView }) => {
  const { t, i18n } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  const { branch, calendar, changedBy, mayChange } = saved;
  const at = exactTime(Date.parse(saved.changedAt), calendar.zone, i18n.language);
  return (
    <Paper withBorder className={classes.head}>
      <div>
        <h2 className={classes.branchName}>{branch.name}</h2>
        <p className={classes.soft}>
          {placeText(branch.state, branch.region) ?? t('calendar.branch.noState')} · {calendar.zone}
        </p>
        <p className={classes.soft}>
          {changedBy ? t('calendar.lastChanged', { at, name: changedBy }) : t('calendar.asSetUp', { at })}
        </p>
        {mayChange ? null : (
          <p className={classes.readOnly}>
            <IconInfoCircle size={16} aria-hidden /> {t('calendar.readOnly')}
          </p>
        )}
      </div>
      {mayChange ? (
        <Button variant="default" onClick={open}>
          {t('calendar.branch.edit')}
        </Button>
      ) : null}
      {opened ? <EditBranchDialog branch={branch} onClose={close} /> : null}
    </Paper>
  );
};

const EditBranchDialog = ({ branch, onClose }: { branch: CalendarView['branch']; onClose: () => void }) => {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<BranchDraft>(branch);
  const save = useAct(setBranch, {
    refreshes: ['branches', 'sources', 'escalation', 'leads'],
    done: t('calendar.branch.saved'),
    onDone: onClose,
    onRefused: () => undefined,
  });
  const moved = draft.state !== branch.state || draft.region !== branch.region;
  return (
    <BranchDialog
      onClose={onClose}
      title={t('calendar.branch.editTitle', { name: branch.name })}
      confirm={t('common.save')}
      valid={draft.name.trim() !== ''}
      pending={save.isPending}
      error={save.error}
      onSubmit={() =>
        save.mutate({
          params: { id: branch.id },
          body: { name: draft.name, state: draft.state, region: draft.region },
        })
      }
    >
      <BranchFields
        value={draft}
        stateHint={t(moved ? 'calendar.branch.stateChanged' : 'calendar.branch.stateHint')}
        onChange={setDraft}
      />
    </BranchDialog>
  );
};
