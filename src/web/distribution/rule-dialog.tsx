import { Button, Group, Modal, MultiSelect, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { distributionProblems, INITIAL_DISTRIBUTION, type Rule } from '../../domain/distribution/settings.ts';
import type { Places } from '../escalation/places.ts';
import { peopleQuery } from '../people-query.ts';
import { formatPostcodes, parsePostcodes } from './rule-draft.ts';

interface Props {
  rule: Rule;
  places: Pick<Places, 'branches' | 'sources'>;
  onDone: (rule: Rule) => void;
  onClose: () => void;
}

const BRANDS = ['Audi', 'BMW', 'Cupra', 'Dacia', 'Ford', 'Hyundai', 'Kia', 'Mercedes-Benz', 'Opel'].concat([
  'Peugeot',
  'Renault',
  'Seat',
  'Škoda',
  'Toyota',
  'Volkswagen',
  'Volvo',
]);
const TARGETS = ['person', 'group', 'pool', 'dispatchers'] as const;
const OWN_BRANCH = 'own';

/** What a rule asks for and whom it gives to; nothing chosen asks for nothing. */
export const RuleDialog = ({ rule, places, onDone, onClose }: Props) => {
  const { t } = useTranslation();
  const people = useQuery(peopleQuery).data?.items.filter(({ active }) => active) ?? [];
  const [draft, setDraft] = useState(rule);
  const [postcodes, setPostcodes] = useState(formatPostcodes(rule.postcodes));
  const [shown, setShown] = useState(false);
  const edit = (change: Partial<Rule>) => setDraft((before) => ({ ...before, ...change }));
  const choices = (items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }));

  const complete: Rule = { ...draft, postcodes: parsePostcodes(postcodes) };
  const codes = distributionProblems({ ...INITIAL_DISTRIBUTION, rules: [complete] }).map(({ code }) => code);
  const { target } = draft;
  const nobody =
    codes.includes('emptyGroup') || (target.to === 'person' && target.personId === '')
      ? t('distribution.rule.problem.emptyGroup')
      : undefined;
  const wrongPostcode = codes.find((code) => code === 'postcodeWrong' || code === 'postcodesReversed');
  const to = (kind: (typeof TARGETS)[number]): Rule['target'] => {
    if (kind === 'person') return { to: kind, personId: '' };
    if (kind === 'group') return { to: kind, people: [] };
    return kind === 'pool' ? { to: kind, branchId: null } : { to: kind };
  };

  return (
    <Modal opened onClose={onClose} title={t('distribution.rule.title')} size="lg">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // The page behind it is a form too, and would hear it: nothing is saved yet.
          event.stopPropagation();
          setShown(true);
          if (codes.length === 0 && !nobody) onDone(complete);
        }}
      >
        <Stack>
          <MultiSelect
            searchable
            label={t('distribution.rule.sources')}
            placeholder={draft.sources.length === 0 ? t('distribution.rule.any') : ''}
            data={choices(places.sources)}
            value={[...draft.sources]}
            onChange={(sources) => edit({ sources })}
          />
          {places.branches.length > 1 ? (
            <MultiSelect
              searchable
              label={t('distribution.rule.branches')}
              placeholder={draft.branches.length === 0 ? t('distribution.rule.any') : ''}
              data={choices(places.branches)}
              value={[...draft.branches]}
              onChange={(branches) => edit({ branches })}
            />
          ) : null}
          <TagsInput
            label={t('distribution.rule.brands')}
            description={t('distribution.rule.brandsHint')}
            placeholder={draft.brands.length === 0 ? t('distribution.rule.any') : ''}
            data={BRANDS}
            maxTags={50}
            value={[...draft.brands]}
            onChange={(brands) => edit({ brands })}
          />
          <Select
            allowDeselect={false}
            label={t('distribution.rule.condition')}
            data={[
              { value: '', label: t('distribution.rule.any') },
              { value: 'new', label: t('distribution.rule.if_new') },
              { value: 'used', label: t('distribution.rule.if_used') },
            ]}
            value={draft.condition ?? ''}
            onChange={(value) => edit({ condition: value === 'new' || value === 'used' ? value : null })}
          />
          <TextInput
            label={t('distribution.rule.postcodes')}
            description={t('distribution.rule.postcodesHint')}
            value={postcodes}
            error={wrongPostcode && shown ? t(`distribution.rule.problem.${wrongPostcode}`) : undefined}
            onChange={(event) => setPostcodes(event.currentTarget.value)}
          />
          <Select
            allowDeselect={false}
            label={t('distribution.rule.target')}
            data={TARGETS.map((kind) => ({ value: kind, label: t(`distribution.target.${kind}`) }))}
            value={target.to}
            onChange={(kind) => {
              const known = TARGETS.find((one) => one === kind);
              if (known) edit({ target: to(known) });
            }}
          />
          {target.to === 'person' ? (
            <Select
              searchable
              label={t('distribution.rule.person')}
              data={choices(people)}
              value={target.personId || null}
              error={shown ? nobody : undefined}
              onChange={(personId) => edit({ target: { to: 'person', personId: personId ?? '' } })}
            />
          ) : null}
          {target.to === 'group' ? (
            <MultiSelect
              searchable
              label={t('distribution.rule.group')}
              data={choices(people)}
              value={[...target.people]}
              error={shown ? nobody : undefined}
              onChange={(chosen) => edit({ target: { to: 'group', people: chosen } })}
            />
          ) : null}
          {target.to === 'pool' && places.branches.length > 1 ? (
            <Select
              allowDeselect={false}
              label={t('distribution.rule.poolOf')}
              data={[
                { value: OWN_BRANCH, label: t('distribution.rule.ownBranch') },
                ...choices(places.branches),
              ]}
              value={target.branchId ?? OWN_BRANCH}
              onChange={(id) => edit({ target: { to: 'pool', branchId: id === OWN_BRANCH ? null : id } })}
            />
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit">{t('distribution.rule.done')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
