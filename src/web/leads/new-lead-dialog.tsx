import { Button, Checkbox, Group, Modal, Select, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createLead } from '../../contract/leads.ts';
import { sourcesQuery } from '../sources/queries.ts';
import { useAct } from '../ui/use-act.tsx';

/** An enquiry by telephone or in the showroom, entered in ten seconds. */
export const NewLeadDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const sources = useQuery(sourcesQuery).data?.items.filter(({ active }) => active) ?? [];
  const [input, setInput] = useState({
    name: '',
    phone: '',
    mail: '',
    vehicle: '',
    text: '',
    sourceId: '',
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

  const sourceId = input.sourceId || sources.find(({ kind }) => kind === 'other')?.id;
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
          if (!sourceId) return;
          const { name, text, takeIt } = input;
          create.mutate({
            body: {
              sourceId,
              name,
              text,
              takeIt,
              ...filled('phone'),
              ...filled('mail'),
              ...filled('vehicle'),
            },
          });
        }}
      >
        <TextInput {...field('name')} data-autofocus required />
        <SimpleGrid cols={{ base: 1, xs: 2 }} mt="sm">
          <TextInput {...field('phone')} type="tel" />
          <TextInput {...field('mail')} type="email" />
          <TextInput {...field('vehicle')} />
          <Select
            label={t('leads.form.source')}
            required
            allowDeselect={false}
            value={sourceId ?? null}
            data={sources.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => set({ sourceId: id ?? '' })}
          />
        </SimpleGrid>
        <Textarea
          mt="sm"
          autosize
          minRows={3}
          label={t('leads.form.wish')}
          value={input.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
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
          <Button type="submit" loading={create.isPending}>
            {t('leads.form.create')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
};
