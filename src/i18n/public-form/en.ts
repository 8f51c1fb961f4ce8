import type { Translated } from '../translated.ts';
import type { de } from './de.ts';

export const en: Translated<typeof de> = {
  title: 'Enquiry to {{name}}',
  intro: 'We will get back to you as soon as possible.',
  optional: 'optional',
  either: { mail: 'or telephone – we need one of the two', phone: 'or e-mail address' },
  label: {
    name: 'Name',
    mail: 'Email address',
    phone: 'Phone',
    vehicle: 'Vehicle',
    message: 'Your message',
    contact: 'How can we reach you best?',
    consent: 'Consent',
  },
  contact: { any: 'Any way', mail: 'By email', phone: 'By phone' },
  send: 'Send enquiry',
  error: {
    missing: 'Please fill in this field.',
    notMail: 'This is not a complete email address, such as name@example.com.',
    notPhone: 'This is not a complete phone number.',
    tooLong: 'This is too long. Please shorten the text.',
    reach: 'Please give an email address or a phone number so that we can answer.',
  },
  check: 'Please check your entries. Nothing has been sent yet.',
  confirm:
    'One moment please: are you a person? Then send the enquiry once more. Your entries have been kept.',
  away: 'Your enquiry could not be saved just now. Your entries are still here: please send them again in a minute.',
  tooMany:
    'A great many enquiries came just now. Your entries are still here: please send them again in a minute.',
  thanks: 'Thank you!',
  thanksText: 'Your enquiry has reached {{name}}.',
  off: 'This form no longer takes enquiries',
  offText: 'Please contact {{name}} directly.',
  unknown: 'There is no such form',
  unknownText: 'Please check the address.',
  failed: 'That did not work',
  failedText:
    'The enquiry was too large or incomplete. Go back one step in your browser; your entries are still there.',
  hidden: 'Please leave empty',
};
