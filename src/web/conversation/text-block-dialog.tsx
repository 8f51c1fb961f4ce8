import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addTextBlock,
  changeTextBlock,
  removeTextBlock,
  type TextBlock,
} from '../../contract/text-blocks.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import { PlaceholderField } from './placeholder-field.tsx';

interface Props {
  /** null: a new one. */
  block: TextBlock | null;
  mayChangeAll: boolean;
  onClose: () => void;
}

export const TextBlockDialog = ({ block, mayChangeAll, onClose }: Props) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [name, setName] = useState(block?.name ?? '');
  const [text, setText] = useState(block?.text ?? '');
  const [own, setOwn] = useState(block?.own ?? !mayChangeAll);
  const options = {
    refreshes: ['textBlocks'],
    done: t('conversation.blocks.saved'),
    onDone: onClose,
    onRefused: () => undefined,
  };
  const add = useAct(addTextBlock, options);
  const change = useAct(changeTextBlock, options);
  const remove = useAct(removeTextBlock, { ...options, done: t('conversation.blocks.removed') });
  const failed = add.error ?? change.error ?? remove.error;
  const valid = name.trim() !== '' && text.trim() !== '';
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={block ? t('conversation.blocks.change', { name: block.name }) : t('conversation.blocks.add')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!valid) return;
          if (block) change.mutate({ params: { id: block.id }, body: { name, text } });
          else add.mutate({ body: { name, text, own } });
        }}
      >
        <Stack>
          {failed ? (
            <Alert color="red" role="alert">
              {problemText(failed)}
            </Alert>
          ) : null}
          <TextInput
            label={t('conversation.blocks.name')}
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {block === null && mayChangeAll ? (
            <SegmentedControl
              w="fit-content"
              aria-label={t('conversation.blocks.forWhom')}
              value={own ? 'own' : 'house'}
              onChange={(value) => setOwn(value === 'own')}
              data={[
                { value: 'house', label: t('conversation.blocks.house') },
                { value: 'own', label: t('conversation.blocks.own') },
              ]}
            />
          ) : null}
          <PlaceholderField label={t('conversation.blocks.text')} required value={text} onChange={setText} />
          <Text size="sm" c="dimmed">
            {t('conversation.blocks.placeholdersHint', { example: '{Fahrzeug|unserem Angebot}' })}
          </Text>
          <Group gap="xs">
            {block ? (
              <ConfirmButton
                question={t('conversation.blocks.removeQuestion', { name: block.name })}
                confirm={t('conversation.blocks.remove')}
                onConfirm={() => remove.mutate({ params: { id: block.id } })}
              >
                {t('conversation.blocks.remove')}
              </ConfirmButton>
            ) : null}
            <Group gap="xs" ml="auto">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" disabled={!valid} loading={add.isPending || change.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
