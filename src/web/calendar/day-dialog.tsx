import { Button, Checkbox, Group, Input, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarSpec } from '../../domain/time/opening-hours.ts';
import { type Days, withoutOwnDays } from '../../domain/time/special-days.ts';
import classes from './calendar.module.css';
import { dateText, longDateText, useDayTexts } from './calendar-texts.ts';
import { IntervalsEditor } from './intervals-editor.tsx';
import {
  lastYearOf,
  OWN_KINDS,
  overlaid,
  type OwnDayDraft,
  type OwnDayProblem,
  ownDayProblems,
  withDraft,
  withKind,
} from './own-day-draft.ts';
import { lookOf } from './year.ts';

interface Props {
  spec: CalendarSpec;
  draft: OwnDayDraft;
  /** The dates of the day that is being changed; none for a new one. */
  replaced: readonly string[];
  /** With the date it begins on. */
  onApply: (days: Days, fromOn: string) => void;
  onClose: () => void;
}

/** A day of the dealership's own: closed, shortened, or open in addition. */
export const DayDialog = ({ spec, draft: given, replaced, onApply, onClose }: Props) => {
  const { t, i18n } = useTranslation();
  const { dayText } = useDayTexts();
  const [draft, setDraft] = useState(given);
  const [sent, setSent] = useState(false);
  const problems = ownDayProblems(draft);
  const errorOf = (...of: OwnDayProblem[]) => {
    const problem = sent ? problems.find((one) => of.includes(one)) : undefined;
    return problem && t(`calendar.day.problem.${problem}`);
  };
  const change = (part: Partial<OwnDayDraft>) => setDraft({ ...draft, ...part });
  const moveTo = (fromOn: string) =>
    change({ fromOn, ...(draft.toOn < fromOn || draft.kind !== 'closure' ? { toOn: fromOn } : {}) });
  const isDated = !problems.some((problem) => problem !== 'name' && problem !== 'times');
  const others = isDated ? overlaid(spec, draft, replaced) : [];
  const present = spec.days[draft.fromOn];

  return (
    <Modal opened onClose={onClose} title={t(replaced.length > 0 ? 'calendar.day.edit' : 'calendar.day.add')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          setSent(true);
          if (problems.length === 0) onApply(withDraft(spec, draft, replaced), draft.fromOn);
        }}
      >
        <Stack>
          {isDated && replaced.length === 0 ? (
            <Text>
              <strong>{longDateText(draft.fromOn, i18n.language)}</strong>
              <br />
              {t('calendar.day.isNow', {
                what: present ? dayText(present) : t(`calendar.kind.${lookOf(draft.fromOn, spec)}`),
              })}
            </Text>
          ) : null}
          <Radio.Group
            label={t('calendar.day.what')}
            value={draft.kind}
            onChange={(chosen) => {
              const kind = OWN_KINDS.find((one) => one === chosen);
              if (kind) setDraft(withKind(draft, kind, spec));
            }}
          >
            <Stack gap="xs" mt="xs">
              {OWN_KINDS.map((kind) => (
                <Radio
                  key={kind}
                  value={kind}
                  label={t(`calendar.day.kind.${kind}.name`)}
                  description={t(`calendar.day.kind.${kind}.text`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            label={t('calendar.day.name')}
            placeholder={t(`calendar.day.nameExample.${draft.kind}`)}
            value={draft.name}
            maxLength={100}
            data-autofocus
            error={errorOf('name')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <div className={classes.dates}>
            <TextInput
              type="date"
              label={t(draft.kind === 'closure' ? 'calendar.day.from' : 'calendar.day.on')}
              value={draft.fromOn}
              error={errorOf('date')}
              onChange={(event) => moveTo(event.currentTarget.value)}
            />
            {draft.kind === 'closure' ? (
              <TextInput
                type="date"
                label={t('calendar.day.to')}
                value={draft.toOn}
                min={draft.fromOn}
                error={errorOf('backwards', 'tooLong')}
                onChange={(event) => change({ toOn: event.currentTarget.value })}
              />
            ) : null}
          </div>
          {draft.kind === 'closure' ? null : (
            <fieldset className={classes.hours}>
              <legend>{t('calendar.day.hours')}</legend>
              <IntervalsEditor
                day={isDated ? dateText(draft.fromOn, i18n.language) : t('calendar.day.on')}
                value={draft.hours}
                onChange={(hours) => change({ hours })}
              />
              {errorOf('times') ? <Input.Error role="alert">{errorOf('times')}</Input.Error> : null}
            </fieldset>
          )}
          {draft.kind === 'halfDay' && Number(draft.fromOn.slice(0, 4)) < lastYearOf(spec.days) ? (
            <Checkbox
              label={t('calendar.day.yearly', { year: lastYearOf(spec.days) })}
              description={t('calendar.day.yearlyText')}
              checked={draft.yearly}
              onChange={(event) => change({ yearly: event.currentTarget.checked })}
            />
          ) : null}
          {others.length > 0 ? (
            <Text role="status">
              {t('calendar.day.replaces', {
                days: others
                  .map(({ on, day }) => `${dateText(on, i18n.language)} ${dayText(day)}`)
                  .join('; '),
              })}
            </Text>
          ) : null}
          <Text size="sm" c="dimmed">
            {t('calendar.day.note')}
          </Text>
          <Group gap="xs">
            {replaced.length > 0 ? (
              <Button
                variant="default"
                onClick={() => onApply(withoutOwnDays(spec.days, replaced), given.fromOn)}
              >
                {t('calendar.day.remove')}
              </Button>
            ) : null}
            <Group gap="xs" ml="auto">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit">{t('calendar.day.apply')}</Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
