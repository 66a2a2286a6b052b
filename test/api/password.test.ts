import request from 'supertest';
import { allRoutes } from '../../api/routes';
import { demoPassword } from '../../scripts/demo/accounts';
import { hire } from '../support/staff';
import { freshKey, openTown, type TestPerson, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown({ config: { trustProxy: 1 } });
  await hire(town, 'wangwei.meiqiao2');
});
afterAll(async () => {
  await town.close();
});

const signIn = (username: string, password: string, from = '127.0.0.1') =>
  request(town.app).post('/api/v1/session').set('X-Forwarded-For', from).send({ username, password });
const cookieOf = (reply: request.Response): string => String(reply.headers['set-cookie']).split(';')[0] ?? '';
const me = (headers: Record<string, string>) => request(town.app).get('/api/v1/me').set(headers);
const change = (person: TestPerson, currentPassword: string, newPassword: string, key = freshKey()) =>
  person.post('/api/v1/me/password', { currentPassword, newPassword }, { 'Idempotency-Key': key });

describe('a change of the password', () => {
  it('is refused for a weak, an unchanged or a wrong one, by the name of the field', async () => {
    const efr = await town.as('efr');
    const weak = await change(efr, 'drill-efr', 'my-efr-password');
    expect([weak.status, weak.body.errors[0].pointer]).toEqual([422, '/newPassword']);
    const wrong = await change(efr, 'no', 'a-much-better-one');
    expect([wrong.status, wrong.body.errors[0].pointer, wrong.body.errors[0].code]).toEqual([
      422,
      '/currentPassword',
      'wrong-password',
    ]);
    expect((await signIn('efr', 'drill-efr')).status).toBe(204);
  });

  it.each([
    ['drill-town-2026!', 'drill-town'],
    ['my DRILL-TOWN x1', 'drill-town'],
    ['我们的演练镇2026年', '演练镇'],
    ['守护演练平安abc123', '演练'],
    ['ｗａｎｇｗｅｉ-2026!', 'wangwei'],
    ['2026!WANGWEI#', 'wangwei'],
    ['xx-Meiqiao-xx-99', 'meiqiao'],
    ['wangwei.meiqiao2!', 'the whole name'],
  ])('is refused for one that others guess from town or name: %s', async (password) => {
    const username = 'wangwei.meiqiao2';
    const person = { name: '王伟', username, initialPassword: password, townId: 'drill-town' };
    const first = await (await town.as('sa')).post('/api/v1/people', person);
    expect([first.status, first.body.errors[0].pointer, first.body.errors[0].code]).toEqual([
      422,
      '/initialPassword',
      'weak-password',
    ]);
    const own = await change(await town.as(username), demoPassword(username), password);
    expect([own.status, own.body.errors[0].pointer]).toEqual([422, '/newPassword']);
  });

  it('takes one with a short part of the name, or the name of another town', async () => {
    await hire(town, 'ab.li-cun9');
    const person = await town.as('ab.li-cun9');
    expect((await change(person, demoPassword('ab.li-cun9'), 'cun-li-ab-邻镇-other-town')).status).toBe(204);
  });

  it('U-8 ends the other sessions and all tokens, at once, and keeps the session that made it', async () => {
    const efr = await town.as('efr');
    const other = cookieOf(await signIn('efr', 'drill-efr'));
    const made = await efr.post('/api/v1/tokens', { label: '台账同步' });
    const bearer = { Authorization: `Bearer ${String(made.body.token)}` };
    expect([(await me({ Cookie: other })).status, (await me(bearer)).status]).toEqual([200, 200]);
    const key = freshKey();
    expect((await change(efr, 'drill-efr', 'a-much-better-one', key)).status).toBe(204);
    expect((await change(efr, 'drill-efr', 'a-much-better-one', key)).status).toBe(204);
    expect([(await me({ Cookie: other })).status, (await me(bearer)).status]).toEqual([401, 401]);
    expect((await efr.get('/api/v1/me')).status).toBe(200);
    expect((await signIn('efr', 'drill-efr')).status).toBe(401);
    expect((await signIn('efr', 'a-much-better-one')).status).toBe(204);
    const [token] = (await efr.get('/api/v1/tokens')).body.items as { revokedAt: string | null }[];
    expect(token?.revokedAt).not.toBeNull();
  });

  it('may not leave the password as it was', async () => {
    const same = await change(await town.as('efr'), 'a-much-better-one', 'a-much-better-one');
    expect([same.status, same.body.errors[0]]).toEqual([
      422,
      { pointer: '/newPassword', code: 'same-password', message: '新密码不能与现有密码相同' },
    ]);
  });

  it('U-7 is no place to guess at full speed: wrong ones count like those at the sign-in, at once too', async () => {
    const ldd = await town.as('ldd');
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => change(ldd, `guess-${n}`, 'a-much-better-one')),
    );
    const statuses = replies.map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
    const slowed = await change(ldd, 'drill-ldd', 'a-much-better-one');
    expect([slowed.status, slowed.body.reason, slowed.headers['retry-after']]).toEqual([
      429,
      'wrong-passwords',
      expect.stringMatching(/^(2\d|30)$/),
    ]);
    expect((await signIn('ldd', 'drill-ldd')).status).toBe(429);
    expect((await signIn('ldd', 'drill-ldd', '10.0.0.9')).status).toBe(204);
  });

  it('U-7 waits with the right one too, when others were counted while it was looked at', async () => {
    const l1 = await town.as('l1');
    for (let n = 0; n < 5; n += 1) expect((await signIn('l1', 'not-it')).status).toBe(401);
    const { door } = town.deps;
    town.deps.door = { ...door, signInWait: () => Promise.resolve(0) };
    try {
      expect((await change(l1, 'drill-l1', 'a-much-better-one')).status).toBe(429);
      expect((await signIn('l1', 'drill-l1')).status).toBe(429);
      expect((await signIn('l1', 'drill-l1', '10.0.0.9')).status).toBe(204);
    } finally {
      town.deps.door = door;
    }
  });

  it('takes from every other address that it is known to be good for the account', async () => {
    for (const from of ['10.0.0.1', '10.0.0.2']) expect((await signIn('enm', 'drill-enm', from)).status).toBe(204);
    const enm = await town.as('enm');
    expect((await change(enm, 'drill-enm', 'a-much-better-one')).status).toBe(204);
    for (let n = 0; n < 50; n += 1) await signIn('enm', 'not-it', `198.51.100.${n}`);
    expect((await signIn('enm', 'a-much-better-one', '10.0.0.1')).status).toBe(429);
    expect((await signIn('enm', 'a-much-better-one')).status).toBe(204);
  });
});

