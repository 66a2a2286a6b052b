import request from 'supertest';
import { plusMs } from '../../domain/clock/instant';
import { freshKey, openTown, type TestTown } from '../support/open-town';
import { newSetupToken } from '../../api/setup-token';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

const signIn = (username: string, password: string) =>
  request(town.app).post('/api/v1/session').send({ username, password });

const cookieOf = (reply: request.Response): string => String(reply.headers['set-cookie']).split(';')[0] ?? '';
const me = (cookie: string) => request(town.app).get('/api/v1/me').set('Cookie', cookie);

describe('a session', () => {
  it('ends with DELETE, after which the cookie is worth nothing', async () => {
    const reply = await signIn('ru', 'drill-ru');
    const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
    const me = await request(town.app).get('/api/v1/me').set('Cookie', cookie);
    const csrf = String(me.body.csrfToken);
    expect((await request(town.app).delete('/api/v1/session').set('Cookie', cookie)).status).toBe(403);
    const out = await request(town.app).delete('/api/v1/session').set({ Cookie: cookie, 'X-CSRF-Token': csrf });
    expect(out.status).toBe(204);
    expect((await request(town.app).get('/api/v1/me').set('Cookie', cookie)).status).toBe(401);
    const rows: { data: string }[] = await town.database.sources.write.query(
      "SELECT data FROM audit WHERE action = 'signed-out'",
    );
    expect(rows.map(({ data }): unknown => JSON.parse(data))).toMatchObject([{ origin: { address: '127.0.0.1' } }]);
  });

  it('ends after half an hour without a request, and after twelve hours whatever happens', async () => {
    const realNow = town.deps.now;
    let passed = 0;
    town.deps.now = () => plusMs(realNow(), passed);
    try {
      const [idle, busy] = [cookieOf(await signIn('ru', 'drill-ru')), cookieOf(await signIn('ru', 'drill-ru'))];
      passed += 29 * 60_000;
      expect((await me(busy)).status).toBe(200);
      passed += 2 * 60_000;
      expect([(await me(idle)).status, (await me(busy)).status]).toEqual([401, 200]);
      while (passed < 11.6 * 3_600_000) {
        passed += 25 * 60_000;
        expect([passed, (await me(busy)).status]).toEqual([passed, 200]);
      }
      passed = 12 * 3_600_000 + 60_000;
      expect((await me(busy)).status).toBe(401);
    } finally {
      town.deps.now = realNow;
    }
  });

  it('ends with the account, at once', async () => {
    const cookie = cookieOf(await signIn('ow', 'drill-ow'));
    const change = (at: string | null) =>
      town.database.sources.write.query('UPDATE account SET disabled_at = ? WHERE person_id = ?', [
        at,
        town.people['ow'],
      ]);
    await change(town.deps.now());
    expect((await me(cookie)).status).toBe(401);
    await change(null);
  });

  it('is not opened by a password that was changed while it was looked at', async () => {
    const place = { method: 'POST', route: '/api/v1/session', address: '127.0.0.1', credential: null };
    const attempt = { keys: { pair: 'p', account: 'a', address: 'x' }, place };
    const personId = town.people['ow'] ?? '';
    const times = { createdAt: town.deps.now(), expiresAt: plusMs(town.deps.now(), 60_000) };
    const open = (passwordHash: string) =>
      town.deps.door.openSession({ attempt, personId, passwordHash, idHash: 'i', csrf: 'c', ...times });
    expect(await open('the hash of the old password')).toEqual({ outcome: 'refused' });
    const left: unknown[] = await town.database.sources.write.query("SELECT 1 FROM session WHERE id_hash = 'i'");
    expect(left).toEqual([]);
  });
});

