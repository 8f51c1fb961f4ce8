import type { TFunction } from 'i18next';
import type { SetupInput } from '../../contract/setup.ts';
import { formatWeek, parseWeek } from '../../domain/time/opening-hours.ts';
import { MIN_PASSWORD_LENGTH } from '../../domain/accounts/password.ts';
import { type FieldErrors, looksLikeMail } from '../accounts/field-errors.ts';
import { personErrors, type PersonDraft } from '../accounts/person-draft.ts';
import { draftOf, type WeekDraft, weekOf, weekProblemOf } from '../calendar/week-draft.ts';

/** Name, place and first admin of a dealership while somebody enters them. */
export interface DealershipDraft {
  name: string;
  state: string;
  /** Empty: only the holidays of the whole state. */
  region: string;
  admin: { name: string; mail: string; password: string };
}

/** Everything the wizard asks for. */
export interface SetupDraft extends DealershipDraft {
  setupCode: string;
  week: WeekDraft;
  sources: { kind: string; name: string }[];
  people: PersonDraft[];
}

export const EMPTY_DEALERSHIP: DealershipDraft = {
  name: '',
  state: '',
  region: '',
  admin: { name: '', mail: '', password: '' },
};

export const newDraft = (
  choices: { defaultHours: string; sources: SetupDraft['sources'] },
  setupCode: string,
): SetupDraft => ({
  ...EMPTY_DEALERSHIP,
  setupCode,
  week: draftOf(parseWeek(choices.defaultHours)),
  sources: choices.sources,
  people: [],
});

export const STEPS = ['dealership', 'hours', 'sources', 'people', 'test'] as const;
export type Step = (typeof STEPS)[number];

/** What is still wrong in a step; paths as the server names them. */
export const errorsOf = (
  step: Step,
  draft: SetupDraft,
  setupCodeNeeded: boolean,
  t: TFunction,
): FieldErrors => {
  switch (step) {
    case 'dealership':
      return {
        ...dealershipErrors(draft, t),
        ...(setupCodeNeeded && draft.setupCode.trim() === ''
          ? { setupCode: t('setup.dealership.missing.setupCode') }
          : {}),
      };
    case 'hours': {
      const problem = weekProblemOf(draft.week);
      return problem ? { hours: t(`calendar.week.problem.${problem}`) } : {};
    }
    case 'sources':
      return sourceErrors(draft.sources, t);
    case 'people':
      return peopleErrors(draft, t);
    case 'test':
      return {};
  }
};

export const dealershipErrors = ({ name, state, admin }: DealershipDraft, t: TFunction): FieldErrors => ({
  ...(name.trim() === '' ? { name: t('setup.dealership.missing.name') } : {}),
  ...(state === '' ? { state: t('setup.dealership.missing.state') } : {}),
  ...(admin.name.trim() === '' ? { 'admin.name': t('accounts.missing.name') } : {}),
  ...(looksLikeMail(admin.mail) ? {} : { 'admin.mail': t('accounts.missing.mail') }),
  ...(admin.password.length < MIN_PASSWORD_LENGTH
    ? { 'admin.password': t('accounts.missing.newPassword') }
    : {}),
});

const sourceErrors = (sources: SetupDraft['sources'], t: TFunction): FieldErrors =>
  sources.length === 0
    ? { sources: t('setup.sources.none') }
    : Object.fromEntries(
        sources.flatMap(({ name }, index) =>
          name.trim() === '' ? [[`sources.${index}.name`, t('setup.sources.missingName')]] : [],
        ),
      );

const peopleErrors = ({ admin, people }: SetupDraft, t: TFunction): FieldErrors => {
  const errors: Record<string, string> = {};
  const taken = [admin.mail.trim().toLowerCase()];
  people.forEach((person, index) => {
    for (const [field, error] of Object.entries(personErrors(person, t)))
      errors[`people.${index}.${field}`] = error;
    const mail = person.mail.trim().toLowerCase();
    if (taken.includes(mail)) errors[`people.${index}.mail`] = t('setup.people.mailTwice');
    taken.push(mail);
  });
  return errors;
};

/** The step in which a field named by the server is entered. */
export const stepOfField = (path: string): Step =>
  STEPS.find((step) => path === step || path.startsWith(`${step}.`)) ?? 'dealership';

export const dealershipInput = ({ name, state, region, admin }: DealershipDraft) => ({
  name,
  state,
  ...(region === '' ? {} : { region }),
  admin: { ...admin, mail: admin.mail.trim() },
});

export const setupInputOf = (draft: SetupDraft): SetupInput => ({
  ...dealershipInput(draft),
  ...(draft.setupCode.trim() === '' ? {} : { setupCode: draft.setupCode.trim() }),
  hours: formatWeek(weekOf(draft.week)),
  sources: draft.sources,
  people: draft.people.map((person) => ({ ...person, mail: person.mail.trim() })),
});
