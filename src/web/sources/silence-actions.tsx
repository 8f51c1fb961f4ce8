import { Button, Group, Popover, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { markSilenceSeen, pauseSource, resumeSource } from '../../contract/sources.ts';
import { useSession } from '../session.ts';
import { dateOn, DAY_MS } from '../time.ts';
import { useNowMs } from '../ui/times.tsx';
import { useAct } from '../ui/use-act.tsx';
import type { Source } from './queries.ts';
import type { SourceAct } from './source-search.ts';

/** What can be done about a source's silence: it is known, or the source is paused, or goes on. */
export const SilenceActions = ({
  source,
  begun,
}: {
  source: Source;
  /** The act that somebody came for, asked at once. */
  begun?: SourceAct | undefined;
}) => {
  const { t } = useTranslation();
  const options = { refreshes: ['leads', 'monitor', 'sources'] };
  const seen = useAct(markSilenceSeen, options);
  const pause = useAct(pauseSource, options);
  const resume = useAct(resumeSource, options);
  const params = { id: source.id };
  if (!source.active) {
    return (
      <Button variant="default" loading={resume.isPending} onClick={() => resume.mutate({ params })}>
        {t('sources.resume')}
      </Button>
    );
  }
  return (
    <Group gap="xs">
      {source.silence?.verdict === 'silent' ? (
        <UntilButton
          label={t('sources.seen')}
          hint={t('sources.seenHint')}
          daysAhead={14}
          begun={begun === 'gesehen'}
          onChoose={(untilOn) => seen.mutate({ params, body: { untilOn } })}
        />
      ) : null}
      <UntilButton
        label={t('sources.pause')}
        hint={t('sources.pauseHint')}
        daysAhead={28}
        begun={begun === 'pausieren'}
        onChoose={(untilOn) => pause.mutate({ params, body: { untilOn } })}
      />
    </Group>
  );
};

/** A button that asks up to which day. */
const UntilButton = ({
  label,
  hint,
  daysAhead,
  begun,
  onChoose,
}: {
  label: string;
  hint: string;
  daysAhead: number;
  begun: boolean;
  onChoose: (untilOn: string) => void;
}) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const now = useNowMs();
  const [opened, { toggle, close }] = useDisclosure(begun);
  const [untilOn, setUntilOn] = useState<string | null>(null);
  const on = untilOn ?? dateOn(now + daysAhead * DAY_MS, zone);
  return (
    <Popover
      opened={opened}
      onChange={(open) => (open ? undefined : close())}
      withArrow
      trapFocus
      // A page that still grows may push the button away: what is asked stays asked.
      hideDetached={false}
      width={280}
    >
      <Popover.Target>
        <Button variant="default" onClick={toggle}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            close();
            onChoose(on);
          }}
        >
          <Stack gap="sm">
            <TextInput
              type="date"
              label={t('sources.until')}
              description={hint}
              min={dateOn(now, zone)}
              required
              value={on}
              onChange={(event) => setUntilOn(event.currentTarget.value)}
            />
            <Button type="submit" size="xs">
              {label}
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
};
