import { readFile } from 'node:fs/promises';
import type { SendMailOptions } from 'nodemailer';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { SubmitError, submitMail } from '../server/smtp/submit.ts';
import { type Command, UsageError } from './command.ts';
import { checkInput, requireOptions } from './options.ts';

const input = z.object({ to: z.email(), file: z.string().optional() });

export interface SentTestMail {
  readonly accepted: true;
  /** What the server said, with the number the mail is stored under. */
  readonly answer: string;
  readonly messageId: string | null;
}

export const sendTestMail: Command<SentTestMail> = {
  name: 'send-test-mail',
  summary: 'put a mail into the running program by SMTP',
  usage: [
    'send-test-mail --to mobile-x7k3f9@leads.localhost [--file mail.eml]',
    '',
    '--to     a lead address, as "setup" printed it',
    '--file   send this mail as it is, instead of an enquiry made up for the purpose',
  ],
  options: { to: { type: 'string' }, file: { type: 'string' } },

  async run(values) {
    requireOptions(sendTestMail, values, ['to']);
    const { to, file } = checkInput(input, values);
    const { host, smtpPort: port } = readConfig();
    const raw = file === undefined ? null : await readMailFile(file);
    try {
      const { answer, messageId } = await submitMail({ host, port }, raw ? asItIs(raw, to) : madeUp(to));
      return { accepted: true, answer, messageId: raw ? messageIdOf(raw) : messageId };
    } catch (error) {
      if (!(error instanceof SubmitError)) throw error;
      throw new UsageError(
        error.refused
          ? `The mail was refused: ${error.message}`
          : `Nobody takes mail at ${host}:${port}. Start the program first (npm start). ${error.message}`,
      );
    }
  },

  describe: ({ answer }) => `The mail was taken: ${answer}`,
};

const readMailFile = async (file: string): Promise<Buffer> => {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`--file: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const SENDER = 'kunde@example.org';

const asItIs = (raw: Buffer, to: string): SendMailOptions => ({ envelope: { from: SENDER, to: [to] }, raw });

const messageIdOf = (raw: Buffer): string | null => {
  const head = raw.toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? '';
  return /^message-id:\s*(\S+)/im.exec(head)?.[1] ?? null;
};

/** An enquiry as the form of a German dealer's homepage sends it. */
const madeUp = (to: string): SendMailOptions => ({
  from: { name: 'Autohaus Homepage', address: 'wordpress@autohaus.example' },
  replyTo: { name: 'Katharina Kranich', address: 'katharina.kranich@example.org' },
  to,
  subject: 'Neue Fahrzeuganfrage über Ihre Homepage',
  text: [
    'Anrede: Frau',
    'Vorname: Katharina',
    'Nachname: Kranich',
    'E-Mail: katharina.kranich@example.org',
    'Telefon: 089 99887766',
    'PLZ: 80331',
    'Ort: München',
    'Fahrzeug: VW Golf 1.5 TSI Style',
    'Interne Nummer: G-10482',
    'Preis: 24.980,00 €',
    'Probefahrt: Ja',
    'Inzahlungnahme gewünscht: Nein',
    'Nachricht:',
    'Guten Tag, ist der Golf noch verfügbar? Ich würde ihn gern am Samstag Probe fahren.',
    'Mit freundlichen Grüßen',
    'Katharina Kranich',
    '',
  ].join('\n'),
});
