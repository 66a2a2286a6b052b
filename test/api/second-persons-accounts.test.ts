import request from 'supertest';
import { demoPassword } from '../../scripts/demo/accounts';
import { appointing, GOVERNMENT, hire, VILLAGE } from '../support/staff';
import { openTown, type TestTown } from '../support/open-town';

let town: TestTown;
beforeEach(async () => {
  town = await openTown();
});
afterEach(() => town.close());

const { appoint, act: onPost } = appointing(() => town);
const ask = async (by: string, personId: string, act: string) =>
  (await town.as(by)).post(`/api/v1/people/${personId}/${act}`);
const decide = async (by: string, actId: string, name: string) =>
  (await town.as(by)).post(`/api/v1/account-acts/${actId}/${name}`);
const signIn = (username: string, password = demoPassword(username)) =>
  request(town.app).post('/api/v1/session').send({ username, password });
const idOf = (username: string): string => town.people[username] ?? '';
const postIdOf = async (personId: string): Promise<string> => {
  const [row] = await town.database.sources.read.query('SELECT post_id FROM post WHERE person_id = ?', [personId]);
  return String(row.post_id);
};

describe('a post that needs a second person', () => {
  it('U-2 is not confirmed for who still has the first password, which another set', async () => {
    const personId = await hire(town, 'promised');
    await town.database.sources.write.query('UPDATE account SET must_change_password = 1 WHERE person_id = ?', [
      personId,
    ]);
    const { postId } = (await appoint('sa', personId, 'L2')).body as { postId: string };
    const early = await onPost('l1', postId, 'confirm');
    expect([early.status, early.body.reason]).toEqual([409, 'password-set-by-another']);
    expect(early.body.detail).toContain('修改密码');

    const signedIn = await signIn('promised');
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
    const me = await request(town.app).get('/api/v1/me').set('Cookie', cookie);
    const changed = await request(town.app)
      .post('/api/v1/me/password')
      .set({ Cookie: cookie, 'X-CSRF-Token': String(me.body.csrfToken), 'Idempotency-Key': 'own-password' })
      .send({ currentPassword: demoPassword('promised'), newPassword: 'chosen-by-himself-9' });
    expect(changed.status).toBe(204);
    expect((await onPost('l1', postId, 'confirm')).status).toBe(200);
  });

  it('U-2 is not confirmed for who was given a one-time password meanwhile', async () => {
    const personId = await hire(town, 'reset-meanwhile', [{ role: 'VGg', unitId: VILLAGE }]);
    expect((await ask('ofd', personId, 'reset-password')).body.status).toBe('done');
    const { postId } = (await appoint('sa', personId, 'L2')).body as { postId: string };
    expect((await onPost('l1', postId, 'confirm')).body.reason).toBe('password-set-by-another');
    expect((await onPost('l1', postId, 'decline')).status).toBe(200);
  });

  it.each(['L2', 'OFd', 'EFh', 'AU'] as const)(
    'U-2 of %s ends with its confirmation every session and token of before',
    async (role) => {
      const personId = await hire(town, 'rising', role === 'AU' ? [] : [{ role: 'VGg', unitId: VILLAGE }]);
      const person = await town.as('rising');
      const { body } = await person.post('/api/v1/tokens', { label: '同步' });
      const bearer = { Authorization: `Bearer ${String(body.token)}` };
      const { postId } = (await appoint('sa', personId, role)).body as { postId: string };
      expect((await person.get('/api/v1/me')).status).toBe(200);
      expect((await onPost('l1', postId, 'confirm')).status).toBe(200);
      expect((await person.get('/api/v1/me')).status).toBe(401);
      expect((await request(town.app).get('/api/v1/me').set(bearer)).status).toBe(401);
      expect((await signIn('rising')).status).toBe(204);
    },
  );
});

describe('a reset by the administrator', () => {
  it.each(['vgg', 'ofc', 'ens', 'ru', 'rp'])('U-7 of %s waits for the second person', async (username) => {
    const asked = await ask('sa', idOf(username), 'reset-password');
    expect([asked.status, asked.body.status, asked.body.mayConfirm]).toEqual([201, 'pending', ['SA', 'L1']]);
    const password = String(asked.body.oneTimePassword);
    expect([(await signIn(username, password)).status, (await signIn(username)).status]).toEqual([401, 204]);
    const actId = String(asked.body.actId);
    for (const by of ['sa', 'ofd', username])
      expect([by, (await decide(by, actId, 'confirm')).status]).toEqual([by, 403]);
    expect((await decide('l1', actId, 'confirm')).status).toBe(200);
    expect((await signIn(username, password)).status).toBe(204);
  });

  it('U-7 of somebody of the district, or without a post, waits too', async () => {
    for (const [name, home] of [
      ['nobody-yet', 'drill-town'],
      ['of-district', null],
    ] as const) {
      const asked = await ask('sa', await hire(town, name, [], home), 'reset-password');
      expect([name, asked.status, asked.body.status]).toEqual([name, 201, 'pending']);
    }
  });

  it('by the office of whom it appoints is done at once', async () => {
    expect((await ask('ofd', idOf('vgg'), 'reset-password')).body.status).toBe('done');
  });
});

