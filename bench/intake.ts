import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { migrate } from '../src/server/db/migrate.ts';
import { type BenchServer, withBenchServer, withClient } from './bench-server.ts';
import { postfixIsThere, startHaraka, startPostfix, type Taker } from './intake-peers.ts';
import { type BenchOptions, median, type Report } from './measure.ts';

const CONNECTIONS = [1, 10, 50];
const PRODUCT = 'Leadwacht';

/**
 * Taking mail in (quality.md, bench `intake`): 6 KB lead mails of two parts by SMTP over 1, 10 and 50 connections, counted
 * when answered 250; and how fast the product reads them to leads while they come.
 */
export const benchIntake = ({ quick }: BenchOptions): Promise<Report> =>
  withBenchServer(async (server) => {
    await server.createDatabase('intake');
    await migrate(server.connectionTo('intake'));
    await server.finishTemplate('intake');
    const mails = quick ? 50 : 200;
    const rounds = quick ? 1 : 5;
    const starts = [
      () => startProduct(server, 'smtp'),
      startHaraka,
      ...(postfixIsThere() ? [startPostfix] : []),
    ];
    const rates = new Map<string, number[]>();
    for (let round = 0; round <= rounds; round += 1) {
      for (const start of starts) {
        const taker = await start();
        try {
          for (const connections of CONNECTIONS) {
            const before = await taker.kept();
            const perSecond = mails / (await sendAll(taker, connections, mails));
            await whenKept(taker, before + mails);
            const key = `${taker.name} ${connections}`;
            if (round > 0) rates.set(key, [...(rates.get(key) ?? []), perSecond]);
          }
        } finally {
          await taker.stop();
        }
      }
    }
    const reading = await measureReading(server, quick ? 100 : 2000);
    return reportOf(rates, reading);
  });

const startProduct = async (server: BenchServer, services: string): Promise<Taker> => {
  await server.copyTemplate('intake', 'intake_round');
  const connection = server.connectionTo('intake_round');
  const program = fork(join(import.meta.dirname, 'intake-program.ts'), [
    JSON.stringify(connection),
    services,
  ]);
  const [{ port, address }] = (await once(program, 'message')) as [{ port: number; address: string }];
  return {
    name: PRODUCT,
    port,
    address,
    kept: () => count(connection, 'raw_messages'),
    stop: async () => {
      const ended = once(program, 'exit');
      program.disconnect();
      await ended;
    },
  };
};