describe('the own account', () => {
  it('tells person, posts, unit, permissions and the CSRF token', async () => {
    const { body } = await (await town.as('ofd')).get('/api/v1/me');
    expect(body).toMatchObject({
      person: { username: 'ofd' },
      posts: [{ role: 'OFd', unitId: 'drill-town-zhuanban' }],
      unit: { unitId: 'drill-town-zhuanban', kind: 'office' },
      permissions: [
        'manage-people',
        'confirm-posts',
        'manage-units',
        'propose-policy',
        'keep-registers',
        'merge-registers',
        'upload',
        'owe',
        'decide',
        'escalate',
        'see-escalations',
        'look-up',
      ],
    });
    expect(body.csrfToken).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a new person', () => {
  it('must replace the first password before anything else', async () => {
    const sa = await town.as('sa');
    const body = { name: '新人', username: 'newcomer', initialPassword: 'first-password-1', townId: 'drill-town' };
    const made = await sa.post('/api/v1/people', body);
    expect(made.status).toBe(201);
    expect((await sa.post('/api/v1/people', body)).status).toBe(409);
    const post = await sa.post('/api/v1/posts', {
      personId: made.body.personId,
      role: 'VGg',
      unitId: 'drill-town-meiqiao',
    });
    expect(post.status).toBe(201);
    const reply = await signIn('newcomer', 'first-password-1');
    const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
    const me = await request(town.app).get('/api/v1/me').set('Cookie', cookie);
    expect(me.body.mustChangePassword).toBe(true);
    const refused = await request(town.app).get('/api/v1/cases').set('Cookie', cookie);
    expect([refused.status, refused.body.reason]).toEqual([403, 'password-change-required']);
    const changed = await request(town.app)
      .post('/api/v1/me/password')
      .set({ Cookie: cookie, 'X-CSRF-Token': String(me.body.csrfToken), 'Idempotency-Key': freshKey() })
      .send({ currentPassword: 'first-password-1', newPassword: 'second-secret-2' });
    expect(changed.status).toBe(204);
    expect((await request(town.app).get('/api/v1/cases').set('Cookie', cookie)).status).toBe(200);
    const ended = await sa.post(`/api/v1/posts/${String(post.body.postId)}/end`, { to: '2099-01-01' });
    expect([ended.status, ended.body.to]).toEqual([200, '2099-01-01']);
  });
});

describe('the first start', () => {
  it('says that it is one, and which packs a town can be set up under; afterwards neither', async () => {
    const empty = await openTown({ seeded: false });
    try {
      const { body } = await request(empty.app).get('/api/v1/setup');
      expect(body.needed).toBe(true);
      expect(body.packs).toContainEqual({
        packId: 'baihe-2025',
        version: empty.deps.packs.get('baihe-2025')?.version,
        title: empty.deps.packs.get('baihe-2025')?.title,
      });
      const { body: seeded } = await request(town.app).get('/api/v1/setup');
      expect(seeded).toEqual({ needed: false, packs: [] });
    } finally {
      await empty.close();
    }
  });

  it('sets up a town with a one-time token, once', async () => {
    const empty = await openTown({ seeded: false });
    try {
      const setupToken = await newSetupToken(empty.deps);
      const body = {
        setupToken,
        town: { townId: 'baihe', name: '白鹤镇', districtName: '青浦区' },
        packId: 'baihe-2025',
        administrator: { name: '管理员', username: 'admin', password: 'long-enough-1' },
        officeHead: { name: '主任', username: 'head', password: 'long-enough-2' },
      };
      const post = (over: object) =>
        request(empty.app)
          .post('/api/v1/setup')
          .send({ ...body, ...over });
      expect((await post({ setupToken: 'wrong' })).status).toBe(401);
      expect((await post({ packId: 'nothing' })).status).toBe(422);
      const done = await post({});
      expect(done.status).toBe(201);
      expect((await post({})).status).toBe(410);
      expect(await newSetupToken(empty.deps)).toBeUndefined();
      const reply = await request(empty.app)
        .post('/api/v1/session')
        .send({ username: 'head', password: 'long-enough-2' });
      const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
      const units = await request(empty.app).get('/api/v1/units?q=%E6%A2%85%E6%A1%A5').set('Cookie', cookie);
      expect(units.body.items).toMatchObject([{ unitId: 'baihe-meiqiao', name: '梅桥村', kind: 'village' }]);
    } finally {
      await empty.close();
    }
  });
});