describe('who reports', () => {
  it('U-6 is nobody whose password the office resets, whatever other posts he has or had', async () => {
    const both = await hire(town, 'rp-and-grid', [
      { role: 'RP', unitId: GOVERNMENT },
      { role: 'VGg', unitId: VILLAGE },
    ]);
    const former = await hire(town, 'rp-before', [{ role: 'RP', unitId: GOVERNMENT, to: '2025-02-01' }]);
    for (const personId of [idOf('rp'), both, former]) {
      const refused = await ask('ofd', personId, 'reset-password');
      expect([refused.status, refused.body.whoCan]).toEqual([403, ['SA']]);
    }
    expect((await appoint('ofd', idOf('rp'), 'VGg')).status).toBe(201);
    expect((await ask('ofd', idOf('rp'), 'reset-password')).status).toBe(403);
    expect((await ask('ofd', idOf('rp'), 'end-sessions')).status).toBe(201);
  });
});

describe('that somebody reports', () => {
  it('is read by himself and by administration alone, whatever other posts he holds', async () => {
    const personId = await hire(town, 'rp-and-grid-2', [
      { role: 'RP', unitId: GOVERNMENT },
      { role: 'VGg', unitId: VILLAGE },
    ]);
    const rolesSeenBy = async (username: string): Promise<string[]> => {
      const { body } = await (await town.as(username)).get('/api/v1/people?q=rp-and-grid-2');
      const people = body.items as { personId: string; posts: { role: string }[] }[];
      return people.flatMap((one) => (one.personId === personId ? one.posts.map(({ role }) => role) : [])).sort();
    };
    expect(await rolesSeenBy('ens')).toEqual(['VGg']);
    expect(await rolesSeenBy('vgm')).toEqual(['VGg']);
    for (const username of ['sa', 'ofd', 'rp-and-grid-2'])
      expect([username, await rolesSeenBy(username)]).toEqual([username, ['RP', 'VGg']]);
  });
});

describe('the only L1 of a town', () => {
  it('U-2 is not shut out by the administrator alone, who would then have another confirm', async () => {
    const personId = idOf('l1');
    const ended = await onPost('sa', await postIdOf(personId), 'end', { to: '2099-01-01' });
    expect([ended.status, ended.body.reason]).toEqual([409, 'last-leader']);
    const asked = await ask('sa', personId, 'disable');
    expect([asked.status, asked.body.status, asked.body.mayConfirm]).toEqual([201, 'pending', ['OFd']]);
    const puppet = (await appoint('sa', await hire(town, 'puppet'), 'L2')).body as { postId: string };
    expect((await onPost('ofd', puppet.postId, 'confirm')).status).toBe(403);
    expect((await signIn('l1')).status).toBe(204);
    await hire(town, 'other-ofd', [{ role: 'OFd', unitId: 'other-town-zhuanban' }], 'other-town');
    const actId = String(asked.body.actId);
    for (const by of ['sa', 'l1', 'l2', 'other-ofd'])
      expect([by, (await decide(by, actId, 'confirm')).status]).toEqual([by, 403]);
    const waiting = await (await town.as('ofd')).get('/api/v1/account-acts?awaiting=me');
    expect(waiting.body.items).toMatchObject([{ actId, act: 'disable' }]);
    expect((await decide('ofd', actId, 'confirm')).body.status).toBe('done');
    expect((await signIn('l1')).status).toBe(401);
    expect((await town.record.door.directoryOf('drill-town')).posts.some((post) => post.personId === personId)).toBe(
      false,
    );
    expect((await onPost('sa', await postIdOf(personId), 'end', { to: '2099-01-01' })).status).toBe(200);
  });

  it('can be signed out at once, and is replaced by appointing another first', async () => {
    expect((await ask('sa', idOf('l1'), 'end-sessions')).body.status).toBe('done');
    await hire(town, 'l1-next', [{ role: 'L1', unitId: GOVERNMENT }]);
    expect((await onPost('sa', await postIdOf(idOf('l1')), 'end', { to: '2099-01-01' })).status).toBe(200);
    expect((await ask('sa', idOf('l1'), 'disable')).body.status).toBe('done');
    expect((await ask('sa', (await town.as('l1-next')).personId, 'disable')).body.status).toBe('pending');
  });

  it('is counted under the lock: of two who are shut out at once one waits', async () => {
    const next = await hire(town, 'l1-next', [{ role: 'L1', unitId: GOVERNMENT }]);
    await hire(town, 'sa-too', [{ role: 'SA', unitId: 'district' }], null);
    await Promise.all([town.as('sa'), town.as('sa-too')]);
    const replies = await Promise.all([ask('sa', idOf('l1'), 'disable'), ask('sa-too', next, 'disable')]);
    expect(replies.map((reply) => String(reply.body.status)).toSorted()).toEqual(['done', 'pending']);
  });

  it('does not hold up others: EFh and L2 are shut out at once', async () => {
    for (const username of ['l2', 'efh']) expect((await ask('sa', idOf(username), 'disable')).body.status).toBe('done');
  });
});
