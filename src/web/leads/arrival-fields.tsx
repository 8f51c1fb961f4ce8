import { Checkbox, Group, Input, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LONG_AGO_DAYS } from '../../domain/leads/arrival.ts';
import { nowMs } from '../clock.ts';
import { DAY_MS, instantOf, wallClock } from '../time.ts';

/** When an enquiry that is entered by hand came in. */
export type EnteredArrival =
  | 'now'
  /** `wall`: wall-clock time in the branch's zone, as the input holds it. `imported`: its clock counts from now. */
  | { wall: string; imported: boolean };

/** The arrival as the contract wants it; null when there is no usable one in the field. */
export const arrivalOf = (
  arrival: EnteredArrival,
  zone: string,
): { arrivedAt?: string; imported: boolean } | null => {
  if (arrival === 'now') return { imported: false };
  const ms = instantOf(arrival.wall, zone);
  if (Number.isNaN(ms) || ms > nowMs()) return null;
  return { arrivedAt: new Date(ms).toISOString(), imported: arrival.imported };
};

interface Props {
  arrival: EnteredArrival;
  onChange: (arrival: EnteredArrival) => void;
  zone: string;
}

/** "Gerade eben", as a rule; what lay on a desk has its own date, and old leads are brought over without alarm. */
export const ArrivalFields = ({ arrival, onChange, zone }: Props) => {
  const { t } = useTranslation();
  return (
    <Input.Wrapper mt="sm" label={t('leads.form.arrived')} labelElement="div">
      <Group gap="sm" align="flex-start">
        <SegmentedControl
          aria-label={t('leads.form.arrived')}
          value={arrival === 'now' ? 'now' : 'earlier'}
          onChange={(value) =>
            onChange(value === 'now' ? 'now' : { wall: wallClock(nowMs(), zone), imported: false })
          }
          data={[
            { value: 'now', label: t('leads.form.arrivedNow') },
            { value: 'earlier', label: t('leads.form.arrivedEarlier') },
          ]}
        />
        {arrival === 'now' ? null : (
          <TextInput
            type="datetime-local"
            aria-label={t('leads.form.arrivedAt')}
            value={arrival.wall}
            max={wallClock(nowMs(), zone)}
            onChange={(event) => onChange({ ...arrival, wall: event.currentTarget.value })}
            error={arrivalOf(arrival, zone) ? null : t('leads.form.arrivedInFuture')}
          />
        )}
      </Group>
      {arrival === 'now' ? null : isLongAgo(arrival.wall, zone) ? (
        <Text size="sm" c="dimmed" mt="xs">
          {t('leads.form.arrivedLongAgo', { days: LONG_AGO_DAYS })}
        </Text>
      ) : (
        <Checkbox
          mt="xs"
          label={t('leads.form.imported')}
          description={t('leads.form.importedHint')}
          checked={arrival.imported}
          onChange={(event) => onChange({ ...arrival, imported: event.currentTarget.checked })}
        />
      )}
    </Input.Wrapper>
  );
};

const isLongAgo = (wall: string, zone: string) => instantOf(wall, zone) < nowMs() - LONG_AGO_DAYS * DAY_MS;
