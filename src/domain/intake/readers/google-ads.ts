import { addExtra, setField } from '../draft.ts';
import type { Enquiry } from '../enquiry.ts';
import { isObject, type JsonField, type JsonGroup, jsonReader, takeMembers, textOf } from '../json-fields.ts';
import type { Setter } from '../label-setters.ts';
import { parseInstant } from '../values.ts';

/** The columns of a lead form (formats.md 7); any other is a question of the advertiser's own. */
const COLUMNS: Readonly<Record<string, JsonField>> = {
  full_name: 'full',
  first_name: 'first',
  given_name: 'first',
  last_name: 'last',
  family_name: 'last',
  email: 'email',
  work_email: 'email',
  phone_number: 'phone',
  work_phone: 'phone',
  postal_code: 'postalCode',
  city: 'city',
  country: 'country',
  street_address: 'street',
  company_name: 'company',
};

const source =
  (key: 'campaign' | 'form'): Setter =>
  ({ enquiry, value, origin }) =>
    setField(enquiry, 'source', key, value, origin);

const nothing: Setter = () => undefined;

const LEAD: JsonGroup = {
  members: {
    lead_id: ({ enquiry, value, origin }) => setField(enquiry, 'external', 'leadId', value, origin),
    lead_submit_time: ({ enquiry, value, origin }) => {
      const instant = parseInstant(value, 'UTC');
      if (!instant) return addExtra(enquiry, origin.path, value);
      enquiry.submittedAt = instant;
      enquiry.parse.fields['submittedAt'] = origin;
    },
    gcl_id: ({ enquiry, value }) => {
      enquiry.source.clickIds = { gclid: value };
    },
    campaign_id: source('campaign'),
    form_id: source('form'),
    is_test: ({ enquiry, value }) => {
      if (value === 'ja') enquiry.source.isTest = true;
    },
    google_key: nothing,
    api_version: nothing,
  },
};

/** A lead form of Google Ads, as its webhook posts it (formats.md 7). */
export const googleAds = jsonReader({
  name: 'google-ads',
  version: '1',
  mark: 'user_column_data',
  read: (enquiry, { user_column_data: columns, ...lead }) => {
    enquiry.source.channel = 'webhook';
    enquiry.source.provider = 'Google Ads';
    takeMembers(enquiry, lead, LEAD);
    for (const column of Array.isArray(columns) ? columns : [columns]) takeColumn(enquiry, column);
  },
});

/** Older entries have no `column_id`, and those of own questions say in their name what was asked. */
const takeColumn = (enquiry: Enquiry, column: unknown): void => {
  if (!isObject(column)) return addExtra(enquiry, 'user_column_data', textOf(column));
  const id = textOf(column['column_id'])?.toLowerCase();
  const name = textOf(column['column_name']);
  const key = id !== undefined && Object.hasOwn(COLUMNS, id) ? id : (name ?? id ?? 'user_column_data');
  takeMembers(enquiry, { [key]: column['string_value'] ?? column }, { members: COLUMNS });
};
