import sanitizeHtml from 'sanitize-html';

/** What mails are laid out with; nothing that loads, runs, submits or leaves the page by itself. */
const TAGS = [
  ...[
    'p',
    'div',
    'span',
    'br',
    'hr',
    'center',
    'font',
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'small',
    'big',
    'sub',
    'sup',
  ],
  ...[
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'blockquote',
    'pre',
    'code',
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'a',
  ],
  ...['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'],
];
/** Left out with everything inside; any other unknown tag leaves its text behind. */
const SILENT_TAGS = [
  'style',
  'script',
  'noscript',
  'textarea',
  'option',
  'select',
  'title',
  'template',
  'iframe',
  'svg',
  'math',
  'object',
];

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^[a-z]{3,20}$/i, /^rgb\(\s*\d{1,3}\s*,\s*\d{1,3}\s*,\s*\d{1,3}\s*\)$/i];
const LENGTH = [/^-?[\d.]{1,8}(?:px|em|pt|%)?$/i];

/**
 * The HTML of a mail made safe to show (product.md 11): no scripts, forms, styles that reach beyond the mail, and
 * nothing that is fetched from elsewhere, so that opening a mail tells its sender nothing. Links open apart.
 */
export const safeHtml = (html: string): string =>
  sanitizeHtml(html, {
    allowedTags: TAGS,
    nonTextTags: SILENT_TAGS,
    allowedAttributes: {
      '*': ['style', 'align', 'valign', 'dir', 'lang'],
      a: ['href', 'target', 'rel'],
      font: ['color', 'size'],
      table: ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
      tr: ['bgcolor'],
      td: ['width', 'colspan', 'rowspan', 'bgcolor', 'nowrap'],
      th: ['width', 'colspan', 'rowspan', 'bgcolor', 'nowrap'],
      col: ['width', 'span'],
      ol: ['start', 'type'],
    },
    allowedStyles: {
      '*': {
        color: COLOUR,
        'background-color': COLOUR,
        'text-align': [/^(?:left|right|center|justify)$/],
        'font-weight': [/^(?:bold|normal|[1-9]00)$/],
        'font-style': [/^(?:italic|normal)$/],
        'text-decoration': [/^(?:underline|line-through|none)$/],
        'font-size': LENGTH,
        width: LENGTH,
        padding: LENGTH,
      },
    },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nestingLimit: 100,
    transformTags: {
      a: sanitizeHtml.simpleTransform('a', { target: '_blank', rel: 'noopener noreferrer nofollow' }),
    },
  });
