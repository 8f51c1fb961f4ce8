import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextBlock } from '../../contract/text-blocks.ts';
import { hasRole, useSession } from '../session.ts';
import { Page } from '../ui/page.tsx';
import { textBlocksQuery } from './queries.ts';
import { Signatures } from './signatures.tsx';
import { TextBlockDialog } from './text-block-dialog.tsx';
import classes from './text-blocks.module.css';

/** The texts that are used again and again, the dealership's and one's own; and what stands below answers. */
export const TextBlocksPage = () => {
  const { t } = useTranslation();
  const { items } = useSuspenseQuery(textBlocksQuery).data;
  const mayChangeAll = hasRole(useSession(), 'controller', 'admin');
  const [edited, setEdited] = useState<TextBlock | 'new' | null>(null);
  return (
    <Page
      title={t('conversation.blocks.title')}
      intro={t('conversation.blocks.lead')}
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
          {t('conversation.blocks.add')}
        </Button>
      }
    >
      <Blocks
        title={t('conversation.blocks.house')}
        empty={t('conversation.blocks.houseEmpty')}
        note={mayChangeAll ? null : t('conversation.blocks.readOnly')}
        items={items.filter(({ own }) => !own)}
        onEdit={mayChangeAll ? setEdited : null}
      />
      <Blocks
        title={t('conversation.blocks.own')}
        empty={t('conversation.blocks.ownEmpty')}
        note={null}
        items={items.filter(({ own }) => own)}
        onEdit={setEdited}
      />
      <Signatures mayChangeAll={mayChangeAll} />
      {edited ? (
        <TextBlockDialog
          block={edited === 'new' ? null : edited}
          mayChangeAll={mayChangeAll}
          onClose={() => setEdited(null)}
        />
      ) : null}
    </Page>
  );
};

interface BlocksProps {
  title: string;
  empty: string;
  note: string | null;
  items: readonly TextBlock[];
  onEdit: ((block: TextBlock) => void) | null;
}

const Blocks = ({ title, empty, note, items, onEdit }: BlocksProps) => {
  const { t } = useTranslation();
  return (
    <section className={classes.group} aria-label={title}>
      <h2>{title}</h2>
      {items.length === 0 ? <p className={classes.soft}>{empty}</p> : null}
      {items.length > 0 ? (
        <ul className={classes.blocks}>
          {items.map((block) => (
            <li key={block.id} className={classes.block}>
              <div className={classes.body}>
                <p className={classes.name}>{block.name}</p>
                <p className={classes.text}>{block.text}</p>
              </div>
              {onEdit ? (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t('conversation.blocks.change', { name: block.name })}
                  onClick={() => onEdit(block)}
                >
                  {t('conversation.blocks.edit')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {note ? <p className={classes.soft}>{note}</p> : null}
    </section>
  );
};
