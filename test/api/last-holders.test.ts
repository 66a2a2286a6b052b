import request from 'supertest';
import { hashPassword } from '../../api/session/secrets';
import { newSetupToken } from '../../api/setup-token';
import { demoPassword } from '../../scripts/demo/accounts';
import { GOVERNMENT, hire, OFFICE } from '../support/staff';
import { openTown, type TestTown } from '../support/open-town';

/** An installation as it is after its set-up: one administrator, one head of one office. */
const small = async (): Promise<TestTown> => {
  const town = await openTown({ seeded: false });
  const person = (username: string): object => ({ name: username, username, password: 'long-enough-1' });
  const reply = await request(town.app)
    .post('/api/v1/setup')
    .send({
      setupToken: await newSetupToken(town.deps),
      town: { townId: 'drill-town', name: '演练镇' },
      packId: 'drill',
      administrator: person('boss'),
      officeHead: person('head'),
    });
  if (reply.status !== 201) throw new Error(reply.text);
  town.people['boss'] = String(reply.body.administratorId);
  town.people['head'] = String(reply.body.officeHeadId);
  // Passwords as the accounts of the demo have them, so that they sign in alike.
  for (const username of ['boss', 'head'])
    await town.database.sources.write.query('UPDATE account SET password_hash = ? WHERE username = ?', [
      await hashPassword(demoPassword(username)),
      username,
    ]);
  return town;
};

let town: TestTown;
beforeEach(async () => {
  town = await small();
});
afterEach(() => town.close());

const postOf = async (username: string): Promise<string> => {
  const rows: { post_id: string }[] = await town.database.sources.read.query(
    'SELECT post_id FROM post WHERE person_id = ?',
    [town.people[username] ?? (await town.as(username)).personId],
  );
  return rows[0]?.post_id ?? '';
};
const end = async (by: string, postId: string, to = '2099-01-01') =>
  (await town.as(by)).post(`/api/v1/posts/${postId}/end`, { to });
const disable = async (by: string, personId: string) => (await town.as(by)).post(`/api/v1/people/${personId}/disable`);
const appoint = async (by: string, personId: string, role: string, unitId: string, more: object = {}) =>
  (await town.as(by)).post('/api/v1/posts', { personId, role, unitId, ...more });
const confirm = async (by: string, postId: string) => (await town.as(by)).post(`/api/v1/posts/${postId}/confirm`);

describe('the last administrator and the last head of an office', () => {
  it('U-2 are not ended, not given a term, not disabled', async () => {
    for (const username of ['boss', 'head']) {
      const ended = await end('boss', await postOf(username));
      expect([username, ended.status, ended.body.reason]).toEqual([username, 409, 'last-holder']);
      expect(ended.body.detail).toContain('先任命另一人');
    }
    const disabled = await disable('boss', town.people['head'] ?? '');
    expect([disabled.status, disabled.body.reason]).toEqual([409, 'last-holder']);
  });

  it('can be replaced: one more is appointed and confirmed, then the first is ended', async () => {
    const next = await hire(town, 'next');
    const made = await appoint('boss', next, 'OFd', OFFICE);
    expect(made.body).toMatchObject({ status: 'pending', mayConfirm: ['OFd'] });
    expect((await end('boss', await postOf('head'))).status).toBe(409);
    expect((await confirm('head', String(made.body.postId))).status).toBe(200);
    expect((await end('boss', await postOf('head'))).status).toBe(200);
    expect((await end('boss', String(made.body.postId))).body.reason).toBe('last-holder');
    expect((await disable('boss', next)).body.reason).toBe('last-holder');
    expect((await disable('boss', town.people['head'] ?? '')).status).toBe(201);
  });

  it('are not counted by one whose term ends, whose account is closed, or who waits for his confirmation', async () => {
    const head = await postOf('head');
    await hire(town, 'termed', [{ role: 'OFd', unitId: OFFICE, to: '2098-01-01' }]);
    expect((await end('boss', head)).body.reason).toBe('last-holder');
    expect((await end('boss', head, '2097-01-01')).body.reason).toBe('last-holder');
    const closed = await hire(town, 'closed', [{ role: 'OFd', unitId: OFFICE }]);
    expect((await disable('boss', closed)).status).toBe(201);
    expect((await end('boss', head)).body.reason).toBe('last-holder');
    await hire(town, 'elsewhere', [{ role: 'OFd', unitId: 'other-town-zhuanban' }]);
    expect((await end('boss', head)).body.reason).toBe('last-holder');
    await hire(town, 'another', [{ role: 'OFd', unitId: OFFICE }]);
    expect((await end('boss', head)).status).toBe(200);
  });

  it('remain one, however two are ended or disabled at once', async () => {
    const remaining = async (role: string): Promise<number> => {
      const rows: unknown[] = await town.database.sources.read.query(
        `SELECT p.post_id FROM post p JOIN account a ON a.person_id = p.person_id
         WHERE p.role = ? AND p.valid_to IS NULL AND a.disabled_at IS NULL`,
        [role],
      );
      return rows.length;
    };
    await hire(town, 'head2', [{ role: 'OFd', unitId: OFFICE }]);
    const heads = [await postOf('head'), await postOf('head2')];
    const ended = await Promise.all(heads.map((postId) => end('boss', postId)));
    expect(ended.map((reply) => reply.status).toSorted()).toEqual([200, 409]);
    expect(await remaining('OFd')).toBe(1);

    const other = await hire(town, 'boss2', [{ role: 'SA', unitId: 'district' }], null);
    await town.as('boss2');
    const each = await Promise.all([disable('boss', other), disable('boss2', town.people['boss'] ?? '')]);
    expect(each.filter((reply) => reply.status === 201)).toHaveLength(1);
    expect(await remaining('SA')).toBe(1);
  });

  it('get no term when they are the first of a new town', async () => {
    const boss = await town.as('boss');
    const made = await boss.post('/api/v1/towns', { townId: 'new-town', name: '新镇', packId: 'drill' });
    expect(made.status).toBe(201);
    const first = await hire(town, 'first', [], 'new-town');
    const unitId = 'new-town-zhuanban';
    const termed = await appoint('boss', first, 'OFd', unitId, { to: '2099-01-01' });
    expect([termed.status, termed.body.errors[0].code]).toEqual([422, 'last-holder']);
    expect((await appoint('boss', first, 'OFd', unitId)).body.status).toBe('given');
    const second = await hire(town, 'second', [], 'new-town');
    expect((await appoint('boss', second, 'OFd', unitId)).body.status).toBe('pending');
  });
});

