import type { Told } from '../../domain/escalation/recipients.ts';
import type { Improbability } from '../../domain/sources/rhythm.ts';
import type { Colleague } from '../accounts/store.ts';
import { type WrittenMail, writeLetter } from '../mail/letter.ts';
import {
  type AddressedReader,
  dayAndTime,
  type MonitorLinks,
  sourceActions,
  sourceLink,
  sourcesLink,
  TEXTS,
  titleOf,
} from './monitor-mails.ts';

/** A source whose silence its own rhythm makes improbable. */
export interface QuietSource extends Quiet {
  readonly id: string;
  readonly name: string;
  readonly branchId: string;
  readonly branch: string;
}

interface Quiet extends Improbability {
  readonly sinceAt: Temporal.Instant;
  readonly zone: string;
}

/** The early warning, for one person: sources that are quieter than their rhythm has it. */
export const quietMail = (
  { person, as, insteadOf }: Told<Colleague>,
  sources: readonly QuietSource[],
  links: MonitorLinks,
): WrittenMail => {
  const texts = TEXTS[person.language];
  return writeLetter(
    {
      subject: texts.quietSubject(sources.map(({ name }) => name)),
      greeting: texts.greeting(person.name),
      sections: [
        {
          intro: texts.quietIntro(sources.length),
          entries: sources.map((source) => ({
            title: titleOf(source),
            link: sourceLink(source, links),
            colour: 'red',
            lines: [texts.quiet(quietness(source, person.language)), texts.quietCause],
            actions: sourceActions(sourceLink(source, links), texts),
          })),
        },
      ],
      more: null,
      why: [texts.why({ as, insteadOf: insteadOf.map(({ name }) => name) })],
      links: [{ text: texts.sources, to: sourcesLink(links) }],
    },
    person.language,
  );
};

/** The early warning about all sources together: a fault of our own intake is likelier than theirs. */
export const intakeQuietMail = (
  { name, language }: AddressedReader,
  quiet: Quiet,
  links: MonitorLinks,
): WrittenMail => {
  const texts = TEXTS[language];
  return writeLetter(
    {
      subject: texts.intakeQuietSubject,
      greeting: texts.greeting(name),
      sections: [
        { intro: texts.intakeQuiet(quietness(quiet, language)), entries: [] },
        { intro: texts.intakeCause, entries: [] },
      ],
      more: null,
      why: [texts.whyIntake],
      links: [
        { text: texts.sources, to: sourcesLink(links) },
        { text: texts.health, to: `${links.publicUrl}/api/health` },
      ],
    },
    language,
  );
};

const quietness = ({ sinceAt, zone, expected, chance }: Quiet, language: 'de' | 'en') => ({
  sinceAt: dayAndTime(sinceAt, zone, language),
  expected: Math.round(expected),
  onceIn: Math.floor(1 / chance),
});
