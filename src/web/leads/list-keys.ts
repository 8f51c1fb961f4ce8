import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { takeLead } from '../../contract/leads.ts';
import { useAct } from '../ui/use-act.tsx';

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-lead]')];
const focused = () =>
  document.activeElement instanceof HTMLElement ? document.activeElement.dataset.lead : undefined;

const step = (by: 1 | -1) => {
  const all = rows();
  const at = all.findIndex((row) => row.dataset.lead === focused());
  const next = at === -1 ? all[0] : all[at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
};

interface Keys {
  /** Whether a lead's page would offer to take it. */
  offersTaking: (id: string) => boolean;
  onAssign: (id: string) => void;
  onHelp: () => void;
}

/** The keys of the list act on the row that has the focus, so that Enter needs no handling of its own. */
export const useListKeys = ({ offersTaking, onAssign, onHelp }: Keys) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { mutate: take } = useAct(takeLead, { refreshes: ['leads'], done: t('leads.done.take') });
  const onRow = (act: (id: string) => void) => () => {
    const id = focused();
    if (id) act(id);
  };
  useHotkeys([
    ['j', () => step(1)],
    ['k', () => step(-1)],
    ['t', onRow((id) => (offersTaking(id) ? take({ params: { id } }) : undefined))],
    ['a', onRow(onAssign)],
    ['r', onRow((id) => navigate({ to: '/anfragen/$id', params: { id }, search: { act: 'answer' } }))],
    ['w', onRow((id) => navigate({ to: '/anfragen/$id', params: { id }, search: { act: 'followUp' } }))],
    ['shift+?', onHelp],
  ]);
};
