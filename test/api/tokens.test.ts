import request from 'supertest';
import { plusMs } from '../../domain/clock/instant';
import { allRoutes } from '../../api/routes';
import type { Route } from '../../api/route';
import { photo } from '../../scripts/demo/photo';
import { freshKey, openTown, reportBody, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

type Scope = 'read' | 'report' | 'act';
const all: Scope[] = ['read', 'report', 'act'];
const dayMs = 86_400_000;

const makeToken = async (username: string, body: object = {}): Promise<{ tokenId: string; token: string }> => {
  const made = await (await town.as(username)).post('/api/v1/tokens', { label: '台账同步', ...body });
  if (made.status !== 201) throw new Error(`token: ${made.status} ${made.text}`);
  return made.body as { tokenId: string; token: string };
};

/** A machine with a token at the API. */
const machine = (token: string) => {
  const send = (method: 'get' | 'post' | 'delete', path: string, more: Record<string, string> = {}) => {
    const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': freshKey(), ...more };
    return request(town.app)[method](path).set(headers);
  };
  return {
    send,
    get: (path: string) => send('get', path),
    post: (path: string, body = {}) => send('post', path).send(body),
  };
};

const machineOf = async (username: string, ...scopes: Scope[]) =>
  machine((await makeToken(username, { scopes })).token);

describe('a personal token', () => {
  it('is shown once, kept by nobody, and can be taken back at once', async () => {
    const ofc = await town.as('ofc');
    const key = { 'Idempotency-Key': freshKey() };
    const made = await ofc.post('/api/v1/tokens', { label: '台账同步', days: 30 }, key);
    expect(made.status).toBe(201);
    const again = await ofc.post('/api/v1/tokens', { label: '台账同步', days: 30 }, key);
    expect(again.text).toBe(made.text);
    const rows: unknown[] = await town.database.sources.write.query('SELECT * FROM command WHERE result_body LIKE ?', [
      `%${String(made.body.token)}%`,
    ]);
    expect(rows).toEqual([]);
    const { get } = machine(String(made.body.token));
    expect((await get('/api/v1/cases')).status).toBe(200);
    expect((await ofc.get('/api/v1/tokens')).text).not.toContain(String(made.body.token));
    expect((await ofc.delete(`/api/v1/tokens/${String(made.body.tokenId)}`)).status).toBe(204);
    expect((await get('/api/v1/cases')).status).toBe(401);
  });

  it('reads and nothing else, for 90 days, unless asked for otherwise', async () => {
    const before = town.deps.now();
    const { body } = await (await town.as('ofc')).post('/api/v1/tokens', { label: '大屏' });
    expect(body.scopes).toEqual(['read']);
    expect(body.expiresAt >= plusMs(before, 90 * dayMs)).toBe(true);
    expect(body.expiresAt <= plusMs(town.deps.now(), 90 * dayMs)).toBe(true);
  });

  it.each([
    ['91 days', { days: 91 }, '/days'],
    ['no day', { days: 0 }, '/days'],
    ['a scope that is none', { scopes: ['admin'] }, '/scopes'],
    ['a scope twice', { scopes: ['read', 'read'] }, '/scopes'],
    ['no scope', { scopes: [] }, '/scopes'],
    ['a word for a list', { scopes: 'read' }, '/scopes'],
  ])('U-8 is not made with %s', async (_what, body, pointer) => {
    const reply = await (await town.as('ofc')).post('/api/v1/tokens', { label: 'x', ...body });
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, pointer]);
  });

  it('ends on its day', async () => {
    const { get } = machine((await makeToken('ofc', { days: 30 })).token);
    const realNow = town.deps.now;
    try {
      town.deps.now = () => plusMs(realNow(), 30 * dayMs - 60_000);
      expect((await get('/api/v1/cases')).status).toBe(200);
      town.deps.now = () => plusMs(realNow(), 30 * dayMs + 60_000);
      expect((await get('/api/v1/cases')).status).toBe(401);
    } finally {
      town.deps.now = realNow;
    }
  });

  it('U-8 makes, shows and takes back no tokens and changes no password', async () => {
    const { tokenId, token } = await makeToken('ofc', { scopes: all });
    const { get, post, send } = machine(token);
    const replies = [
      await post('/api/v1/tokens', { label: 'x', days: 90 }),
      await get('/api/v1/tokens'),
      await send('delete', `/api/v1/tokens/${tokenId}`),
      await post('/api/v1/me/password', { currentPassword: 'drill-ofc', newPassword: 'a-much-better-one' }),
    ];
    expect(replies.map(({ status, body }) => [status, String(body.reason)])).toEqual(
      replies.map(() => [403, 'not-by-token']),
    );
    expect((await get('/api/v1/me')).body).toMatchObject({ scopes: all, csrfToken: null });
  });

  it('U-8 is not taken back by another person', async () => {
    const { tokenId, token } = await makeToken('ofc');
    expect((await (await town.as('ofd')).delete(`/api/v1/tokens/${tokenId}`)).status).toBe(404);
    expect((await machine(token).get('/api/v1/me')).status).toBe(200);
  });

  it('U-8 is not made by a session that ended while the request was on its way', async () => {
    const { door } = town.deps;
    const ru = await town.as('ru');
    const { write } = town.database.sources;
    // Another session of the same person is no help.
    const other = await request(town.app).post('/api/v1/session').send({ username: 'ru', password: 'drill-ru' });
    expect(other.status).toBe(204);
    town.deps.door = {
      ...door,
      administer: async (act) => {
        await write.query('DELETE FROM session WHERE csrf = ?', [ru.csrf]);
        return door.administer(act);
      },
    };
    try {
      expect((await ru.post('/api/v1/tokens', { label: 'x' })).status).toBe(401);
      const rows: unknown[] = await write.query('SELECT 1 FROM token WHERE person_id = ?', [ru.personId]);
      expect(rows).toEqual([]);
    } finally {
      town.deps.door = door;
    }
  });

  it('ends with the account, at once', async () => {
    const { get } = await machineOf('ow', 'read');
    const change = (at: string | null) =>
      town.database.sources.write.query('UPDATE account SET disabled_at = ? WHERE person_id = ?', [
        at,
        town.people['ow'],
      ]);
    await change(town.deps.now());
    expect((await get('/api/v1/me')).status).toBe(401);
    await change(null);
  });

  it('shows its last use, written down once in ten minutes', async () => {
    const ofc = await town.as('ofc');
    const { tokenId, token } = await makeToken('ofc', { label: '最近使用' });
    const { get } = machine(token);
    const lastUse = async (): Promise<string | null> => {
      const { items } = (await ofc.get('/api/v1/tokens')).body as {
        items: { tokenId: string; lastUsedAt: string | null }[];
      };
      return items.find((one) => one.tokenId === tokenId)?.lastUsedAt ?? null;
    };
    expect(await lastUse()).toBeNull();
    await get('/api/v1/me');
    const first = await lastUse();
    expect(first).not.toBeNull();
    const realNow = town.deps.now;
    try {
      town.deps.now = () => plusMs(first ?? '', 9 * 60_000);
      await get('/api/v1/me');
      expect(await lastUse()).toBe(first);
      town.deps.now = () => plusMs(first ?? '', 10 * 60_000);
      await get('/api/v1/me');
      expect(await lastUse()).toBe(plusMs(first ?? '', 10 * 60_000));
    } finally {
      town.deps.now = realNow;
    }
  });

  it('is audited where it is made and taken back, with scopes and address and without its secret', async () => {
    const { tokenId, token } = await makeToken('ofd', { scopes: ['report'] });
    await (await town.as('ofd')).delete(`/api/v1/tokens/${tokenId}`);
    const rows: { action: string; data: string }[] = await town.database.sources.write.query(
      'SELECT action, data FROM audit WHERE ref = ? ORDER BY day, n',
      [tokenId],
    );
    expect(rows.map(({ action }) => action)).toEqual(['token-created', 'token-revoked']);
    expect(JSON.parse(rows[0]?.data ?? '')).toMatchObject({ scopes: ['report'], origin: { address: '127.0.0.1' } });
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('scopes', () => {
  it("`read` reads, `report` also reports with its photo, `act` also acts; none does what is another's", async () => {
    const [read, report, act] = [
      await machineOf('vgg', 'read'),
      await machineOf('vgg', 'report'),
      await machineOf('vgg', 'act'),
    ];
    const vgg = await town.as('vgg');
    const caseId = await reportCase(town);
    const upload = ({ send }: typeof read) =>
      send('post', '/api/v1/attachments').attach('file', photo(7_001), '现场.png');
    const statuses = async (one: typeof read) => [
      (await one.get(`/api/v1/cases/${caseId}`)).status,
      (await upload(one)).status,
      (await one.post('/api/v1/cases', await reportBody(vgg))).status,
      (
        await one
          .send('post', `/api/v1/cases/${caseId}/commands/add-note`, { 'If-Match': '"1"' })
          .send({ text: '已联系物业' })
      ).status,
    ];
    expect(await statuses(read)).toEqual([200, 403, 403, 403]);
    expect(await statuses(report)).toEqual([200, 201, 201, 403]);
    expect(await statuses(act)).toEqual([200, 201, 403, 200]);
  });

  it('say in the refusal what the token may and what it takes', async () => {
    const { post } = await machineOf('vgg', 'read');
    const { body } = await post('/api/v1/cases', {});
    expect([body.code, body.reason]).toEqual(['forbidden', 'token-scope']);
    expect(body.detail).toBe('访问令牌的权限范围是 read，此操作需要 report，请换用相应范围的令牌。');
  });

  /** What every route asks of a token, from its method and path alone, beside what the table of routes says. */
  const neededOf = ({ method, path }: Route): Scope[] => {
    const closed = /\/(tokens|password|audit|anchors|webhooks|account-acts)\b/;
    const administered = /\/(people|posts|units|towns)\b/;
    if (closed.test(path)) return [];
    if (method === 'get') return all;
    if (administered.test(path)) return [];
    if (path === '/api/v1/attachments') return ['report', 'act'];
    if (path === '/api/v1/cases') return ['report'];
    return /\/(commands\/[a-z-]+|batch|escalations|sites|subjects)\b/.test(path) ? ['act'] : [];
  };

  it.each(all)('U-8 %s opens on every route what it should and nothing more', async (scope) => {
    const { send } = await machineOf('sa', scope);
    const wrong: string[] = [];
    for (const route of allRoutes(town.deps)) {
      if (route.access === 'public') continue;
      const reply = await send(route.method, route.path.replace(/:\w+/g, 'x1'), { 'If-Match': '"1"' });
      const isShut = reply.status === 403 && ['token-scope', 'not-by-token'].includes(String(reply.body.reason));
      if (isShut === neededOf(route).includes(scope)) wrong.push(`${route.method} ${route.path}: ${reply.status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('a token without any, and one with words that are none, opens nothing', async () => {
    const { tokenId, token } = await makeToken('ofc', { scopes: all });
    for (const scopes of [null, '', 'admin', 'readreport']) {
      await town.database.sources.write.query('UPDATE token SET scopes = ? WHERE token_id = ?', [scopes, tokenId]);
      expect((await machine(token).get('/api/v1/cases')).status).toBe(403);
    }
  });

  it('stand in the OpenAPI document: which routes are closed to tokens, and which scope opens the others', async () => {
    const { body } = await request(town.app).get('/api/openapi.json');
    const securityOf = (path: string, method: string): unknown => body.paths[path][method].security;
    expect(securityOf('/api/v1/tokens', 'post')).toEqual([{ session: [] }]);
    expect(securityOf('/api/v1/cases', 'post')).toEqual([{ session: [] }, { bearer: ['report'] }]);
    expect(securityOf('/api/v1/attachments', 'post')).toEqual([
      { session: [] },
      { bearer: ['report'] },
      { bearer: ['act'] },
    ]);
    expect(body.components.schemas.CreateTokenBody.properties).toMatchObject({
      days: { maximum: 90 },
      scopes: { items: { enum: all } },
    });
  });
});
