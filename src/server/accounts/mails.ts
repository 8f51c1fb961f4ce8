export interface InvitationFacts {
  readonly name: string;
  readonly dealership: string;
  readonly invitedBy: string;
  readonly link: string;
  readonly validDays: number;
}

export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

type Paragraphs = readonly [greeting: string, before: string, after: string];

/** The mail with the link that lets an invited person choose a password. */
export const invitationMail = (facts: InvitationFacts, language: 'de' | 'en'): MailContent =>
  linkMail(language === 'de' ? german(facts) : english(facts), facts.link);

export interface ResetFacts {
  readonly name: string;
  readonly link: string;
  readonly validHours: number;
}

/** The mail with the link to choose a new password. */
export const passwordResetMail = (facts: ResetFacts, language: 'de' | 'en'): MailContent =>
  linkMail(language === 'de' ? resetGerman(facts) : resetEnglish(facts), facts.link);

const linkMail = ({ subject, action, paragraphs }: Wording, link: string): MailContent => {
  const [greeting, before, after] = paragraphs;
  const button = `<a href="${escapeHtml(link)}">${escapeHtml(action)}</a>`;
  const html = [greeting, before, after].map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`);
  return {
    subject,
    text: [greeting, before, link, after].join('\n\n').concat('\n'),
    html: [...html.slice(0, 2), `<p>${button}</p>`, ...html.slice(2)].join('\n'),
  };
};

interface Wording {
  readonly subject: string;
  readonly action: string;
  readonly paragraphs: Paragraphs;
}

const german = ({ name, dealership, invitedBy, validDays }: InvitationFacts): Wording => ({
  subject: `Ihr Zugang zu Leadwacht für ${dealership}`,
  action: 'Passwort wählen und anmelden',
  paragraphs: [
    `Guten Tag ${name},`,
    `${invitedBy} hat für Sie einen Zugang zu Leadwacht bei ${dealership} vorbereitet. Wählen Sie hier Ihr Passwort:`,
    `Der Link gilt ${validDays} Tage und kann einmal benutzt werden. Kennen Sie den Absender nicht, löschen Sie diese Mail einfach.`,
  ],
});

const english = ({ name, dealership, invitedBy, validDays }: InvitationFacts): Wording => ({
  subject: `Your access to Leadwacht for ${dealership}`,
  action: 'Choose a password and sign in',
  paragraphs: [
    `Hello ${name},`,
    `${invitedBy} has prepared an account for you in Leadwacht at ${dealership}. Choose your password here:`,
    `The link is valid for ${validDays} days and works once. If you do not know the sender, simply delete this mail.`,
  ],
});

const resetGerman = ({ name, validHours }: ResetFacts): Wording => ({
  subject: 'Ihr neues Passwort für Leadwacht',
  action: 'Neues Passwort wählen',
  paragraphs: [
    `Guten Tag ${name},`,
    'jemand möchte für Ihren Zugang zu Leadwacht ein neues Passwort wählen. Wenn Sie das sind, geht es hier weiter:',
    `Der Link gilt ${hours(validHours)} und kann einmal benutzt werden. Waren Sie es nicht, löschen Sie diese Mail einfach: Ihr Passwort bleibt, wie es ist.`,
  ],
});
const hours = (count: number): string => (count === 1 ? 'eine Stunde' : `${count} Stunden`);

const resetEnglish = ({ name, validHours }: ResetFacts): Wording => ({
  subject: 'Your new password for Leadwacht',
  action: 'Choose a new password',
  paragraphs: [
    `Hello ${name},`,
    'somebody wants to choose a new password for your access to Leadwacht. If that is you, go on here:',
    `The link is valid for ${validHours === 1 ? 'one hour' : `${validHours} hours`} and works once. If it was not you, simply delete this mail: your password stays as it is.`,
  ],
});

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
