import { addEmail, addPhone, setFullName, setMessage, setVehicle, vehicleOf } from './draft.ts';
import type { Enquiry, Provenance } from './enquiry.ts';

/** What somebody typed in while a customer was on the telephone or in the showroom. */
export interface ManualEntry {
  readonly name: string;
  readonly mail?: string | undefined;
  readonly phone?: string | undefined;
  readonly vehicle?: string | undefined;
  readonly text: string;
}

/** The enquiry of a manual entry (product.md 7): everything in it was stated by a person, nothing was read. */
export const manualEnquiry = (entry: ManualEntry, sourceKind: string): Enquiry => {
  const enquiry: Enquiry = {
    schema: 1,
    kind: 'inquiry',
    source: { key: sourceKind, channel: 'manual' },
    external: { ids: [] },
    customer: { type: 'unknown', emails: [], phones: [] },
    vehicles: [],
    wish: {},
    consent: { source: 'none' },
    attachments: [],
    extra: [],
    parse: { reader: 'manual', version: '1', status: 'ok', warnings: [], fields: {} },
  };
  setFullName(enquiry, entry.name, typed('name'));
  addEmail(enquiry, entry.mail, typed('mail'), true);
  addPhone(enquiry, entry.phone, typed('phone'));
  if (entry.vehicle)
    setVehicle(enquiry, vehicleOf(enquiry, 'wanted'), 'title', entry.vehicle, typed('vehicle'));
  setMessage(enquiry, entry.text, entry.text, typed('text'));
  return enquiry;
};

const typed = (path: string): Provenance => ({ path, method: 'api', confidence: 1 });
