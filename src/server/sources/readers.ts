import { quietUntil } from '../../domain/accounts/quiet-hours.ts';
import { recipientsOf, type Told } from '../../domain/escalation/recipients.ts';
import { type Colleague, readStaff } from '../accounts/store.ts';
import type { DealershipWork } from '../db/database.ts';
import type { WrittenMail } from '../mail/letter.ts';
import { enqueueMail, type NewMail } from '../mail/outbox.ts';
import { dealershipZone } from '../settings/store.ts';

/** Who can be written to; operators have no account in the dealership. */
export type Reader = Pick<Colleague, 'name' | 'mail' | 'language'> & { readonly id?: string };

/** Whom a source's silence concerns: its controllers, their substitutes, else the admins; each with their sources. */
export const byController = async <Source extends { readonly id: string; readonly branchId: string }>(
  work: DealershipWork,
  kind: MonitorMail,
  sources: readonly Source[],
): Promise<readonly (readonly [Told<Colleague>, readonly Source[]])[]> => {
  const staff = await readStaff(work);
  const byPerson = new Map<string, [Told<Colleague>, Source[]]>();
  for (const source of sources) {
    const place = { branchId: source.branchId, sourceId: source.id, assigneeId: null };
    for (const told of recipientsOf('EM2.1', place, staff)) {
      if (told.person.mailsOff.includes(kind)) continue;
      const entry = byPerson.get(told.person.id) ?? [told, []];
      entry[1].push(source);
      byPerson.set(told.person.id, entry);
    }
  }
  return [...byPerson.values()];
};

type MonitorMail = 'monitor' | 'earlyWarning';

/** Mails a controller, at the end of their quiet hours if it is within them. */
export const mailController = async (
  work: DealershipWork,
  kind: MonitorMail,
  person: Colleague,
  written: WrittenMail,
): Promise<void> => {
  const zone = await dealershipZone(work);
  const sendAt = person.quiet && quietUntil(work.now, person.quiet, zone);
  await mailTo(work, kind, person, { ...written, ...(sendAt && { sendAt }) });
};

/** Whom a fault of our own intake concerns: who leads the dealership, and who runs the product. */
export const leadingPeople = async (
  work: DealershipWork,
  operators: readonly Reader[],
): Promise<readonly Reader[]> => {
  const { people } = await readStaff(work);
  const leading = people.filter(
    ({ active, roles }) => active && (roles.includes('admin') || roles.includes('controller')),
  );
  const known = new Set(leading.map(({ mail }) => mail));
  return [...leading, ...operators.filter(({ mail }) => !known.has(mail))];
};

export const mailTo = (
  work: DealershipWork,
  kind: MonitorMail,
  { id, name, mail }: Reader,
  written: WrittenMail & Pick<NewMail, 'sendAt'>,
): Promise<string> =>
  enqueueMail(work, {
    kind,
    ...(id !== undefined && { accountId: id }),
    toName: name,
    toAddress: mail,
    ...written,
  });