describe('somebody with a first password', () => {
  it('can do nothing but replace it: every route says so, by cookie and by token', async () => {
    const vgm = await town.as('vgm');
    const made = await vgm.post('/api/v1/tokens', { label: 'x', scopes: ['read', 'report', 'act'] });
    const bearer = { Authorization: `Bearer ${String(made.body.token)}` };
    const personId = town.people['vgm'] ?? '';
    await town.database.sources.write.query('UPDATE account SET must_change_password = 1 WHERE person_id = ?', [
      personId,
    ]);
    const cookie = { Cookie: vgm.cookie, 'X-CSRF-Token': vgm.csrf };
    const routes = allRoutes(town.deps).filter(({ access }) => access === 'person');
    const open: string[] = [];
    for (const { method, path } of routes) {
      const asked = [cookie, bearer].map((who) => {
        const headers = { ...who, 'Idempotency-Key': freshKey(), 'If-Match': '"1"' };
        return request(town.app)[method](path.replace(/:\w+/g, 'x1')).set(headers);
      });
      for (const reply of await Promise.all(asked)) {
        if (reply.status !== 403 || reply.body.reason !== 'password-change-required') open.push(`${method} ${path}`);
      }
    }
    expect(routes.length).toBeGreaterThan(40);
    expect([...new Set(open)]).toEqual(['get /api/v1/me', 'post /api/v1/me/password']);
    expect((await vgm.delete('/api/v1/session')).status).toBe(204);
  });
});
