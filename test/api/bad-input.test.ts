/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are JSON of any shape */
import { connect } from 'node:net';
import request from 'supertest';
import { serve } from '../../api/server';
import type { RunningServer } from '../../listen';
import { freshKey, openTown, reportBody, reportCase, type TestTown } from '../support/open-town';
import { BAD_INPUT_ROWS, type BadInputRow } from './bad-input-rows';

let town: TestTown;
let server: RunningServer;
const ids: Record<string, string> = {};

beforeAll(async () => {
  town = await openTown();
  server = await serve(town.app, '127.0.0.1', 0);
  ids['case'] = await reportCase(town);
  ids['other'] = await reportCase(town, 'other-ofc', { siteId: undefined, place: { address: '邻镇 1 号' } });
});

afterAll(async () => {
  await server.stop(100);
  await town.close();
});

const filled = (text: string): string =>
  text
    .replace(/\{(case|other)\}/g, (_, name: string) => ids[name] ?? '')
    .replace(/\{person:(\w+)\}/g, (_, name: string) => town.people[name] ?? '');

/** Everything a refused request must leave as it was. */
const counts = async (): Promise<Record<string, unknown>> => {
  const tables = ['case_row', 'event', 'deadline', 'outbox', 'paper', 'post', 'person', 'webhook', 'attachment'];
  const found = tables.map(async (table) => {
    const rows: { n: unknown }[] = await town.database.sources.write.query(`SELECT COUNT(*) AS n FROM ${table}`);
    return [table, Number(rows[0]?.n)];
  });
  return Object.fromEntries(await Promise.all(found));
};

const send = async (row: BadInputRow): Promise<request.Response> => {
  const { as = 'vgg', method = 'post', headers = {}, without = [] } = row;
  const person = as === null ? undefined : await town.as(as);
  const all: Record<string, string> = {
    ...(person ? { Cookie: person.cookie, 'X-CSRF-Token': person.csrf } : {}),
    ...(method === 'get' ? {} : { 'Idempotency-Key': freshKey() }),
    ...headers,
  };
  const kept = Object.fromEntries(Object.entries(all).filter(([name]) => !without.includes(name)));
  const test = request(server.url)[method](filled(row.path)).set(kept);
  if (row.raw !== undefined) return test.serialize((bytes) => bytes).send(row.raw);
  if (row.report !== undefined && person) return test.send(await reportBody(person, row.report));
  if (row.body !== undefined)
    return test.set('Content-Type', 'application/json').send(filled(JSON.stringify(row.body)));
  return test;
};

const leaks = [
  /\n\s+at /,
  /\b(SELECT|INSERT INTO|UPDATE)\b/,
  /sqlite|mariadb|QueryFailed|node_modules/i,
  /\/work\/|\/tmp\//,
];

describe('a bad request is refused and changes nothing', () => {
  it.each(BAD_INPUT_ROWS.map((row) => [row.id, row] as const))('%s', async (_id, row) => {
    const photos = row.report === undefined ? 0 : 1;
    const before = await counts();
    const reply = await send(row);
    const told = reply.headers['content-type']?.includes('problem+json') ? reply.body : JSON.parse(reply.text);
    expect({ status: reply.status, code: told.code }).toEqual({ status: row.status, code: row.code });
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(told).toMatchObject({ type: `urn:bihuan:problem:${row.code}`, status: row.status });
    for (const field of ['title', 'detail', 'instance', 'traceId']) expect(typeof told[field]).toBe('string');
    expect(Array.isArray(told.errors)).toBe(true);
    const pointers = told.errors.map((error: { pointer: string }) => error.pointer);
    expect(row.pointer === undefined || pointers.includes(row.pointer)).toBe(true);
    for (const leak of leaks) expect(reply.text).not.toMatch(leak);
    expect(reply.text).toContain(row.says ?? '');
    for (const word of row.forbid ?? []) expect(told.detail).not.toContain(word);
    // A report row uploads its photo first; that one is meant.
    const after = await counts();
    expect({ ...after, attachment: Number(after['attachment']) - photos }).toEqual(before);
  });
});