const count = (connection: Parameters<typeof withClient>[0], table: string): Promise<number> =>
  withClient(connection, async (client) => {
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${table}`);
    return Number(rows[0]?.n);
  });

/** Whoever answers 250 and does not have the mail has lost it: that ends the bench. */
const whenKept = async (taker: Taker, expected: number): Promise<void> => {
  for (let tries = 0; tries < 600; tries += 1) {
    const kept = await taker.kept();
    if (kept === expected) return;
    if (kept > expected) throw new Error(`${taker.name} has ${kept} mails instead of ${expected}`);
    await pause(100);
  }
  throw new Error(`${taker.name} has lost mails: ${await taker.kept()} of ${expected}`);
};

/** Seconds until all mails were answered 250, over so many connections at once, each mail after the answer to the last. */
const sendAll = async (
  { port, address }: Taker,
  connections: number,
  mails: number,
  from = 0,
): Promise<number> => {
  const talks = await Promise.all(Array.from({ length: connections }, () => openTalk(port)));
  let next = from;
  const startedAt = process.hrtime.bigint();
  await Promise.all(
    talks.map(async (say) => {
      while (next < from + mails) {
        const nth = next++;
        await say('MAIL FROM:<kunde@kunde.example>\r\n', '250');
        await say(`RCPT TO:<${address}>\r\n`, '250');
        await say('DATA\r\n', '354');
        await say(`${leadMail(nth)}\r\n.\r\n`, '250');
      }
    }),
  );
  const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
  await Promise.all(talks.map((say) => say('QUIT\r\n', '221')));
  return seconds;
};

const openTalk = async (port: number): Promise<(text: string, expected: string) => Promise<void>> => {
  const socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  let heard = '';
  let onAnswer: (answer: string) => void = () => {};
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
    const answer = /^\d{3} .*\r\n/m.exec(heard);
    if (!answer) return;
    heard = heard.slice(answer.index + answer[0].length);
    onAnswer(answer[0]);
  });
  const answer = (expected: string): Promise<void> =>
    new Promise((resolve, reject) => {
      onAnswer = (said) =>
        said.startsWith(expected) ? resolve() : reject(new Error(`${expected} expected, not ${said}`));
      socket.once('error', reject);
    });
  const say = (text: string, expected: string): Promise<void> => {
    const answered = answer(expected);
    socket.write(text);
    return answered.finally(() => socket.removeAllListeners('error').on('error', () => {}));
  };
  await answer('220');
  await say('EHLO bench.example\r\n', '250');
  return say;
};

const FILLER = 'Ich interessiere mich sehr für dieses Fahrzeug.\r\n'.repeat(45);

/** A homepage's form in text and HTML, 6 KB; each from another customer. */
const leadMail = (nth: number): string => {
  const mail = `kunde${nth}@kunde.example`;
  const phone = `0171 ${2_000_000 + nth}`;
  const fields = { Name: `Karla Kunde ${nth}`, 'E-Mail': mail, Telefon: phone, Fahrzeug: 'VW Golf' };
  const text = Object.entries(fields).map(([label, value]) => `${label}: ${value}`);
  const rows = Object.entries(fields).map(([label, value]) => `<tr><td>${label}:</td><td>${value}</td></tr>`);
  return [
    `From: Homepage <form@autohaus.example>`,
    `Reply-To: ${mail}`,
    'To: lead@bench.test',
    `Subject: Anfrage ${nth}`,
    `Message-ID: <${crypto.randomUUID()}@bench.example>`,
    'Date: Fri, 06 Mar 2026 15:00:00 +0100',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="=-part"',
    '',
    '--=-part',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...text,
    `Nachricht: ${FILLER}`,
    '--=-part',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    `<html><body><table>${rows.join('\r\n')}</table><p>${FILLER}</p></body></html>`,
    '--=-part--',
  ].join('\r\n');
};

const WARM_UP = 200;

interface Reading {
  readonly accepted: number;
  readonly read: number;
}

/**
 * Mails a second accepted and read to leads, with the engine in the same process, from the first mail to the last lead; after
 * a few to warm up, as reading begins with starting the threads it is done in.
 */
const measureReading = async (server: BenchServer, mails: number): Promise<Reading> => {
  const taker = await startProduct(server, 'smtp,engine');
  const untilLeads = async (wanted: number): Promise<void> => {
    while ((await count(server.connectionTo('intake_round'), 'leads')) < wanted) await pause(50);
  };
  try {
    await sendAll(taker, 10, WARM_UP);
    await untilLeads(WARM_UP);
    const startedAt = process.hrtime.bigint();
    const seconds = await sendAll(taker, 10, mails, WARM_UP);
    await untilLeads(WARM_UP + mails);
    const untilRead = Number(process.hrtime.bigint() - startedAt) / 1e9;
    return { accepted: mails / seconds, read: mails / untilRead };
  } finally {
    await taker.stop();
  }
};

const reportOf = (rates: ReadonlyMap<string, readonly number[]>, reading: Reading): Report => {
  const rate = (name: string, connections: number): number =>
    median((rates.get(`${name} ${connections}`) ?? []).toSorted((a, b) => a - b));
  const names = [...new Set([...rates.keys()].map((key) => key.slice(0, key.lastIndexOf(' '))))];
  const rows = names.map((name) => ({
    'mails a second, answered 250': name,
    ...Object.fromEntries(
      CONNECTIONS.map((connections) => {
        const all = rates.get(`${name} ${connections}`) ?? [];
        const range = `${Math.round(Math.min(...all))} .. ${Math.round(Math.max(...all))}`;
        return [`${connections} connections`, `${Math.round(rate(name, connections))} (${range})`];
      }),
    ),
  }));
  const postfix = names.find((name) => name.startsWith('postfix'));
  const bars = CONNECTIONS.map((connections) => {
    const times =
      postfix === undefined ? Number.NaN : rate(PRODUCT, connections) / rate(postfix, connections);
    const measured = postfix === undefined ? 'postfix is not on this machine' : `${times.toFixed(2)} x`;
    return { bar: `acceptance >= postfix, ${connections} connections`, measured, held: times >= 1 };
  });
  const keeps = `${Math.round(reading.read)} leads a second, ${Math.round(reading.accepted)} mails a second accepted beside it`;
  return {
    rows,
    bars: [
      ...bars,
      { bar: 'reading keeps pace', measured: keeps, held: reading.read >= 0.9 * reading.accepted },
    ],
  };
};
