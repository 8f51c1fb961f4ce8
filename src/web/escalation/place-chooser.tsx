import { Group, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../domain/escalation/settings.ts';
import type { HolderSearch } from './holder-search.ts';
import type { Places } from './places.ts';

interface Props {
  places: Places;
  place: Place;
  onChange: (search: HolderSearch) => void;
}

/** Where the imagined enquiry arrives: the branch, where there are several, and the source. */
export const PlaceChooser = ({ places: { branches, sources }, place, onChange }: Props) => {
  const { t } = useTranslation();
  const branchId = place.branchId || branches[0]?.id;
  const ofBranch = sources.filter((source) => source.branchId === branchId);
  return (
    <Group gap="md" mb="md">
      {branches.length > 1 ? (
        <NativeSelect
          label={t('escalation.course.forBranch')}
          data={branches.map(({ id, name }) => ({ value: id, label: name }))}
          value={branchId}
          onChange={(event) => onChange({ niederlassung: event.currentTarget.value })}
        />
      ) : null}
      <NativeSelect
        label={t('escalation.course.forSource')}
        data={[
          { value: '', label: t('escalation.course.anySource') },
          ...ofBranch.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={place.sourceId}
        onChange={(event) => {
          const quelle = event.currentTarget.value;
          if (quelle) onChange({ quelle });
          else onChange(branches.length > 1 && branchId ? { niederlassung: branchId } : {});
        }}
      />
    </Group>
  );
};
