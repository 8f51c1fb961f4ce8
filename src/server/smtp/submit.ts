import { createTransport, type SendMailOptions } from 'nodemailer';

/** Where the program's own listener is reached from this machine. */
export interface ListenerPlace {
  readonly host: string;
  readonly port: number;
}

/** The listener did not take the mail. `refused`: it said so; otherwise nobody listens there. */
export class SubmitError extends Error {
  readonly refused: boolean;
  constructor(message: string, refused: boolean) {
    super(message);
    this.refused = refused;
  }
}

/** Puts a mail into the running program by SMTP, on the way every mail takes. Throws `SubmitError`. */
export const submitMail = async (
  { host, port }: ListenerPlace,
  mail: SendMailOptions,
): Promise<{ answer: string; messageId: string }> => {
  const transporter = createTransport({
    host: reachable(host),
    port,
    // Our own certificate names the world's view of us, not this machine's.
    ignoreTLS: true,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { response, messageId } = await transporter.sendMail(mail);
    return { answer: response, messageId };
  } catch (cause) {
    const { message, response } = cause as Error & { response?: string };
    throw new SubmitError(response ?? message, response !== undefined);
  } finally {
    transporter.close();
  }
};

/** "Every address" is where one listens, not where one calls. */
const reachable = (host: string): string => {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
};
