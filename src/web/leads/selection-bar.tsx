import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './selection-bar.module.css';

interface Props {
  count: number;
  onAssign: () => void;
  onClose: () => void;
  onClear: () => void;
}

/** What can be done with several leads at once. */
export const SelectionBar = ({ count, onAssign, onClose, onClear }: Props) => {
  const { t } = useTranslation();
  return (
    <div className={classes.bar} role="status">
      <span>{t('leads.list.chosen', { count })}</span>
      <Button size="xs" variant="default" onClick={onAssign}>
        {t('leads.act.assign')}
      </Button>
      <Button size="xs" variant="default" onClick={onClose}>
        {t('leads.act.close')}
      </Button>
      <CloseButton aria-label={t('leads.list.unchoose')} onClick={onClear} />
    </div>
  );
};
