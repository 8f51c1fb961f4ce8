import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FORM_PATH } from '../../contract/forms.ts';
import {
  checkEntries,
  DEFAULT_FIELDS,
  type Entries,
  FORM_FIELDS,
  MOST_CHARS,
} from '../../domain/forms/homepage-form.ts';
import { suspicionOf } from '../../domain/forms/suspicion.ts';
import { isDatabaseAway } from '../db/away.ts';
import type { Database } from '../db/database.ts';
import type { Log } from '../log.ts';
import { embedScript, HEIGHT_SCRIPT, PAGE_STYLE } from './assets.ts';
import { storeSubmission } from './commands.ts';
import { type FormPage, formPage, languageOf, wordsPage } from './page.ts';
import { newPageToken, readPageToken } from './page-token.ts';
import { findPublicForm, type PublicForm } from './store.ts';

export interface PublicFormNeeds {
  readonly database: Database;
  readonly log: Log;
  /** What the pages of this installation are signed with. */
  readonly secret: string;
}

/** An entry field holds a few thousand characters, each three bytes at most when it is sent. */
const MOST_BODY_BYTES = 256 * 1024;
const A_MINUTE = 60_000;
const PER_ADDRESS = 10;
const PER_FORM = 120;
const MOST_REMEMBERED = 1_000;

/** For this page alone: no script but ours, nothing loaded from elsewhere, and everybody may embed it. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors *";

type Params = { Params: { token: string } };

/** The public pages of the homepage forms (product.md 7): hosted, embeddable, without cookies and without a script. */
export const registerPublicForms = async (app: FastifyInstance, needs: PublicFormNeeds): Promise<void> => {
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MOST_BODY_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    scope.setErrorHandler(async (error: { statusCode?: number }, request, reply) => {
      const status = error.statusCode ?? 500;
      if (status >= 500) needs.log.error({ err: error }, 'a public form failed');
      return sendPage(reply, wordsPage(languageOf(request.headers['accept-language']), 'failed'), status);
    });
    const schema = { hide: true };
    scope.get(`${FORM_PATH}formular.css`, { schema }, async (_request, reply) =>
      sendAsset(reply, 'text/css', PAGE_STYLE),
    );
    scope.get(`${FORM_PATH}hoehe.js`, { schema }, async (_request, reply) =>
      sendAsset(reply, 'text/javascript', HEIGHT_SCRIPT),
    );
    const remembered = new Map<string, PublicForm>();
    scope.get<Params>(`${FORM_PATH}:token`, { schema }, (request, reply) =>
      showForm(needs, remembered, request, reply),
    );
    const byAddress = scope.createRateLimit({ max: PER_ADDRESS, timeWindow: A_MINUTE });
    const byForm = scope.createRateLimit({
      max: PER_FORM,
      timeWindow: A_MINUTE,
      keyGenerator: ({ params }) => (params as Params['Params']).token,
    });
    scope.post<Params>(`${FORM_PATH}:token`, { schema }, async (request, reply) => {
      const limits = [await byAddress(request), await byForm(request)];
      const tooMany = limits.some((limit) => !limit.isAllowed && limit.isExceeded);
      return takeForm(needs, remembered, request, reply, tooMany);
    });
  });
};

const showForm = async (
  needs: PublicFormNeeds,
  remembered: Map<string, PublicForm>,
  request: FastifyRequest<Params>,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const { token: asked } = request.params;
  const token = asked.replace(/\.js$/, '');
  const language = languageOf(request.headers['accept-language']);
  const found = await findKnown(needs, remembered, token);
  if (!found.form) return sendPage(reply, wordsPage(language, 'unknown'), 404);
  if (asked !== token) return sendAsset(reply, 'text/javascript', embedScript(`${FORM_PATH}${token}`));
  if (!found.form.active) return sendPage(reply, wordsPage(language, 'off', found.form.dealership), 410);
  const query = new URLSearchParams(request.url.split('?')[1] ?? '');
  const vehicle = cleaned(query.get('fahrzeug')).slice(0, MOST_CHARS.vehicle);
  const offer = { number: cleaned(query.get('nummer')), link: cleaned(query.get('link')) };
  const pageToken = found.now ? newPageToken(needs.secret, token, found.now) : '';
  return sendPage(
    reply,
    formPage({
      form: found.form,
      language,
      entries: { ...NOTHING, vehicle },
      offer: limited(offer),
      pageToken,
    }),
  );
};