describe('a second person in a small installation', () => {
  it('is the head of the office while there is neither another administrator nor L1', async () => {
    const leader = await hire(town, 'leader');
    const made = await appoint('boss', leader, 'L1', GOVERNMENT);
    expect(made.body).toMatchObject({ status: 'pending', mayConfirm: ['OFd'] });
    expect((await confirm('boss', String(made.body.postId))).status).toBe(403);
    expect((await confirm('head', String(made.body.postId))).status).toBe(200);
    const deputy = await appoint('boss', await hire(town, 'deputy'), 'L2', GOVERNMENT);
    expect(deputy.body.mayConfirm).toEqual(['SA', 'L1']);
    expect((await confirm('head', String(deputy.body.postId))).status).toBe(403);
    expect((await confirm('leader', String(deputy.body.postId))).status).toBe(200);
  });

  it('for DS and SA is L1 of any town, failing him any OFd, and once there is another administrator that one alone', async () => {
    const puppet = await appoint('boss', await hire(town, 'puppet', [], null), 'SA', 'district');
    expect(puppet.body.mayConfirm).toEqual(['OFd']);
    await hire(town, 'far-l1', [{ role: 'L1', unitId: GOVERNMENT }]);
    expect((await confirm('head', String(puppet.body.postId))).status).toBe(403);
    const waiting = await (await town.as('far-l1')).get('/api/v1/posts?awaiting=me');
    expect(waiting.body.items).toMatchObject([{ postId: puppet.body.postId, role: 'SA' }]);
    expect((await confirm('puppet', String(puppet.body.postId))).status).toBe(403);
    expect((await confirm('far-l1', String(puppet.body.postId))).status).toBe(200);
    const next = await appoint('boss', await hire(town, 'next-sa', [], null), 'SA', 'district');
    expect(next.body.mayConfirm).toEqual(['SA']);
    expect((await confirm('far-l1', String(next.body.postId))).status).toBe(403);
    await town.again('puppet');
    expect((await confirm('puppet', String(next.body.postId))).status).toBe(200);
  });

  it('is missing for the only head’s password: told at once, with the way on', async () => {
    const reply = await (await town.as('boss')).post(`/api/v1/people/${town.people['head'] ?? ''}/reset-password`);
    expect([reply.status, reply.body.reason]).toEqual([409, 'nobody-confirms']);
    expect(reply.body.detail).toContain('reset-administrator');
  });
});
