import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** Everything the environment says, read once at start. */
export interface Config {
  readonly host: string;
  readonly httpPort: number;
  readonly smtpPort: number;
  readonly dataFolder: string;
  /** Where people reach the product, without a trailing slash. */
  readonly publicUrl: string;
  /** False as long as the product is only reachable from this machine. */
  readonly exposed: boolean;
  /** Lead addresses are `<local part>@mailDomain`. */
  readonly mailDomain: string;
  /** `null`: mails stay readable in the outbox. */
  readonly smtpRelay: URL | null;
  /** Mails a minute the relay takes, from all engines together. */
  readonly smtpRelayRate: number;
  readonly mailFrom: string;
  /** `null`: the embedded PostgreSQL in the data folder. */
  readonly databaseUrl: string | null;
  /** How the sender of a mail is found out: we ask the name service, a mail server in front of us has, or nobody does. */
  readonly senderCheck: 'dns' | 'off' | { readonly server: string };
  /** `<address>[:port]` of the name servers to ask; none: those of the machine. */
  readonly dnsServers: readonly string[];
  /** What one sending server may do, and which may do more. */
  readonly smtpPeers: {
    readonly connections: number;
    readonly mailsAMinute: number;
    readonly trusted: readonly string[];
  };
  readonly smtpTls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Called after every good minute of the engine, so that an outside watcher notices when it stops. */
  readonly heartbeatUrl: URL | null;
  /** The Graph API of Meta, with its version and without a trailing slash. */
  readonly metaGraph: string;
  readonly services: readonly Service[];
  readonly warnings: readonly string[];
}

export const SERVICES = ['web', 'smtp', 'imap', 'engine'] as const;
export type Service = (typeof SERVICES)[number];

