import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Entries } from './side-bar.tsx';

/** The rest of the navigation, on a phone. */
export const MoreDrawer = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      title={t('shell.more')}
      size="auto"
      styles={{ content: { height: 'auto', alignSelf: 'flex-end' } }}
    >
      <nav aria-label={t('shell.more')}>
        <Entries onFollow={onClose} />
      </nav>
    </Drawer>
  );
};
