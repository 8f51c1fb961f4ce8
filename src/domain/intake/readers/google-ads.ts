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

const LEAD: JsonGroup = {
  members: {
    lead_id: leadId,
    lead_submit_time: submittedAt('UTC'),
    gcl_id: ({ enquiry, value }) => {
      enquiry.source.clickIds = { gclid: value };
    },
    campaign_id: ofSource('campaign'),
    form_id: ofSource('form'),
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
