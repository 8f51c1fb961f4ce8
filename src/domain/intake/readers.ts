import type { Reader } from './reader.ts';
import { adf } from './readers/adf.ts';
import { autocrm } from './readers/autocrm.ts';
import { autoscout24Calls } from './readers/autoscout24-calls.ts';
import { catchXml } from './readers/catch.ts';
import { contactForm7 } from './readers/contact-form-7.ts';
import { dealerdesk } from './readers/dealerdesk.ts';
import { googleAds } from './readers/google-ads.ts';
import { importedRow } from './readers/imported-row.ts';
import { jsonEnquiry } from './readers/json-enquiry.ts';
import { kleinanzeigen } from './readers/kleinanzeigen.ts';
import { labels } from './readers/labels.ts';
import { metaLeadAds } from './readers/meta-lead-ads.ts';
import { mobileDe } from './readers/mobile-de.ts';
import { starSalesLead } from './readers/star-sales-lead.ts';

/** All source formats, one line each (docs/adding.md); of equal evidence the upper one reads. */
export const READERS: readonly Reader[] = [
  adf,
  autocrm,
  catchXml,
  dealerdesk,
  starSalesLead,
  autoscout24Calls,
  mobileDe,
  kleinanzeigen,
  contactForm7,
  labels,
];

/** The formats of documents that are JSON. A mail is never read by them: what they say is believed, as its sender is known. */
export const JSON_READERS: readonly Reader[] = [importedRow, googleAds, metaLeadAds, jsonEnquiry];
