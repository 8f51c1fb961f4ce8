import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const GERMANY = 'Europe/Berlin';

interface Props {
  value: string;
  /** What happens in this zone. */
  hint: string;
  onChange: (zone: string) => void;
}

/** A time zone out of all that the browser knows, Germany's first; found by typing the name of a city. */
export const ZoneSelect = ({ value, hint, onChange }: Props) => {
  const { t } = useTranslation();
  const zones = [...new Set([GERMANY, value, ...Intl.supportedValuesOf('timeZone')])];
  return (
    <Select
      label={t('calendar.zone')}
      description={hint}
      data={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      value={value}
      searchable
      allowDeselect={false}
      limit={60}
      nothingFoundMessage={t('calendar.zoneSearch')}
      onChange={(zone) => (zone ? onChange(zone) : undefined)}
    />
  );
};