const takeForm = async (
  needs: PublicFormNeeds,
  remembered: Map<string, PublicForm>,
  request: FastifyRequest<Params>,
  reply: FastifyReply,
  tooMany: boolean,
): Promise<FastifyReply> => {
  const { token } = request.params;
  const language = languageOf(request.headers['accept-language']);
  const body = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
  const found = await findKnown(needs, remembered, token);
  if (!found.form) return sendPage(reply, wordsPage(language, 'unknown'), 404);
  const { form, now } = found;
  const entries = entriesIn(body);
  const offer = limited({ number: cleaned(body.get('number')), link: cleaned(body.get('link')) });
  const pageToken = body.get('page') ?? '';
  const again = (more: Partial<FormPage>, status: number) =>
    sendPage(reply, formPage({ form, language, entries, offer, pageToken, ...more }), status);
  if (tooMany) return again({ notice: 'tooMany' }, 429);
  if (now === null) return again({ notice: 'away' }, 503);
  const errors = checkEntries(form.fields, entries);
  if (Object.keys(errors).length > 0) return again({ errors, notice: 'check' }, 422);

  const page = readPageToken(needs.secret, token, pageToken);
  const afterSeconds = page && now.since(page.openedAt).total('seconds');
  const isConfirmed = page !== null && body.get('confirmed') === 'ja';
  const hidden = body.get('website') ?? '';
  const suspicion = isConfirmed ? [] : suspicionOf({ hidden, afterSeconds, message: entries.message });
  try {
    await needs.database.acrossDealerships((work) =>
      storeSubmission(work, form, {
        entries,
        pageId: page?.pageId ?? '',
        language,
        offer,
        suspicion,
        peer: request.ip,
      }),
    );
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    return again({ notice: 'away' }, 503);
  }
  if (suspicion.length === 0) return sendPage(reply, wordsPage(language, 'thanks', form.dealership));
  return again({ notice: 'confirm', pageToken: newPageToken(needs.secret, token, now) }, 422);
};

interface Found {
  readonly form: PublicForm | null;
  /** null while the database is away. */
  readonly now: Temporal.Instant | null;
}

/** The form; while the database is away as it was last seen, or one that asks for everything and insists on nothing. */
const findKnown = async (
  { database }: PublicFormNeeds,
  remembered: Map<string, PublicForm>,
  token: string,
): Promise<Found> => {
  try {
    const found = await database.acrossDealerships(async (work) => ({
      form: await findPublicForm(work, token),
      now: work.now,
    }));
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    if (found.form) remembered.set(token, found.form);
    return found;
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    const form = remembered.get(token) ?? { ...UNSEEN, token };
    return { form, now: null };
  }
};

const UNSEEN: PublicForm = {
  dealershipId: '',
  sourceId: '',
  token: '',
  active: true,
  fields: { ...DEFAULT_FIELDS, name: 'optional' },
  consentText: '',
  consentVersion: 0,
  dealership: '',
};

const NOTHING = Object.fromEntries(FORM_FIELDS.map((field) => [field, ''])) as Entries;

const entriesIn = (body: URLSearchParams): Entries =>
  Object.fromEntries(FORM_FIELDS.map((field) => [field, cleaned(body.get(field))])) as Entries;

/** Without characters nobody types; line ends as everywhere. */
const cleaned = (text: string | null): string =>
  (text ?? '')
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '')
    .trim();

const MOST_OFFER_CHARS = 500;

/** What an embedding page says is its affair; only web addresses become links. */
const limited = ({ number, link }: { number: string; link: string }) => ({
  number: number.slice(0, MOST_OFFER_CHARS),
  link: /^https?:\/\//i.test(link) ? link.slice(0, MOST_OFFER_CHARS) : '',
});

const sendPage = (reply: FastifyReply, html: string, status = 200): FastifyReply =>
  opened(reply)
    .header('content-security-policy', PAGE_POLICY)
    // A form's own page says where it comes from, so that its sending is recognised as ours.
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-store')
    .status(status)
    .type('text/html; charset=utf-8')
    .send(html);

const sendAsset = (reply: FastifyReply, type: string, content: string): FastifyReply =>
  opened(reply).header('cache-control', 'public, max-age=3600').type(`${type}; charset=utf-8`).send(content);

/** Other people's pages may show it; every other path of the product stays closed to them. */
const opened = (reply: FastifyReply): FastifyReply =>
  reply.removeHeader('x-frame-options').header('cross-origin-resource-policy', 'cross-origin');
