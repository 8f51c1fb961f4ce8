import { addExtra } from '../draft.ts';
import type { Enquiry } from '../enquiry.ts';
import {
  isObject,
  type JsonField,
  type JsonGroup,
  jsonReader,
  leadId,
  nothing,
  ofSource,
  submittedAt,
  takeMembers,
  textOf,
} from '../json-fields.ts';

/** The questions Meta itself offers (formats.md 7); any other is the advertiser's own, named by its words. */
const QUESTIONS: Readonly<Record<string, JsonField>> = {
  full_name: 'full',
  first_name: 'first',
  last_name: 'last',
  email: 'email',
  work_email: 'email',
  phone_number: 'phone',
  work_phone_number: 'phone',
  street_address: 'street',
  city: 'city',
  post_code: 'postalCode',
  zip_code: 'postalCode',
  zip: 'postalCode',
  country: 'country',
  company_name: 'company',
};

const FACTS: JsonGroup = {
  members: {
    leadgen_id: leadId,
    created_time: submittedAt('UTC'),
    form_id: ofSource('form'),
    page_id: nothing,
    // By its words it would be the number of an offer.
    ad_id: ({ enquiry, value, origin }) => addExtra(enquiry, origin.path, value),
  },
};

/**
 * A lead of a form at Facebook or Instagram: what the notification told, and as `lead` what was fetched for it.
 */
export const metaLeadAds = jsonReader({
  name: 'meta-lead-ads',
  version: '2',
  mark: 'leadgen_id',
  read: (enquiry, { lead, ...notification }) => {
    enquiry.source.channel = 'webhook';
    enquiry.source.provider = 'Meta';
    const fetched = isObject(lead) ? lead : null;
    // Both name form, ad and time; the id of the lead is that of the notification.
    const { id: _, field_data: answers, created_time: created, ...facts } = { ...notification, ...fetched };
    takeMembers(enquiry, { ...facts, created_time: timeOf(created) }, FACTS);
    if (fetched)
      for (const answer of Array.isArray(answers) ? answers : [answers]) takeAnswer(enquiry, answer);
    // The screens say the rest, and where a person can look it up.
    else enquiry.parse.warnings.push({ code: 'notFetched' });
  },
});

/** Notifications count seconds since 1970, leads are dated. */
const timeOf = (created: unknown): unknown =>
  /^\d{9,11}$/.test(String(created))
    ? Temporal.Instant.fromEpochMilliseconds(Number(created) * 1000).toString()
    : created;

/** What Meta's own tool enters to try out a form. */
const DUMMY = '<test lead: dummy data for';

const takeAnswer = (enquiry: Enquiry, answer: unknown): void => {
  const name = isObject(answer) ? textOf(answer['name']) : undefined;
  if (!isObject(answer) || name === undefined) return addExtra(enquiry, 'field_data', JSON.stringify(answer));
  const { values } = answer;
  const texts = (Array.isArray(values) ? values : [values]).flatMap((value) => textOf(value) ?? []);
  if (texts.some((text) => text.startsWith(DUMMY))) enquiry.source.isTest = true;
  const isOwn = !Object.hasOwn(QUESTIONS, name.toLowerCase());
  // Own questions are named by their words with "_" for each space.
  const question = isOwn ? name.replaceAll('_', ' ') : name;
  takeMembers(enquiry, { [question]: isOwn ? texts.join(', ') : texts }, { members: QUESTIONS });
};
