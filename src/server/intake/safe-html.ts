import sanitizeHtml from 'sanitize-html';
import { boundHtml } from '../../domain/intake/html-text.ts';

const TAGS = (
  'a abbr b blockquote br caption center cite code col colgroup dd del div dl dt em font h1 h2 h3 h4 h5 h6 ' +
  'hr i ins li ol p pre q s small span strike strong sub sup table tbody td tfoot th thead tr tt u ul'
).split(' ');

const LENGTH = /^\d{1,2}(?:\.\d{1,3})?(?:px|pt)$|^[0-2](?:\.\d{1,3})?r?em$|^\d{1,3}%$/;
const COLOR = /^(?:#[0-9a-f]{3,8}|[a-z]{3,30}|rgba?\([\d\s.,%]{3,40}\))$/i;
const WORD = /^[a-z0-9-]{1,20}$/i;

/** Looks only: nothing that moves out of its place, covers anything, or loads from elsewhere. */
const STYLES = {
  color: [COLOR],
  'background-color': [COLOR],
  'font-size': [LENGTH, /^(?:x?x-)?(?:small|large)$|^medium$/],
  'font-weight': [WORD],
  'font-style': [WORD],
  'text-align': [WORD],
  'text-decoration': [WORD],
  'vertical-align': [WORD],
  'border-collapse': [WORD],
};

/**
 * HTML of a stranger's mail, fit to be shown: no scripts, forms, frames, event handlers, remote content or
 * styles that escape. Images become their description in brackets; links open apart and tell nobody where
 * from. Reads only what `boundHtml` leaves. The result has no outer document and belongs in a box of its own.
 */
export function safeHtml(html: string): string {
  return sanitizeHtml(boundHtml(html), {
    allowedTags: TAGS,
    allowedAttributes: {
      a: ['href', 'title', 'target', 'rel'],
      font: ['color', 'size'],
      ol: ['start'],
      td: ['align', 'valign', 'colspan', 'rowspan', 'bgcolor'],
      th: ['align', 'valign', 'colspan', 'rowspan', 'bgcolor'],
      '*': ['style', 'dir', 'lang'],
    },
    allowedStyles: { '*': STYLES },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    nestingLimit: 60,
    nonTextTags: 'script style textarea option noscript title xml template svg math'.split(' '),
    transformTags: {
      a: (tagName, attribs) => ({
        tagName,
        attribs: { ...attribs, target: '_blank', rel: 'noopener noreferrer nofollow' },
      }),
      img: (_, { alt = '' }) => {
        const note = alt.trim().slice(0, 200);
        return { tagName: 'span', attribs: {}, text: note === '' ? '' : `[${note}]` };
      },
    },
  });
}
