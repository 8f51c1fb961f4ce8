import type { MailedSource, MonitorMailTexts } from './monitor-texts.ts';
import { listOf } from './texts.ts';

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
const list = (names: readonly string[]) => listOf(names, 'en');

const cause = ({ lastLeadAt, leadAddress, unread, otherwise }: MailedSource): string => {
  if (unread > 0) {
    const messages = unread === 1 ? '1 message arrived' : `${unread} messages arrived`;
    return `${messages} but could not be read. Look at them as leads marked "please check".`;
  }
  if (otherwise > 0) {
    const messages = otherwise === 1 ? '1 message arrived but was' : `${otherwise} messages arrived but were`;
    return `${messages} no enquiry (newsletter, notice, spam or automatic answer). So the way is open; look into the intake whether they were put in their right place.`;
  }
  if (lastLeadAt === null) {
    return `The lead address was probably not entered there, or wrongly${leadAddress ? `: ${leadAddress}` : ''}. Check the entry and send a test enquiry.`;
  }
  return 'Possible reasons: the lead address was changed at the provider, adverts or the contract have ended, or it is really quiet. Check the entry and send a test enquiry.';
};

export const monitorEn: MonitorMailTexts = {
  greeting: (name) => `Hello ${name},`,
  subject: (silent) => {
    const [first] = silent;
    if (first && silent.length === 1)
      return `Source monitor: no enquiry from ${first.name} for ${days(first.days)}`;
    return `Source monitor: ${silent.length} sources without enquiries (${list(silent.map(({ name }) => name))})`;
  },
  intro: (count) =>
    count === 1
      ? 'this source has not delivered an enquiry for some time:'
      : `these ${count} sources have not delivered an enquiry for some time:`,
  silent: ({ days: count, limitDays, week }) =>
    `No enquiry for ${days(count)} (limit: ${days(limitDays)})${week > 1 ? `, reported for the ${week}. time in a row` : ''}`,
  lastLead: ({ lastLeadAt, sinceAt }) =>
    lastLeadAt === null ? `Never an enquiry; watched since ${sinceAt}` : `Last enquiry ${lastLeadAt}`,
  rhythm: (perWeek) =>
    perWeek === 1 ? 'Usually about 1 enquiry a week' : `Usually about ${perWeek} enquiries a week`,
  cause,
  recoveredIntro: (count) =>
    count === 1 ? 'This source delivers again:' : `These ${count} sources deliver again:`,
  recovered: ({ lastLeadAt }) => `Enquiries again, the last one ${lastLeadAt}`,
  intakeSubject: 'Source monitor: all sources fell silent at once – please check the intake',
  intakeIntro: 'all sources that used to deliver enquiries fell silent at once:',
  mailboxSubject: (names) => `Source monitor: mailbox out of reach (${list(names)})`,
  mailboxIntro:
    'nothing came from these sources because the mailbox that holds their enquiries was out of reach:',
  mailboxCause:
    'The enquiries are probably still there and come by themselves as soon as the mailbox can be reached again. Check the sign-in and the mail server.',
  intakeCause:
    'That all providers fail at once is unlikely. Mails probably no longer reach Leadwacht: forwarding, mail server or domain. Send a test enquiry and turn to your operator.',
  quietSubject: (names) => `Early warning: unusually quiet (${list(names)})`,
  quietIntro: (count) =>
    count === 1
      ? 'this source is quieter than is usual for it:'
      : `these ${count} sources are quieter than is usual for them:`,
  quiet: ({ sinceAt, expected, onceIn }) =>
    `No enquiry since ${sinceAt}. About ${expected} would usually come in such a time; that none comes happens only once in ${onceIn} cases`,
  quietCause: 'Check whether the lead address is still entered at the provider, and send a test enquiry.',
  intakeQuietSubject: 'Early warning: no source delivers enquiries – please check the intake',
  intakeQuiet: ({ sinceAt, expected, onceIn }) =>
    `no source has delivered an enquiry since ${sinceAt}. About ${expected} would usually come in such a time; that none comes at all happens only once in ${onceIn} cases.`,
  why: ({ as, insteadOf }) => {
    if (insteadOf.length > 0)
      return `You get this mail because you stand in for ${list(insteadOf)}, who answers for these sources.`;
    if (as === 'admin')
      return 'You get this mail because you are an admin and nobody else who answers for it can be reached today.';
    return 'You get this mail because you are the controller of these sources and the source monitor is on.';
  },
  whyIntake: 'You get this mail as admin, controller or operator because the source monitor is on.',
  sources: 'See all sources',
  sendTest: 'send a test enquiry',
  markSeen: 'seen until …',
  pause: 'pause the source',
  health: 'State of the system',
};
