/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are JSON of any shape */
import { connect } from 'node:net';
import request from 'supertest';
import { serve } from '../../api/server';
import type { RunningServer } from '../../listen';
import { freshKey, openTown, reportBody, reportCase, type TestTown } from '../support/town';
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
    socket.on('data', (part) => (reply += String(part)));
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
    ['R47 a header of 20 KB', `GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['R50 an unknown method', 'EXPLODE / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
  ])('%s', async (_name, text, status) => {
    expect(await rawReply(text)).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} `));
  });
});
