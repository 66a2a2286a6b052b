import request from 'supertest';
import { freshKey, openTown, type TestTown } from '../support/town';
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

  it('answers alike for a wrong password and an unknown name', async () => {
    const [wrong, unknown] = [await signIn('l1', 'not-it'), await signIn('nobody', 'not-it')];
    expect([wrong.status, wrong.body.code, wrong.body.detail]).toEqual([
      unknown.status,
      unknown.body.code,
      unknown.body.detail,
    ]);
    expect(wrong.status).toBe(401);
  });

  it('locks an account after ten failures, even for the right password', async () => {
    for (let n = 0; n < 10; n += 1) expect((await signIn('ex', 'not-it')).status).toBe(401);
    expect((await signIn('ex', 'drill-ex')).status).toBe(401);
  });

  it('ends with DELETE, after which the cookie is worth nothing', async () => {
    const reply = await signIn('ru', 'drill-ru');
    const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
    const me = await request(town.app).get('/api/v1/me').set('Cookie', cookie);
    const csrf = String(me.body.csrfToken);
    expect((await request(town.app).delete('/api/v1/session').set('Cookie', cookie)).status).toBe(403);
    const out = await request(town.app).delete('/api/v1/session').set({ Cookie: cookie, 'X-CSRF-Token': csrf });
    expect(out.status).toBe(204);
    expect((await request(town.app).get('/api/v1/me').set('Cookie', cookie)).status).toBe(401);
  });
});

describe('the own account', () => {
  it('tells person, posts, unit, permissions and the CSRF token', async () => {
    const { body } = await (await town.as('ofd')).get('/api/v1/me');
    expect(body).toMatchObject({
      person: { username: 'ofd' },
      posts: [{ role: 'OFd', unitId: 'drill-town-zhuanban' }],
      unit: { unitId: 'drill-town-zhuanban', kind: 'office' },
      permissions: ['manage-people', 'confirm-posts', 'manage-units', 'keep-registers', 'upload'],
    });
    expect(body.csrfToken).toMatch(/^[0-9a-f]{64}$/);
  });

  it('changes the password and ends the other sessions', async () => {
    const other = await signIn('efr', 'drill-efr');
    const cookie = String(other.headers['set-cookie']).split(';')[0] ?? '';
    const efr = await town.as('efr');
    const weak = await efr.post('/api/v1/me/password', {
      currentPassword: 'drill-efr',
      newPassword: 'my-efr-password',
    });
    expect([weak.status, weak.body.errors[0].pointer]).toEqual([422, '/newPassword']);
    const wrong = await efr.post('/api/v1/me/password', { currentPassword: 'no', newPassword: 'a-much-better-one' });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/currentPassword']);
    const done = await efr.post('/api/v1/me/password', {
      currentPassword: 'drill-efr',
      newPassword: 'a-much-better-one',
    });
    expect(done.status).toBe(204);
    expect((await request(town.app).get('/api/v1/me').set('Cookie', cookie)).status).toBe(401);
    expect((await efr.get('/api/v1/me')).status).toBe(200);
    expect((await signIn('efr', 'a-much-better-one')).status).toBe(204);
  });

  it('makes personal tokens that are shown once and can be taken back', async () => {
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
    const bearer = { Authorization: `Bearer ${String(made.body.token)}` };
    expect((await request(town.app).get('/api/v1/cases').set(bearer)).status).toBe(200);
    expect(
      (
        await request(town.app)
          .post('/api/v1/tokens')
          .set({ ...bearer, 'Idempotency-Key': freshKey() })
          .send({ label: 'x' })
      ).status,
    ).toBe(201);
    const list = await ofc.get('/api/v1/tokens');
    expect(JSON.stringify(list.body)).not.toContain(String(made.body.token));
    expect((await ofc.delete(`/api/v1/tokens/${String(made.body.tokenId)}`)).status).toBe(204);
    expect((await request(town.app).get('/api/v1/cases').set(bearer)).status).toBe(401);
    expect((await ofc.post('/api/v1/tokens', { label: 'x', days: 366 })).status).toBe(422);
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
