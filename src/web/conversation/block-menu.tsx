import { Button, Menu } from '@mantine/core';
import { IconTextPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LinkAnchor } from '../ui/links.tsx';
import { filledBlocksQuery } from './queries.ts';

/** The text blocks to choose from, filled with the lead's values; hands the chosen text over. */
export const BlockMenu = ({ leadId, onChoose }: { leadId: string; onChoose: (text: string) => void }) => {
  const { t } = useTranslation();
  const blocks = useQuery(filledBlocksQuery(leadId));
  const items = blocks.data?.items ?? [];
  return (
    <Menu position="bottom-start" width={280} withinPortal>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconTextPlus size={16} aria-hidden />}>
          {t('conversation.blocks.insert')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="20rem" style={{ overflowY: 'auto' }}>
        {items.map(({ id, name, text, own }) => (
          <Menu.Item key={id} onClick={() => onChoose(text)}>
            {name}
            {own ? ` (${t('conversation.blocks.mine')})` : null}
          </Menu.Item>
        ))}
        {items.length === 0 ? <Menu.Label>{t('conversation.blocks.none')}</Menu.Label> : null}
        <Menu.Divider />
        <Menu.Item component={LinkAnchor} to="/einstellungen/textbausteine">
          {t('conversation.blocks.manage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
