import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { plusMs } from '../../domain/clock/instant';
import { createApp } from '../../api/app';
import { recordOn } from '../../record/open-record';
import { openTown, type TestTown } from '../support/open-town';

let town: TestTown;
let now = '2026-03-16T02:00:00.000Z';
beforeAll(async () => {
  town = await openTown({ now: () => now, config: { trustProxy: 1 } });
});
afterAll(async () => {
  await town.close();
});
// What was counted in one test is forgotten in the next.
beforeEach(() => {
  now = plusMs(now, 86_400_000);
});

const signIn = (username: string, password: string, from = '10.0.0.1', app = town.app): request.Test =>
  request(app).post('/api/v1/session').set('X-Forwarded-For', from).send({ username, password });

const rowsOf = (sql: string): Promise<Record<string, unknown>[]> => town.database.sources.write.query(sql);

const statusesOf = async (count: number, send: (n: number) => request.Test): Promise<number[]> => {
  const replies = await Promise.all(Array.from({ length: count }, (_, n) => send(n)));
  return replies.map(({ status }) => status);
};

const tally = (statuses: number[]): Record<number, number> => {
  const found: Record<number, number> = {};
  for (const status of statuses) found[status] = (found[status] ?? 0) + 1;
  return found;
};

/** Everything about an answer that a caller can see, but for the ids of the request. */
const seenOf = ({ status, headers, body }: request.Response): object => {
  const shown = Object.fromEntries(
    Object.entries(headers as Record<string, string>).filter(([name]) => !['date', 'x-trace-id'].includes(name)),
  );
  return { status, headers: shown, body: { ...body, traceId: undefined } };
};

