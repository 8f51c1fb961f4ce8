import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeLead } from '../../contract/leads.ts';
import { SaveDialog } from '../ui/save-dialog.tsx';
import { type Closing, ClosingFields, FIRST_CLOSING } from './closing-fields.tsx';
import { useEachLead } from './use-each-lead.ts';

/** Closes leads with an outcome and a reason. */
export const CloseDialog = ({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) => {
  const { t } = useTranslation();
  const [closing, setClosing] = useState<Closing>(FIRST_CLOSING);
  const [text, setText] = useState('');
  const close = useEachLead(closeLead, onClose);
  return (
    <SaveDialog
      title={t('leads.form.closeLead')}
      act={t('leads.act.close')}
      save={close}
      onSave={() => close.mutate({ ids, body: { ...closing, ...(text.trim() ? { text } : {}) } })}
      onClose={onClose}
    >
      <ClosingFields value={closing} onChange={setClosing} />
      <Textarea
        autosize
        minRows={2}
        label={t('leads.form.closeText')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </SaveDialog>
  );
};
