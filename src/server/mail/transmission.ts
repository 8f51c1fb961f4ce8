import { createTransport, type Transporter } from 'nodemailer';

/** A mail as it goes over the wire. */
export interface Transmission {
  readonly from: { readonly name: string; readonly address: string } | string;
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  /** Made by the product itself: nobody's auto-responder shall answer it. */
  readonly automatic: boolean;
}

/** What the relay said. `unknown`: it may or may not have the mail. */
export interface TransmissionResult {
  readonly result: 'accepted' | 'refusedForNow' | 'refused' | 'unknown';
  readonly answer: string;
}

export interface Relay {
  transmit(mail: Transmission): Promise<TransmissionResult>;
  close(): void;
}

/** All of these together stay below the claim's deadline, so that a claim never outlives its transmission. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** A relay as LEADWACHT_SMTP_RELAY names it. */
export const openRelay = (relay: URL): Relay => {
  const transporter = transporterTo(relay);
  return { transmit: (mail) => transmit(transporter, mail), close: () => transporter.close() };
};

/** Connects and signs in without sending anything; throws when that fails. */
export const checkRelay = async (relay: URL): Promise<void> => {
  const transporter = transporterTo(relay);
  try {
    await transporter.verify();
  } finally {
    transporter.close();
  }
};

const transporterTo = (relay: URL): Transporter =>
  createTransport({
    host: relay.hostname.replace(/^\[|\]$/g, ''),
    port: Number(relay.port) || (relay.protocol === 'smtps:' ? 465 : 587),
    secure: relay.protocol === 'smtps:',
    ...(relay.username && {
      auth: { user: decodeURIComponent(relay.username), pass: decodeURIComponent(relay.password) },
    }),
    ...TIMEOUTS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });

const transmit = async (transporter: Transporter, mail: Transmission): Promise<TransmissionResult> => {
  try {
    const { from, to, subject, text, html, messageId, inReplyTo, automatic } = mail;
    const info = await transporter.sendMail({
      from,
      to,
      subject,
      text,
      messageId,
      ...(html !== null && { html }),
      ...(inReplyTo !== null && { inReplyTo, references: inReplyTo }),
      headers: { 'X-Leadwacht': '1', ...(automatic && { 'Auto-Submitted': 'auto-generated' }) },
    });
    return { result: 'accepted', answer: String(info.response) };
  } catch (cause) {
    return judge(cause);
  }
};

/** Before the message itself went out, a failure means it did not arrive; after that, only the relay's word counts. */
const judge = (cause: unknown): TransmissionResult => {
  const {
    message = String(cause),
    responseCode,
    command,
    code,
  } = cause as {
    message?: string;
    responseCode?: number;
    command?: string;
    code?: string;
  };
  if (responseCode && responseCode >= 500) return { result: 'refused', answer: message };
  if (responseCode && responseCode >= 400) return { result: 'refusedForNow', answer: message };
  const reachedRelay = command === 'DATA' || (code !== undefined && ['EMESSAGE', 'ESTREAM'].includes(code));
  return { result: reachedRelay ? 'unknown' : 'refusedForNow', answer: message };
};
