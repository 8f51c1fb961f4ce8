import { List, Radio, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LeadItem, type LeadPage, mergeLead } from '../../contract/leads.ts';
import { shortTime } from '../time.ts';
import { SaveDialog } from '../ui/save-dialog.tsx';
import { useNowMs } from '../ui/times.tsx';
import { useAct } from '../ui/use-act.tsx';

interface Props {
  lead: LeadPage;
  other: LeadItem;
  onClose: () => void;
}

/** Makes one lead of two: asks which of them goes on, and says what becomes of the other one. */
export const MergeDialog = ({ lead, other, onClose }: Props) => {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const now = useNowMs();
  const [keptId, setKeptId] = useState(lead.id);
  const [kept, closed] = keptId === lead.id ? [lead, other] : [other, lead];
  const merge = useAct(mergeLead, {
    refreshes: ['leads'],
    done: t('leads.merge.done', { number: kept.number }),
    onRefused: () => undefined,
    onDone: () => {
      onClose();
      void navigate({ to: '/anfragen/$id', params: { id: kept.id } });
    },
  });
  const at = (instant: string) => shortTime(Date.parse(instant), lead.zone, i18n.language, now);
  const [dueFirst] = [kept.dueAt, closed.dueAt].flatMap((dueAt) => dueAt ?? []).toSorted(byInstant);
  return (
    <SaveDialog
      title={t('leads.merge.title')}
      act={t('leads.merge.act')}
      save={merge}
      onSave={() => merge.mutate({ params: { id: closed.id }, body: { into: kept.id } })}
      onClose={onClose}
    >
      <Radio.Group label={t('leads.merge.which')} value={keptId} onChange={setKeptId}>
        <Stack mt="xs" gap="xs">
          {[lead, other].map(({ id, number, vehicle, arrivedAt }) => (
            <Radio
              key={id}
              value={id}
              label={t('leads.merge.option', {
                number,
                vehicle: vehicle ?? t('leads.list.noVehicle'),
                at: at(arrivedAt),
              })}
            />
          ))}
        </Stack>
      </Radio.Group>
      <List spacing="xs" size="sm">
        <List.Item>{t('leads.merge.closes', { closed: closed.number, kept: kept.number })}</List.Item>
        {dueFirst ? <List.Item>{t('leads.merge.clock', { due: at(dueFirst) })}</List.Item> : null}
        <List.Item>{t('leads.merge.mails', { closed: closed.number })}</List.Item>
        <List.Item>{t('leads.merge.undo', { closed: closed.number })}</List.Item>
      </List>
    </SaveDialog>
  );
};

const byInstant = (a: string, b: string) => Date.parse(a) - Date.parse(b);
