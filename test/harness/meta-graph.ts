import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of Meta's on this machine: its app, its token, and the leads its forms brought. */
export interface MetaGraph {
  readonly url: string;
  readonly appSecret: string;
  /** The one token it takes; a former one has expired. */
  token: string;
  /** `limited`: too many calls; `broken`: answers 500 to everything. */
  mood: 'open' | 'limited' | 'broken';
  /** By leadgen_id: question and answer. */
  readonly leads: Map<string, Readonly<Record<string, string>>>;
  /** Which leads were asked for, in order. */
  readonly asked: string[];
  /** The header by which Meta signs what it sends. */
  signatureOf(body: string): string;
  stop(): Promise<void>;
}

/** The Graph API as far as leads are fetched from it (developers.facebook.com/docs/marketing-api/guides/lead-ads/retrieving). */
export const startMetaGraph = async (): Promise<MetaGraph> => {
  const sign = (text: string): string => createHmac('sha256', graph.appSecret).update(text).digest('hex');

  const server = createServer((request, answer) => {
    const url = new URL(request.url ?? '', 'http://graph.example');
    const id = url.pathname.replace('/v0.0/', '');
    graph.asked.push(id);
    if (graph.mood === 'broken') return refuse(answer, 500, 2, 'Service temporarily unavailable');
    const limit = 'There have been too many leadgen api calls';
    if (graph.mood === 'limited') return refuse(answer, 400, 80_005, limit);
    const isIn = request.headers.authorization === `Bearer ${graph.token}`;
    if (!isIn) return refuse(answer, 401, 190, 'Error validating access token: Session has expired');
    if (url.searchParams.get('appsecret_proof') !== sign(graph.token))
      return refuse(answer, 400, 100, 'Invalid appsecret_proof provided in the API argument');
    const lead = graph.leads.get(id);
    if (!lead) return refuse(answer, 400, 100, `Object with ID '${id}' does not exist`);
    const field_data = Object.entries(lead).map(([name, value]) => ({ name, values: [value] }));
    send(answer, 200, { id, created_time: '2026-03-02T08:59:30+0000', form_id: '301', field_data });
  });

  const graph: MetaGraph = {
    get url() {
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v0.0`;
    },
    appSecret: 'app-geheim',
    token: 'seiten-token-1',
    mood: 'open',
    leads: new Map(),
    asked: [],
    signatureOf: (body) => `sha256=${sign(body)}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return graph;
};

const send = (answer: ServerResponse, status: number, body: object): void => {
  answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const refuse = (answer: ServerResponse, status: number, code: number, message: string): void =>
  send(answer, status, { error: { message, type: 'OAuthException', code } });
