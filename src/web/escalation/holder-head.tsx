import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Holder } from '../../domain/escalation/holders.ts';
import type { Places } from './places.ts';

/** Whose times follow, and which enquiries they hold for. */
export const HolderHead = ({ holder, places }: { holder: Holder; places: Places }) => {
  const { t } = useTranslation();
  return (
    <div>
      <Title order={2}>{places.holderName(holder)}</Title>
      <Text c="dimmed" mb="sm" maw="44rem">
        {t(`escalation.holder.text.${holder.origin}`)}
      </Text>
    </div>
  );
};
