import { escapeHtml } from './html.ts';

/** A mail ready to be sent: subject, plain text, and the same as HTML. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What a mail of the product to its own people says, before it is plain or HTML. */
export interface Letter {
  readonly subject: string;
  readonly greeting: string;
  readonly sections: readonly { readonly intro: string; readonly entries: readonly Entry[] }[];
  /** What did not fit, and where all of it stands. */
  readonly more: { readonly text: string; readonly all: string; readonly link: string } | null;
  /** Why the reader gets this mail. */
  readonly why: readonly string[];
  readonly links: readonly { readonly text: string; readonly to: string }[];
}

/** One matter of a letter: a lead, a source. */
export interface Entry {
  readonly title: string;
  readonly link: string;
  /** In the colours of the symbols (product.md 3). */
  readonly colour: 'red' | 'yellow' | 'green';
  /** The first one matters most. */
  readonly lines: readonly string[];
  /** What can be done about it. */
  readonly actions?: readonly { readonly text: string; readonly to: string }[];
}

export const writeLetter = (letter: Letter, language: 'de' | 'en'): WrittenMail => ({
  subject: letter.subject,
  text: asText(letter),
  html: asHtml(letter, language),
});

const asText = ({ greeting, sections, more, why, links }: Letter): string =>
  [
    greeting,
    ...sections.flatMap(({ intro, entries }) => [
      intro,
      ...entries.map(({ title, lines, link, actions = [] }) =>
        [
          title,
          ...lines.map((line) => `  ${line}`),
          `  ${link}`,
          ...actions.map(({ text, to }) => `  ${text}: ${to}`),
        ].join('\n'),
      ),
    ]),
    ...(more ? [`${more.text}\n${more.all}: ${more.link}`] : []),
    ['--', ...why, ...links.map(({ text, to }) => `${text}: ${to}`)].join('\n'),
  ].join('\n\n');

const link = (to: string, text: string, style: string): string =>
  `<a href="${escapeHtml(to)}" style="${style}">${escapeHtml(text)}</a>`;

const asHtml = ({ greeting, sections, more, why, links }: Letter, language: 'de' | 'en'): string => {
  const footer = [
    ...why.map(escapeHtml),
    links.map(({ text, to }) => link(to, text, 'color:#5c5f66')).join(' · '),
  ];
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"></head>',
    '<body style="margin:0;padding:16px;background:#ffffff">',
    '<div style="max-width:640px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1a1b1e">',
    `<p style="margin:0 0 12px">${escapeHtml(greeting)}</p>`,
    ...sections.map(sectionHtml),
    more
      ? `<p style="margin:16px 0"><strong>${escapeHtml(more.text)}</strong> ${link(more.link, more.all, LINK)}</p>`
      : '',
    `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #dee2e6;color:#5c5f66;font-size:13px">${footer.join('<br>')}</p>`,
    '</div></body></html>',
  ].join('\n');
};

const LINK = 'color:#1864ab';
const COLOURS = { red: '#c92a2a', yellow: '#e8a200', green: '#2b8a3e' };

const sectionHtml = ({ intro, entries }: Letter['sections'][number]): string =>
  [`<p style="margin:0 0 12px">${escapeHtml(intro)}</p>`, ...entries.map(entryHtml)].join('\n');

const entryHtml = ({ title, link: to, colour, lines: [status = '', ...rest], actions = [] }: Entry): string =>
  [
    `<div style="margin:0 0 12px;padding:8px 14px;border:1px solid #dee2e6;border-left:4px solid ${COLOURS[colour]};border-radius:4px">`,
    `<div style="font-weight:bold">${link(to, title, LINK)}</div>`,
    `<div>${escapeHtml(status)}</div>`,
    `<div style="color:#5c5f66;font-size:14px">${rest.map(escapeHtml).join('<br>')}</div>`,
    actions.length > 0
      ? `<div style="margin-top:6px;font-size:14px">${actions.map((one) => link(one.to, one.text, LINK)).join(' · ')}</div>`
      : '',
    '</div>',
  ].join('\n');
