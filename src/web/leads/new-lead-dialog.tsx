import {
  Button,
  Checkbox,
  Group,
  Modal,
  SegmentedControl,
  Select,
  SimpleGrid,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createLead } from '../../contract/leads.ts';
import { MANUAL_KINDS, type ManualKind } from '../../domain/sources/kinds.ts';
import { branchesQuery } from '../branches-query.ts';
import { sourceNamesQuery } from '../sources/queries.ts';
import { useAct } from '../ui/use-act.tsx';
import { ArrivalFields, arrivalOf, type EnteredArrival } from './arrival-fields.tsx';

/** How the customer came; `other`: through a source of the dealership. */
type Way = ManualKind | 'other';
const WAYS: readonly Way[] = [...MANUAL_KINDS, 'other'];
const isManual = (kind: string) => MANUAL_KINDS.some((one) => one === kind);

/** An enquiry by telephone, in the showroom or by letter, entered in ten seconds: a name is enough. */
export const NewLeadDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const sources =
    useQuery(sourceNamesQuery).data?.items.filter((one) => one.active && !isManual(one.kind)) ?? [];
  const branches = useQuery(branchesQuery).data?.items ?? [];
  const [way, setWay] = useState<Way>('phone');
  const [arrival, setArrival] = useState<EnteredArrival>('now');
  const [input, setInput] = useState({
    name: '',
    phone: '',
    mail: '',
    vehicle: '',
    text: '',
    sourceId: '',
    branchId: '',
    takeIt: true,
  });
  const create = useAct(createLead, {
    refreshes: ['leads'],
    done: t('leads.done.create'),
    onDone: ({ id }) => {
      onClose();
      void navigate({ to: '/anfragen/$id', params: { id } });
    },
  });

  const source =
    sources.find(({ id }) => id === input.sourceId) ?? sources.find(({ kind }) => kind === 'other');
  const branchId = way === 'other' ? source?.branchId : input.branchId;
  const branch = branches.find(({ id }) => id === branchId) ?? branches[0];
  const zone = branch?.zone ?? 'Europe/Berlin';
  const came =
    way === 'other' ? source && { sourceId: source.id } : branch && { kind: way, branchId: branch.id };
  const hasPlace = way === 'other' || branches.length > 1;
  const arrived = arrivalOf(arrival, zone);

  const set = (part: Partial<typeof input>) => setInput({ ...input, ...part });
  const field = (name: 'name' | 'phone' | 'mail' | 'vehicle') => ({
    label: t(`leads.form.${name}`),
    value: input[name],
    onChange: (event: FormEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  });
  const filled = (name: 'phone' | 'mail' | 'vehicle') =>
    input[name].trim() ? { [name]: input[name].trim() } : {};

  return (
    <Modal opened onClose={onClose} title={t('shell.newLead')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!came || !arrived) return;
          const { name, text, takeIt } = input;
          const contact = { ...filled('phone'), ...filled('mail'), ...filled('vehicle') };
          create.mutate({ body: { ...came, ...arrived, ...contact, name, text, takeIt } });
        }}
      >
        <SegmentedControl
          fullWidth
          mb="sm"
          aria-label={t('leads.form.way')}
          value={way}
          onChange={(value) => setWay(WAYS.find((one) => one === value) ?? 'phone')}
          data={WAYS.map((value) => ({ value, label: t(`leads.way.${value}`) }))}
        />
        <TextInput {...field('name')} data-autofocus required />
        <SimpleGrid cols={{ base: 1, xs: 2 }} mt="sm">
          <TextInput {...field('phone')} type="tel" />
          <TextInput {...field('mail')} type="email" />
          <TextInput {...field('vehicle')} style={hasPlace ? {} : { gridColumn: '1 / -1' }} />
          {way === 'other' ? (
            <Select
              label={t('leads.form.source')}
              required
              allowDeselect={false}
              value={source?.id ?? null}
              data={sources.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => set({ sourceId: id ?? '' })}
            />
          ) : hasPlace ? (
            <Select
              label={t('leads.page.branch')}
              allowDeselect={false}
              value={branch?.id ?? null}
              data={branches.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => set({ branchId: id ?? '' })}
            />
          ) : null}
        </SimpleGrid>
        <Textarea
          mt="sm"
          autosize
          minRows={3}
          label={t('leads.form.wish')}
          value={input.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
        <ArrivalFields arrival={arrival} onChange={setArrival} zone={zone} />
        <Checkbox
          mt="md"
          label={t('leads.form.takeIt')}
          checked={input.takeIt}
          onChange={(event) => set({ takeIt: event.currentTarget.checked })}
        />
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!came || !arrived} loading={create.isPending}>
            {t('leads.form.create')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
};
