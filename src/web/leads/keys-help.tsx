import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/kbd.tsx';
import classes from './keys-help.module.css';

const KEYS = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['t', 'take'],
  ['a', 'assign'],
  ['r', 'answer'],
  ['w', 'followUp'],
  ['/', 'search'],
  ['?', 'help'],
] as const;

export const KeysHelp = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={t('leads.keys.title')} size="sm">
      <dl className={classes.keys}>
        {KEYS.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <Kbd>{key}</Kbd>
            </dt>
            <dd>{t(`leads.keys.${meaning}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
};
