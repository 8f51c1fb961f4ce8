import type { SendMailOptions } from 'nodemailer';
import type { ClockKind } from '../../domain/escalation/policy.ts';
import { replyAddress } from '../../domain/intake/recipient.ts';
import type { Database, DealershipWork } from '../db/database.ts';
import { loadVersions } from '../escalation/versions.ts';
import { ZONE } from '../settings/branches.ts';
import { chanceOf } from './chance.ts';
import type { House } from './house.ts';
import { planOf, type SeenClock, type Step } from './plan.ts';
import { arrivalsOn } from './rhythm.ts';
import { perform } from './team.ts';
import { replyOf } from './wordings.ts';

export type AddressedMail = SendMailOptions & { readonly to: string };

/** Customers who write and people who work, on the product as it is; told what time it is, they do what is due. */
export interface Play {
  /** When somebody acts next. */
  nextAt(): Temporal.Instant;
  /** Does what is due at `now`; returns how much it was. Who acted may be due again. */
  act(now: Temporal.Instant): Promise<number>;
  /** Takes note of clocks that started without the play's doing. */
  look(): Promise<void>;
}

export interface PlayNeeds {
  readonly database: Database;
  readonly house: House;
  readonly mailDomain: string;
  readonly seed: number;
  /** Brings a mail to one of our addresses. */
  readonly post: (mail: AddressedMail) => Promise<void>;
  /** Enquiries up to this instant have arrived already. */
  readonly from: Temporal.Instant;
}

/** What is still to be done about a clock. */
interface Plan {
  readonly clock: SeenClock;
  readonly steps: readonly Step[];
}

/** A mail that somebody will write. */
interface Letter {
  readonly at: Temporal.Instant;
  readonly mail: AddressedMail;
}

export const openPlay = async ({
  database,
  house,
  mailDomain,
  seed,
  post,
  from,
}: PlayNeeds): Promise<Play> => {
  const scene = { seed, team: house.team, mailDomain };
  const plans = new Map<string, Plan>();
  let day = from.toZonedDateTimeISO(ZONE).toPlainDate();

  const enquiriesOf = (on: Temporal.PlainDate): Letter[] =>
    arrivalsOn(seed, on).flatMap(({ at, source, letter }) => {
      const to = house.leadAddresses.get(source);
      return to === undefined ? [] : [{ at, mail: { ...letter.mail, to } }];
    });
  let letters = enquiriesOf(day).filter(({ at }) => isBefore(from, at));
  const addDay = (): void => {
    day = day.add({ days: 1 });
    letters.push(...enquiriesOf(day));
  };

  const makePlans = async (work: DealershipWork, leadId?: string): Promise<void> => {
    const rows = await listClocks(work, leadId);
    const versions = await loadVersions(
      work,
      [],
      rows.map((row) => row.calendarId),
    );
    for (const { calendarId, kind, ...row } of rows) {
      if (plans.get(row.leadId)?.clock.generation === row.generation) continue;
      const clock = { ...row, kind: kind as ClockKind };
      plans.set(clock.leadId, { clock, steps: planOf(seed, clock, versions.calendar(calendarId)) });
    }
  };

  const takeStep = async ({ clock, steps: [step, ...later] }: Plan): Promise<void> => {
    if (!step) return;
    plans.set(clock.leadId, { clock, steps: later });
    await database.inDealership(house.dealershipId, async (work) => {
      const answered = await perform(work, scene, clock, step);
      if (answered) letters.push(...(await repliesTo(work, scene, clock)));
      if (step.act === 'handle') await makePlans(work, clock.leadId);
    });
  };

  const play: Play = {
    look: () => database.inDealership(house.dealershipId, (work) => makePlans(work)),
    nextAt: () => {
      const steps = [...plans.values()].flatMap(({ steps: [step] }) => step ?? []);
      while (letters.length === 0) addDay();
      return [...letters, ...steps].reduce(
        (first, { at }) => (isBefore(at, first) ? at : first),
        END_OF_TIME,
      );
    },
    act: async (now) => {
      while (Temporal.PlainDate.compare(day, now.toZonedDateTimeISO(ZONE)) <= 0) addDay();
      const isDue = (one: { at: Temporal.Instant }): boolean => !isBefore(now, one.at);
      const written = letters.filter(isDue);
      letters = letters.filter((letter) => !isDue(letter));
      for (const { mail } of written) await post(mail);
      const due = [...plans.values()].filter(({ steps: [step] }) => step && isDue(step));
      for (const plan of due) await takeStep(plan);
      return written.length + due.length;
    },
  };
  await play.look();
  return play;
};

const END_OF_TIME = Temporal.Instant.from('9999-12-31T00:00Z');

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;

/** The running clocks of all leads, or of one. */
const listClocks = (work: DealershipWork, leadId?: string) => {
  const clocks = work.sql
    .selectFrom('clocks')
    .innerJoin('leads', (join) =>
      join.onRef('leads.dealershipId', '=', 'clocks.dealershipId').onRef('leads.id', '=', 'clocks.leadId'),
    )
    .select(['leadId', 'number', 'clocks.generation', 'kind', 'startedAt', 'calendarId'])
    .where('clocks.dealershipId', '=', work.dealershipId);
  return (leadId === undefined ? clocks : clocks.where('leadId', '=', leadId)).execute();
};

/** Of the customers who are answered, so many write again, and as long after. */
const REPLY_SHARE = 0.3;
const REPLY_AFTER_HOURS = { from: 1, to: 40 };

const repliesTo = async (
  work: DealershipWork,
  { seed, mailDomain }: { seed: number; mailDomain: string },
  { leadId, number, generation }: SeenClock,
): Promise<Letter[]> => {
  const chance = chanceOf(seed, number, generation, 'reply');
  if (!chance.happens(REPLY_SHARE)) return [];
  const { customerName, customerMail, replyToken } = await work.sql
    .selectFrom('leads')
    .select(['customerName', 'customerMail', 'replyToken'])
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', leadId)
    .executeTakeFirstOrThrow();
  if (customerMail === null) return [];
  const mail = {
    from: { name: customerName ?? '', address: customerMail },
    to: replyAddress(replyToken, mailDomain),
    subject: 'Re: Ihre Anfrage',
    text: replyOf(chance),
  };
  const { from, to } = REPLY_AFTER_HOURS;
  return [{ at: work.now.add({ hours: chance.between(from, to), minutes: chance.between(0, 59) }), mail }];
};