describe('signing in', () => {
  it('sets a cookie that scripts and other sites cannot use', async () => {
    const reply = await signIn('ofc', 'drill-ofc');
    expect(reply.status).toBe(204);
    expect(String(reply.headers['set-cookie'])).toMatch(/^bihuan=[\w-]{43};.*HttpOnly; SameSite=Lax/);
  });

  it('gives another secret each time', async () => {
    const [first, second] = [await signIn('ofc', 'drill-ofc'), await signIn('ofc', 'drill-ofc')];
    expect(first.headers['set-cookie']).not.toEqual(second.headers['set-cookie']);
  });

  it('takes capitals for small letters', async () => {
    expect((await signIn('OFC', 'drill-ofc')).status).toBe(204);
  });

  it.each([
    ['Chinese', '一'],
    ['an emoji', '👷'],
    ['full-width letters', 'ｏｆｃ'],
    ['the Kelvin sign', '\u212Aelvin'],
    ['a name with a trailing blank', 'ofc '],
    ['a name with a leading blank', ' ofc'],
    ['a combining mark', 'ofc\u0301'],
    ['ideographic blank after a name', 'ofc\u3000'],
    ['a like pattern', 'of_'],
    ['a quote', "ofc' OR '1'='1"],
    ['a hundred letters', 'a'.repeat(100)],
  ])('U-3 answers 401 to %s', async (_what, username) => {
    const reply = await signIn(username, 'drill-ofc', '10.3.0.1');
    expect([reply.status, reply.body.code]).toEqual([401, 'unauthenticated']);
  });

  it.each([
    ['NUL', 'ofc\0'],
    ['half a surrogate pair', 'ofc\ud83d'],
    ['5,000 letters', 'a'.repeat(5_000)],
    ['5,000 Chinese characters', '一'.repeat(5_000)],
    ['a line end', 'ofc\n'],
  ])('U-3 answers 422 to %s', async (_what, username) => {
    const reply = await signIn(username, 'drill-ofc', '10.3.0.1');
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, '/username']);
  });

  it('writes who and where into the audit log, for a refusal too, and never a password or a typed name', async () => {
    await town.deps.refusals.close();
    await signIn('ofc', 'not-it-at-all', '10.9.0.1');
    await signIn('no-such-name', 'not-it-at-all', '10.9.0.2');
    await signIn('ofc', 'drill-ofc', '10.9.0.1');
    await town.deps.refusals.written();
    const rows = await rowsOf("SELECT person_id, action, data FROM audit WHERE data LIKE '%10.9.0.%'");
    const { ofc = '' } = town.people;
    const told = rows.map(({ person_id, action, data }) => {
      const { origin } = JSON.parse(String(data)) as { origin: { address: string } };
      return [action, person_id, origin.address];
    });
    expect(told.map((row) => row.join(' ')).toSorted()).toEqual(
      [
        ['sign-in-refused', ofc, '10.9.0.1'],
        ['sign-in-refused', null, '10.9.0.2'],
        ['signed-in', ofc, '10.9.0.1'],
      ]
        .map((row) => row.join(' '))
        .toSorted(),
    );
    expect(JSON.stringify(rows)).not.toMatch(/not-it-at-all|no-such-name/);
  });

  it('is counted by what came of it', async () => {
    const counted = async (): Promise<(outcome: string) => number> => {
      const { text } = await request(town.app).get('/metrics');
      return (outcome) =>
        Number(new RegExp(`bihuan_sign_ins_total\\{outcome="${outcome}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
    };
    const before = await counted();
    for (let n = 0; n < 7; n += 1) await signIn('au', 'not-it', '10.4.0.1');
    await signIn('au', 'drill-au', '10.4.0.2');
    const after = await counted();
    const grown = ['opened', 'refused', 'slowed'].map((outcome) => after(outcome) - before(outcome));
    expect(grown).toEqual([1, 5, 2]);
  });

  it('believes no forwarded address without TRUST_PROXY', async () => {
    const { deps } = town;
    const open = createApp({ ...deps, config: { ...deps.config, trustProxy: false } });
    for (let n = 0; n < 5; n += 1) await signIn('ex', 'not-it', `10.8.0.${n}`, open);
    expect((await signIn('ex', 'drill-ex', '10.8.0.9', open)).status).toBe(429);
  });
});

describe('wrong passwords', () => {
  it('U-7 slow down the pair of account and address, say for how long, and are forgotten after a right one', async () => {
    for (let n = 0; n < 5; n += 1) expect((await signIn('l1', 'not-it')).status).toBe(401);
    const slowed = await signIn('l1', 'drill-l1');
    expect([slowed.status, slowed.body.code, slowed.body.reason, slowed.headers['retry-after']]).toEqual([
      429,
      'rate-limited',
      'wrong-passwords',
      '30',
    ]);
    expect(slowed.body.detail).toContain('30 秒后');
    now = plusMs(now, 29_000);
    expect((await signIn('l1', 'drill-l1')).headers['retry-after']).toBe('1');
    now = plusMs(now, 1_000);
    expect((await signIn('l1', 'not-it')).status).toBe(401);
    expect((await signIn('l1', 'drill-l1')).headers['retry-after']).toBe('60');
    now = plusMs(now, 60_000);
    expect((await signIn('l1', 'drill-l1')).status).toBe(204);
    for (let n = 0; n < 5; n += 1) expect((await signIn('l1', 'not-it')).status).toBe(401);
  });

  it('U-7 48 at once are worth no more than one after another: five are looked at, the right one waits like the rest', async () => {
    const statuses = await statusesOf(48, () => signIn('l2', 'not-it'));
    expect(tally(statuses)).toEqual({ 401: 5, 429: 43 });
    const right = await signIn('l2', 'drill-l2');
    expect([right.status, right.headers['retry-after']]).toEqual([429, '30']);
    expect((await signIn('l2', 'drill-l2', '10.0.0.2')).status).toBe(204);
    now = plusMs(now, 30_000);
    expect((await signIn('l2', 'drill-l2')).status).toBe(204);
  });

  it('U-7 the right one among many at once is let in at most while five wrong ones have not been counted', async () => {
    const statuses = await statusesOf(25, (n) => signIn('l2', n === 24 ? 'drill-l2' : `guess-${n}`, '10.0.1.1'));
    const counts = tally(statuses);
    // When the right one came in between, the count began anew after it.
    expect(counts[401] ?? 0).toBeLessThanOrEqual(statuses[24] === 204 ? 10 : 5);
  });

  it('U-7 are counted across processes', async () => {
    const { deps, record } = town;
    const { packs, calendar } = record;
    const second = recordOn(town.database.sources, {
      packs,
      calendar,
      key: randomBytes(32),
      logger: deps.logger,
      now: () => now,
    });
    const other = createApp({ ...deps, door: second.door });
    const statuses = await statusesOf(24, (n) => signIn('efh', 'not-it', '10.0.2.1', n % 2 === 0 ? town.app : other));
    expect(tally(statuses)).toEqual({ 401: 5, 429: 19 });
    second.door.close();
  });

  it('U-7 never keep a person out from elsewhere', async () => {
    for (let n = 0; n < 12; n += 1) await signIn('efo1', 'not-it', '203.0.113.9');
    expect((await signIn('efo1', 'drill-efo1', '10.0.0.1')).status).toBe(204);
    expect((await signIn('efo1', 'drill-efo1', '203.0.113.9')).status).toBe(429);
  });

  it('U-7 from everywhere raise a ceiling for the account, which an address known to be good does not meet', async () => {
    expect((await signIn('st', 'drill-st', '10.7.0.1')).status).toBe(204);
    for (let n = 0; n < 50; n += 1)
      expect([n, (await signIn('st', 'not-it', `198.51.100.${n}`)).status]).toEqual([n, 401]);
    expect((await signIn('st', 'drill-st', '198.51.100.200')).status).toBe(429);
    expect((await signIn('st', 'drill-st', '10.7.0.1')).status).toBe(204);
    expect((await signIn('st', 'not-it', '10.7.0.1')).status).toBe(401);
    now = plusMs(now, 60_000);
    expect((await signIn('st', 'drill-st', '198.51.100.200')).status).toBe(204);
  });

  it('U-7 for ever other names raise a ceiling for the address, which an account it is known for does not meet', async () => {
    expect((await signIn('ldc', 'drill-ldc', '10.7.0.2')).status).toBe(204);
    for (let n = 0; n < 100; n += 1)
      expect([n, (await signIn(`nobody-${n}`, 'not-it', '10.7.0.2')).status]).toEqual([n, 401]);
    expect((await signIn('nobody-else', 'not-it', '10.7.0.2')).status).toBe(429);
    expect((await signIn('ldc', 'drill-ldc', '10.7.0.2')).status).toBe(204);
  });

  it('U-7 from one network of IPv6 are those of one address', async () => {
    for (let n = 1; n <= 5; n += 1) await signIn('ds1', 'not-it', `2001:db8:1:2::${n}`);
    expect((await signIn('ds1', 'drill-ds1', '2001:db8:1:2:ffff::9')).status).toBe(429);
    expect((await signIn('ds1', 'drill-ds1', '2001:db8:1:3::1')).status).toBe(204);
  });

  it('U-7 tell nothing about which names exist: answers, pace, rows and audit are of one shape', async () => {
    await rowsOf('DELETE FROM sign_in_pace');
    await town.deps.refusals.close();
    const told = { known: [] as object[], unknown: [] as object[] };
    for (let n = 0; n < 8; n += 1) {
      told.known.push(seenOf(await signIn('vgm', 'not-it', '10.6.0.1')));
      told.unknown.push(seenOf(await signIn('vgx', 'not-it', '10.6.0.2')));
    }
    expect(told.unknown).toEqual(told.known);
    expect(told.known.map((one) => 'status' in one && one.status)).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const rows = await rowsOf('SELECT failures, last_at, known_until, expires_at FROM sign_in_pace ORDER BY failures');
    expect(rows).toHaveLength(6);
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1);
    await town.deps.refusals.written();
    for (const from of ['10.6.0.1', '10.6.0.2']) {
      const audit = await rowsOf(`SELECT action, outcome FROM audit WHERE data LIKE '%"${from}"%' ORDER BY outcome`);
      expect(audit).toEqual([
        { action: 'sign-in-refused', outcome: 'rate-limited' },
        { action: 'sign-in-refused', outcome: 'unauthenticated' },
      ]);
    }
  });

  it('U-7 of a disabled account are answered like any other, and so is its right one', async () => {
    const { ens = '' } = town.people;
    await town.database.sources.write.query('UPDATE account SET disabled_at = ? WHERE person_id = ?', [now, ens]);
    const [right, wrong] = [await signIn('ens', 'drill-ens', '10.5.0.1'), await signIn('ens', 'x', '10.5.0.2')];
    expect(seenOf(right)).toEqual(seenOf(wrong));
    expect(right.status).toBe(401);
    await rowsOf('UPDATE account SET disabled_at = NULL');
  });

  it('U-7 leave no row behind that holds back nobody', async () => {
    for (let n = 0; n < 20; n += 1) await signIn(`name-${n}`, 'not-it', `192.0.2.${n}`);
    const before = (await rowsOf('SELECT 1 FROM sign_in_pace WHERE known_until IS NULL')).length;
    expect(before).toBeGreaterThanOrEqual(60);
    now = plusMs(now, 4 * 3_600_000 + 1_000);
    await signIn('last', 'not-it', '192.0.2.99');
    expect(await rowsOf('SELECT 1 FROM sign_in_pace WHERE known_until IS NULL')).toHaveLength(3);
    now = plusMs(now, 91 * 86_400_000);
    await signIn('last', 'not-it', '192.0.2.99');
    expect(await rowsOf('SELECT 1 FROM sign_in_pace')).toHaveLength(3);
  });
});
