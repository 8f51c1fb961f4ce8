import { Radio, Stack, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EARLY_WARNINGS, type EarlyWarning, setMonitor } from '../../contract/sources.ts';
import { ZoneSelect } from '../calendar/zone-select.tsx';
import { SaveDialog } from '../ui/save-dialog.tsx';
import { useAct } from '../ui/use-act.tsx';
import type { Monitor } from './monitor-panel.tsx';

/** What holds for the whole source monitor. */
export const MonitorDialog = ({ monitor, onClose }: { monitor: Monitor; onClose: () => void }) => {
  const { t } = useTranslation();
  const [on, setOn] = useState(monitor.on);
  const [earlyWarning, setEarlyWarning] = useState<EarlyWarning>(monitor.earlyWarning);
  const [spamDelivers, setSpamDelivers] = useState(monitor.spamDelivers);
  const [zone, setZone] = useState(monitor.zone);
  const save = useAct(setMonitor, {
    refreshes: ['monitor', 'leads'],
    done: t('sources.saved'),
    onDone: onClose,
    onRefused: () => undefined,
  });
  return (
    <SaveDialog
      title={t('sources.monitor.title')}
      save={save}
      onSave={() => save.mutate({ body: { on, earlyWarning, spamDelivers, zone } })}
      onClose={onClose}
    >
      <Switch
        label={t('sources.monitor.watch')}
        description={t('sources.monitor.watchHint')}
        checked={on}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      <Radio.Group
        label={t('sources.early.label')}
        description={t('sources.early.hint')}
        value={earlyWarning}
        onChange={(value) => setEarlyWarning(EARLY_WARNINGS.find((one) => one === value) ?? 'screen')}
      >
        <Stack gap={6} mt="xs">
          {EARLY_WARNINGS.map((value) => (
            <Radio key={value} value={value} label={t(`sources.early.${value}`)} disabled={!on} />
          ))}
        </Stack>
      </Radio.Group>
      <Switch
        label={t('sources.monitor.spamDelivers')}
        description={t('sources.monitor.spamDeliversHint')}
        checked={spamDelivers}
        onChange={(event) => setSpamDelivers(event.currentTarget.checked)}
      />
      <ZoneSelect hint={t('sources.monitor.zoneHint')} value={zone} onChange={setZone} />
    </SaveDialog>
  );
};
