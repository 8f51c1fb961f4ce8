import type { TFunction } from 'i18next';
import type { SettingChange } from '../../contract/settings.ts';
import { EARLY_WARNINGS } from '../../contract/sources.ts';
import { ROLES } from '../../domain/accounts/roles.ts';
import { ASKED } from '../../domain/forms/homepage-form.ts';
import { SECURITIES, STARTS } from '../../domain/intake/mailbox.ts';
import { GERMAN_STATES } from '../../domain/time/states.ts';
import { dateName } from '../escalation/stage-texts.ts';
import { exactTime } from '../time.ts';
import { distributionIn, distributionLines } from './distribution-lines.ts';
import { type Difference, differencesOf, isRecord } from './differences.ts';
import { settingsIn, timeLines } from './time-lines.ts';

/** One changed value in words; null: there is nothing to say of that side. */
export interface ChangeLine {
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Who reads, and what the things are called whose ids were written down. */
export interface Words {
  readonly t: TFunction;
  readonly language: string;
  readonly zone: string;
  readonly names: Readonly<Record<string, string>>;
}

type Change = Pick<SettingChange, 'subject' | 'old' | 'new'>;

/** What a change changed, in words: whatever nobody taught this page is shown as it was written down. */
export const changeLines = (change: Change, words: Words): ChangeLine[] => {
  const settings = { old: settingsIn(change.old), new: settingsIn(change.new) };
  if (change.subject === 'escalation.settings' && settings.old && settings.new) {
    return timeLines(settings.old, settings.new, words);
  }
  const distribution = { old: distributionIn(change.old), new: distributionIn(change.new) };
  if (change.subject === 'distribution' && distribution.old && distribution.new) {
    return distributionLines(distribution.old, distribution.new, words);
  }
  const isChange = change.old !== null && change.new !== null;
  return differencesOf(change.old, change.new, isSpecialDay)
    .filter(({ path }) => !UNSAID.includes(path.join('.')) && (isChange || path[0] !== 'name'))
    .map((difference) => ({
      label: labelOf(change.subject, difference, words),
      before: change.old === null ? null : valueText(difference.path, difference.before, words),
      after: change.new === null ? null : valueText(difference.path, difference.after, words),
    }));
};

/** Whom or what a change is about: the person, the branch. */
export const aboutOf = ({ old, new: now }: Change, { names }: Words): string | null => {
  const about = isRecord(now) ? now : isRecord(old) ? old : {};
  const name = about['name'] ?? about['branch'] ?? names[String(about['accountId'])];
  return typeof name === 'string' ? name : null;
};

/** A day is told in one sentence, with its name and hours. */
const isSpecialDay = (path: readonly string[]) => path.length === 2 && path[0] === 'days';

/** Stands in the heading, or says nothing to anybody. */
const UNSAID = ['id', 'accountId', 'branch'];

const FIELDS = {
  name: 'name',
  hint: 'hint',
  mail: 'mail',
  roles: 'roles',
  active: 'active',
  'scope.branches': 'scopeBranches',
  'scope.sources': 'scopeSources',
  zone: 'zone',
  state: 'state',
  region: 'region',
  hours: 'hours',
  fromOn: 'fromOn',
  untilOn: 'untilOn',
  substituteId: 'substitute',
  branchId: 'branch',
  kind: 'kind',
  sourceId: 'source',
  since: 'since',
  silenceLimitDays: 'silenceLimitDays',
  monitored: 'monitored',
  pausedUntilOn: 'pausedUntilOn',
  archived: 'archived',
  seenUntilOn: 'seenUntilOn',
  on: 'on',
  earlyWarning: 'earlyWarning',
  mailsOff: 'mailsOff',
  quiet: 'quiet',
  quietHoldsEM21: 'quietHoldsEM21',
  secondFactor: 'secondFactor',
  leads: 'leads',
  handedTo: 'handedTo',
  supportSeesLeads: 'supportSeesLeads',
  spamDelivers: 'spamDelivers',
  issuer: 'issuer',
  clientId: 'clientId',
  trustsMail: 'trustsMail',
  onlyWay: 'onlyWay',
  newSecret: 'newSecret',
  pageIds: 'pageIds',
  text: 'text',
  signature: 'signature',
  relays: 'relays',
  language: 'language',
  consentText: 'consentText',
  'fields.name': 'formName',
  'fields.mail': 'formMail',
  'fields.phone': 'formPhone',
  'fields.vehicle': 'formVehicle',
  'fields.message': 'formMessage',
  'fields.contact': 'formContact',
  'fields.consent': 'formConsent',
  'texts.de.subject': 'subjectDe',
  'texts.de.inside': 'insideDe',
  'texts.de.outside': 'outsideDe',
  'texts.en.subject': 'subjectEn',
  'texts.en.inside': 'insideEn',
  'texts.en.outside': 'outsideEn',
  host: 'host',
  port: 'port',
  security: 'security',
  folder: 'folder',
  auth: 'auth',
  startWith: 'startWith',
  paused: 'paused',
  // What a word means otherwise than elsewhere.
  'mailbox.name': 'username',
  'rereading.leads': 'reread',
} as const;

const labelOf = (subject: string, { path }: Difference, { t, language }: Words): string => {
  const key = path.join('.');
  if (isSpecialDay(path)) return dateName(path[1] ?? '', language);
  const fields: Readonly<Record<string, (typeof FIELDS)[keyof typeof FIELDS]>> = FIELDS;
  const field = fields[`${subject}.${key}`] ?? fields[key];
  return field ? t(`settings.changes.field.${field}`) : path.join(' › ');
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

const valueText = (path: readonly string[], value: unknown, words: Words): string => {
  const { t, language, zone, names } = words;
  if (isSpecialDay(path)) return dayText(value, words);
  if (value === null) return t(path[0] === 'untilOn' ? 'settings.changes.open' : 'settings.changes.none');
  if (typeof value === 'boolean') return t(value ? 'settings.changes.yes' : 'settings.changes.no');
  if (Array.isArray(value)) {
    if (value.length === 0) return t(path[0] === 'scope' ? 'settings.changes.all' : 'settings.changes.none');
    return value.map((one) => valueText(path, one, words)).join(', ');
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  const early = path[0] === 'earlyWarning' ? EARLY_WARNINGS.find((one) => one === value) : undefined;
  if (early) return t(`sources.early.${early}`);
  const asked = path[0] === 'fields' ? ASKED.find((one) => one === value) : undefined;
  if (asked) return t(`forms.asked.${asked}`);
  const security = path[0] === 'security' ? SECURITIES.find((one) => one === value) : undefined;
  if (security) return t(`mailboxes.security.${security}`);
  const start = path[0] === 'startWith' ? STARTS.find((one) => one === value) : undefined;
  if (start) return t(`mailboxes.start.${start}`);
  if (path[0] === 'auth' && (value === 'password' || value === 'oauth2')) return t(`mailboxes.auth.${value}`);
  if (path[0] === 'state') return GERMAN_STATES.find(({ code }) => code === value)?.name ?? value;
  const role = path[0] === 'roles' ? ROLES.find((one) => one === value) : undefined;
  if (role) return t(`common.role.${role}`);
  if (UUID.test(value)) return names[value] ?? t('settings.changes.former');
  if (INSTANT.test(value)) return exactTime(Date.parse(value), zone, language);
  return DATE.test(value) ? dateName(value, language) : value;
};

/** "Heiligabend, 08:00-12:00", "Betriebsferien, geschlossen"; a day without an entry follows the week. */
const dayText = (day: unknown, { t }: Words): string => {
  if (!isRecord(day)) return t('settings.changes.likeWeek');
  const { name, hours }: { name?: unknown; hours?: unknown } = day;
  return [name, hours === '' ? t('settings.changes.closed') : hours].filter(isText).join(', ');
};

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