/** The environment is wrong; `problems` names every wrong variable at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const KNOWN = [
  'LEADWACHT_HTTP_PORT',
  'LEADWACHT_SMTP_PORT',
  'LEADWACHT_HOST',
  'LEADWACHT_DATA',
  'LEADWACHT_PUBLIC_URL',
  'LEADWACHT_MAIL_DOMAIN',
  'LEADWACHT_SMTP_RELAY',
  'LEADWACHT_SMTP_RELAY_RATE',
  'LEADWACHT_MAIL_FROM',
  'LEADWACHT_SMTP_TLS_CERT',
  'LEADWACHT_SMTP_TLS_KEY',
  'LEADWACHT_SENDER_CHECK',
  'LEADWACHT_DNS',
  'LEADWACHT_SMTP_PEER_CONNECTIONS',
  'LEADWACHT_SMTP_PEER_RATE',
  'LEADWACHT_SMTP_TRUSTED',
  'LEADWACHT_HEARTBEAT_URL',
  'LEADWACHT_META_GRAPH',
  'LEADWACHT_SERVICES',
  'LEADWACHT_TEST_POSTGRES',
];
const META_GRAPH = 'https://graph.facebook.com/v24.0';
const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

/** Reads the environment; throws `ConfigError` naming all that is wrong. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  const problems: string[] = [];
  const text = (name: string): string | null => env[name]?.trim() || null;

  const whole = (
    name: string,
    what: string,
    [least, most]: readonly [number, number],
    fallback: number,
  ): number => {
    const value = text(name);
    if (value === null) return fallback;
    const number = Number(value);
    if (!Number.isInteger(number) || number < least || number > most) {
      problems.push(`${name}=${value} is not ${what} (${least} to ${most}).`);
    }
    return number;
  };
  const port = (name: string, fallback: number): number => whole(name, 'a port', [0, 65_535], fallback);
  const url = (name: string, protocols: readonly string[]): URL | null => {
    const value = text(name);
    if (value === null) return null;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return new URL(value);
    problems.push(`${name}=${hidePassword(value)} is not an address like ${protocols[0]}//host:port.`);
    return null;
  };

  const host = text('LEADWACHT_HOST') ?? '127.0.0.1';
  const httpPort = port('LEADWACHT_HTTP_PORT', 3000);
  const smtpPort = port('LEADWACHT_SMTP_PORT', 2525);
  const publicUrl = url('LEADWACHT_PUBLIC_URL', ['https:', 'http:']);
  const smtpRelay = url('LEADWACHT_SMTP_RELAY', ['smtp:', 'smtps:']);
  const smtpRelayRate = whole('LEADWACHT_SMTP_RELAY_RATE', 'a number of mails a minute', [1, 60_000], 120);
  const heartbeatUrl = url('LEADWACHT_HEARTBEAT_URL', ['https:', 'http:']);
  const metaGraph = url('LEADWACHT_META_GRAPH', ['https:', 'http:']);
  const databaseUrl = url('DATABASE_URL', ['postgres:', 'postgresql:']);

  const mailDomain = (text('LEADWACHT_MAIL_DOMAIN') ?? 'leads.localhost').toLowerCase();
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(mailDomain)) {
    problems.push(`LEADWACHT_MAIL_DOMAIN=${mailDomain} is not a mail domain.`);
  }

  const certFile = text('LEADWACHT_SMTP_TLS_CERT');
  const keyFile = text('LEADWACHT_SMTP_TLS_KEY');
  if ((certFile === null) !== (keyFile === null)) {
    problems.push('LEADWACHT_SMTP_TLS_CERT and LEADWACHT_SMTP_TLS_KEY belong together: set both or none.');
  }

  const senderCheck = (text('LEADWACHT_SENDER_CHECK') ?? 'dns').toLowerCase();
  if (senderCheck !== 'dns' && senderCheck !== 'off' && !senderCheck.includes('.')) {
    problems.push(
      `LEADWACHT_SENDER_CHECK=${senderCheck} is neither dns, nor off, nor the name of the mail server in front.`,
    );
  }
  const dnsServers =
    text('LEADWACHT_DNS')
      ?.split(',')
      .map((server) => server.trim()) ?? [];
  for (const server of dnsServers) {
    if (!isNameServer(server))
      problems.push(`LEADWACHT_DNS: ${server} is not an IP address, with or without a port.`);
  }

  const smtpPeers = {
    connections: whole('LEADWACHT_SMTP_PEER_CONNECTIONS', 'a number of connections', [1, 500], 50),
    mailsAMinute: whole('LEADWACHT_SMTP_PEER_RATE', 'a number of mails a minute', [1, 60_000], 300),
    trusted: (text('LEADWACHT_SMTP_TRUSTED') ?? '127.0.0.0/8,::1')
      .split(',')
      .map((network) => network.trim()),
  };
  for (const network of smtpPeers.trusted) {
    if (!isNetwork(network))
      problems.push(
        `LEADWACHT_SMTP_TRUSTED: ${network} is neither an IP address nor a network like 10.0.0.0/8.`,
      );
  }

  const wanted =
    text('LEADWACHT_SERVICES')
      ?.split(',')
      .map((name) => name.trim()) ?? SERVICES;
  const services = SERVICES.filter((service) => wanted.includes(service));
  if (services.length !== wanted.length || services.length === 0) {
    problems.push(`LEADWACHT_SERVICES takes ${SERVICES.join(', ')}, separated by commas.`);
  }

  if (problems.length > 0) throw new ConfigError(problems);

  const unknown = Object.keys(env).filter((name) => name.startsWith('LEADWACHT_') && !KNOWN.includes(name));
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return Object.freeze({
    host,
    httpPort,
    smtpPort,
    dataFolder: resolve(text('LEADWACHT_DATA') ?? 'data'),
    publicUrl: publicUrl ? publicUrl.href.replace(/\/$/, '') : `http://${shownHost}:${httpPort}`,
    exposed: publicUrl !== null || !LOOPBACK.includes(host),
    mailDomain,
    smtpRelay,
    smtpRelayRate,
    mailFrom: text('LEADWACHT_MAIL_FROM') ?? `Leadwacht <leadwacht@${mailDomain}>`,
    databaseUrl: databaseUrl?.href ?? null,
    senderCheck: senderCheck === 'dns' || senderCheck === 'off' ? senderCheck : { server: senderCheck },
    dnsServers,
    smtpPeers,
    smtpTls: certFile && keyFile ? { certFile, keyFile } : null,
    heartbeatUrl,
    metaGraph: (metaGraph?.href ?? META_GRAPH).replace(/\/$/, ''),
    services,
    warnings: unknown.map((name) => `${name} is not a setting of Leadwacht (a typing mistake?).`),
  });
};

/** The demo's: a data folder of its own, every service, and nothing ever leaves this machine. */
export const readDemoConfig = (env: NodeJS.ProcessEnv = process.env): Config =>
  readConfig({
    LEADWACHT_DATA: 'data-demo',
    ...env,
    LEADWACHT_SERVICES: '',
    LEADWACHT_SMTP_RELAY: '',
    LEADWACHT_SENDER_CHECK: 'off',
    LEADWACHT_HEARTBEAT_URL: '',
  });

const isNameServer = (text: string): boolean => {
  const [, address = '', port] = /^\[?([^\]]+?)\]?(?::(\d{1,5}))?$/.exec(text) ?? [];
  return isIP(address) !== 0 && Number(port ?? 53) <= 65_535;
};

const isNetwork = (text: string): boolean => {
  const [address = '', prefix = '0', more] = text.split('/');
  const bits = isIP(address) === 6 ? 128 : 32;
  return isIP(address) !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits && more === undefined;
};

const hidePassword = (value: string): string => value.replace(/:[^:@/]+@/, ':…@');