const rawReply = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    let reply = '';
    socket.setEncoding('utf8');
    // An answer of ours is whole with its body; the connection would be kept for another request.
    socket.on('data', (part) => {
      reply += String(part);
      if (reply.includes('\r\n\r\n')) socket.end();
    });
    socket.on('close', () => {
      resolve(reply);
    });
    socket.on('error', reject);
  });

describe('requests that are not HTTP as it should be', () => {
  it.each([
    [
      'R46a both lengths',
      'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['R46b two lengths', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n', 400],
    ['R46c no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['U-59 two hosts', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n', 400],
    ['U-59 the same host twice', 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nhOST: localhost\r\n\r\n', 400],
    ['U-59 two hosts in one', 'GET /healthz HTTP/1.1\r\nHost: localhost, evil.example\r\n\r\n', 400],
    ['U-59 a host in the target', 'GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['U-59 a host with a name before it', 'GET /healthz HTTP/1.1\r\nHost: evil.example@localhost\r\n\r\n', 400],
    ['R47 a header of 20 KB', `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['R50 an unknown method', 'EXPLODE / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ])('%s', async (_name, text, status) => {
    expect(await rawReply(text)).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
  });
});

describe('U-59 a body of 100 KB that is wrong everywhere', () => {
  const shapes: [string, (n: number) => unknown][] = [
    ['unknown keys', (n) => Object.fromEntries(Array.from({ length: n }, (_, at) => [`k${String(at)}`, 1]))],
    ['one unknown key of 90 KB', () => ({ ['k'.repeat(90_000)]: 1 })],
    [
      'unknown keys deep inside',
      (n) => ({ place: Object.fromEntries(Array.from({ length: n }, (_, at) => [`k${String(at)}`, 1])) }),
    ],
    ['numbers beyond', (n) => Array.from({ length: n }, () => 2 ** 60)],
    ['reserved names', (n) => ({ a: Array.from({ length: n }, () => ({ constructor: 1 })) })],
    ['controls', (n) => ({ a: Array.from({ length: n }, () => 'x\u0007') })],
    ['a list of wrong ids', (n) => ({ attachmentIds: Array.from({ length: n }, (_, at) => `!${String(at)}`) })],
    ['a list of measures', (n) => ({ measures: Array.from({ length: n }, () => ({ kind: 1 })) })],
  ];

  it.each(shapes)('%s: small answer', async (_name, shape) => {
    const vgg = await town.as('vgg');
    const body = JSON.stringify(shape(4_000)).slice(0, 99_000);
    const whole = JSON.stringify(shape(Math.floor((4_000 * 95_000) / Math.max(body.length, 95_000))));
    for (const path of ['/api/v1/cases', `/api/v1/cases/${ids['case'] ?? ''}/commands/file-plan`]) {
      const reply = await vgg.post(path, JSON.parse(whole), { 'If-Match': '"1"' });
      expect([reply.status, reply.text.length < 8_192]).toEqual([expect.any(Number), true]);
      expect([400, 422]).toContain(reply.status);
    }
  });
});

describe('U-59 texts that only look right', () => {
  it.each([
    '1----',
    '1-',
    '-1234567',
    '12345-',
    '1--2345',
    '+',
    '+-12345',
    '12',
    '1'.repeat(21),
    '1３800000000',
    '电话',
  ])('no telephone number is %s', async (phone) => {
    const vgg = await town.as('vgg');
    const reply = await vgg.post('/api/v1/cases', await reportBody(vgg, { reporter: { anonymous: false, phone } }));
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, '/reporter/phone']);
    const person = {
      name: '新人',
      username: 'phone-test',
      initialPassword: 'long-enough-1',
      phone,
      townId: 'drill-town',
    };
    const made = await (await town.as('sa')).post('/api/v1/people', person);
    expect([made.status, made.body.errors[0].pointer]).toEqual([422, '/phone']);
  });

  it.each(['13800138000', '+8613800138000', '021-59740000', '12345', '400-820-8820'])('one is %s', async (phone) => {
    const vgg = await town.as('vgg');
    const reply = await vgg.post(
      '/api/v1/cases',
      await reportBody(vgg, { reporter: { anonymous: false, name: '甲', phone } }),
    );
    expect(reply.status).toBe(201);
  });
});
