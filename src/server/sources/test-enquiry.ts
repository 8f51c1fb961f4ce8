import type { SendMailOptions } from 'nodemailer';
import { TEST_HEADER } from '../test-code.ts';

/** A test enquiry as a dealer's homepage form would send it; the code shows that it is ours. */
export const testEnquiryMail = (from: string, to: string, code: string): SendMailOptions => ({
  from,
  to,
  subject: `Leadwacht Testanfrage ${code}`,
  headers: { [TEST_HEADER]: code },
  text: [
    'Name: Leadwacht Testanfrage',
    `E-Mail: ${from}`,
    'Fahrzeug: Testfahrzeug',
    'Nachricht: Diese Testanfrage hat Leadwacht an die eigene Leadadresse geschickt.',
    `Code: ${code}`,
    '',
  ].join('\r\n'),
});
