import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeLead } from '../../contract/leads.ts';
import { type Closing, ClosingFields, FIRST_CLOSING } from './closing-fields.tsx';
import { useEachLead } from './use-each-lead.ts';

/** Closes leads with an outcome and a reason. */
export const CloseDialog = ({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) => {
  const { t } = useTranslation();
  const [closing, setClosing] = useState<Closing>(FIRST_CLOSING);
  const [text, setText] = useState('');
  const close = useEachLead(closeLead, onClose);
  return (
    <Modal opened onClose={onClose} title={t('leads.form.closeLead')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          close.mutate({ ids, body: { ...closing, ...(text.trim() ? { text } : {}) } });
        }}
      >
        <ClosingFields value={closing} onChange={setClosing} />
        <Textarea
          mt="sm"
          autosize
          minRows={2}
          label={t('leads.form.closeText')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={close.isPending}>
            {t('leads.act.close')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
};
