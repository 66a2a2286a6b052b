import { ROLES, type Role } from '../../domain/people/roles';
import { certificate, ENFORCEMENT, GOVERNMENT, hire, VILLAGE } from '../support/staff';
import { openTown, type TestPerson, type TestTown } from '../support/town';

const BY_OFFICE = ['OFc', 'LDc', 'LDd', 'RU', 'VGg', 'VGm', 'EFo', 'ST', 'ENs', 'ENm', 'OW', 'EX', 'RP'];
const CONFIRMED = ['L1', 'L2', 'OFd', 'EFh', 'EFr', 'DS', 'AU', 'SA'];

let town: TestTown;
let n = 0;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const newcomer = (): Promise<string> => hire(town, `newcomer-${(n += 1)}`);

const bodyOf = (personId: string, role: Role, unitId = 'drill-town-zhengfu', more: object = {}): object => ({
  personId,
  role,
  unitId,
  certificate,
  ...(['ENs', 'ENm', 'OW'].includes(role) ? { subjectId: 'drill-company' } : {}),
  ...more,
});

const appoint = async (by: string, personId: string, role: Role, unitId?: string, more?: object) =>
  (await town.as(by)).post('/api/v1/posts', bodyOf(personId, role, unitId, more));

const act = async (by: string, postId: string, name: string, body: object = {}) =>
  (await town.as(by)).post(`/api/v1/posts/${postId}/${name}`, body);

const endings: [string, Role][] = [
  ['l1', 'L1'],
  ['l2', 'L2'],
  ['efh', 'EFh'],
  ['efr', 'EFr'],
  ['au', 'AU'],
  ['sa', 'SA'],
  ['ofd2', 'OFd'],
  ['ds1', 'DS'],
];

const postIdOf = async (username: string): Promise<string> => {
  const [row] = await town.database.sources.read.query(
    'SELECT post_id FROM post WHERE person_id = ? ORDER BY post_id',
    [town.people[username]],
  );
  return String(row.post_id);
};

describe('giving posts', () => {
  it.each(ROLES.map((role) => [role]))(
    'U-2 the office gives %s in its own town only where the rules say so',
    async (role) => {
      const reply = await appoint('ofd', await newcomer(), role);
      const isHis = BY_OFFICE.includes(role);
      const { status, body } = reply;
      expect([status, body.code, body.status]).toEqual(isHis ? [201, undefined, 'given'] : [403, 'forbidden', 403]);
    },
  );

  it.each(ROLES.map((role) => [role]))(
    'U-2 the administrator gives %s, which waits where a second person is needed',
    async (role) => {
      const personId = await newcomer();
      const reply = await appoint('sa', personId, role, role === 'DS' || role === 'SA' ? 'district' : undefined);
      expect(reply.status).toBe(201);
      expect(reply.body.status).toBe(CONFIRMED.includes(role) ? 'pending' : 'given');
    },
  );

  it('U-2 nobody gives himself anything, puts a puppet into the district, or makes himself DS from another town', async () => {
    await hire(town, 'other-ofd', [{ role: 'OFd', unitId: 'other-town-zhuanban' }], 'other-town');
    const [ofd, otherOfd] = [await town.as('ofd'), await town.as('other-ofd')];
    const tries: [TestPerson, string, Role, string][] = [
      [ofd, ofd.personId, 'L2', GOVERNMENT],
      [ofd, ofd.personId, 'VGg', VILLAGE],
      [ofd, await newcomer(), 'SA', 'district'],
      [ofd, await newcomer(), 'VGg', 'district'],
      [ofd, await newcomer(), 'DS', 'district-qu-xiaofang'],
      [otherOfd, otherOfd.personId, 'DS', 'district-qu-xiaofang'],
    ];
    for (const [by, personId, role, unitId] of tries) {
      const reply = await by.post('/api/v1/posts', bodyOf(personId, role, unitId));
      expect([role, reply.status]).toEqual([role, 403]);
    }
    const sa = await town.as('sa');
    expect((await sa.post('/api/v1/posts', bodyOf(sa.personId, 'VGg', VILLAGE))).status).toBe(422);
    expect((await otherOfd.post('/api/v1/posts', bodyOf(otherOfd.personId, 'VGm', VILLAGE))).status).toBe(404);
  });

  it.each(endings)('U-2 the office does not end the post of %s', async (username) => {
    const reply = await act('ofd', await postIdOf(username), 'end', { to: '2099-01-01' });
    expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
  });

  it('asks for a certificate where the post enforces, valid on its first day', async () => {
    const without = { certificate: undefined };
    const needing: [Role, string][] = [
      ['EFo', ENFORCEMENT],
      ['EFo', VILLAGE],
      ['EFh', ENFORCEMENT],
      ['ST', 'drill-town-paichusuo'],
      ['DS', 'district-qu-xiaofang'],
    ];
    for (const [role, unitId] of needing) {
      const reply = await appoint('sa', await newcomer(), role, unitId, without);
      expect([role, reply.status, reply.body.errors[0].pointer]).toEqual([role, 422, '/certificate']);
      expect(reply.body.detail).toContain('执法证件');
    }
    expect((await appoint('sa', await newcomer(), 'DS', 'district', without)).status).toBe(201);
    expect((await appoint('sa', await newcomer(), 'EFr', ENFORCEMENT, without)).status).toBe(201);
    const late = { from: '2032-01-01' };
    expect((await appoint('ofd', await newcomer(), 'EFo', ENFORCEMENT, late)).body.errors[0].code).toBe(
      'certificate-not-valid',
    );
  });

  it('names a subject of the same town for the subject’s side, and for nobody else', async () => {
    const wrong: [Role, object][] = [
      ['ENs', { subjectId: undefined }],
      ['ENm', { subjectId: 'nobody' }],
      ['RU', { subjectId: 'drill-company' }],
    ];
    for (const [role, more] of wrong) {
      const reply = await appoint('ofd', await newcomer(), role, GOVERNMENT, more);
      expect([role, reply.status, reply.body.errors[0].pointer]).toEqual([role, 422, '/subjectId']);
    }
    const elsewhere = await appoint('sa', await newcomer(), 'OW', 'other-town-zhengfu');
    expect([elsewhere.status, elsewhere.body.errors[0].pointer]).toEqual([422, '/subjectId']);
  });

  it('U-4 refuses two posts that exclude each other, either way round, and lets one of many through at once', async () => {
    for (const [first, second] of [
      ['SA', 'VGg'],
      ['VGg', 'SA'],
      ['AU', 'OFc'],
      ['SA', 'AU'],
      ['AU', 'AU'],
    ] as const) {
      const personId = await newcomer();
      expect((await appoint('sa', personId, first, GOVERNMENT)).status).toBe(201);
      const reply = await appoint('sa', personId, second, VILLAGE);
      expect([first, second, reply.status, reply.body.errors[0].pointer]).toEqual([first, second, 422, '/role']);
    }
    for (let round = 0; round < 4; round += 1) {
      const personId = await newcomer();
      const roles: Role[] = ['AU', 'VGg', 'SA', 'OFc'];
      const statuses = await Promise.all(
        roles.map(async (role) => (await appoint('sa', personId, role, GOVERNMENT)).status),
      );
      const rows: { role: string }[] = await town.database.sources.read.query(
        'SELECT role FROM post WHERE person_id = ?',
        [personId],
      );
      const held = rows.map((row) => row.role);
      expect(held.length).toBe(statuses.filter((status) => status === 201).length);
      const fitting = [['AU'], ['SA'], ['VGg'], ['OFc'], ['OFc', 'VGg']];
      expect(fitting).toContainEqual(held.toSorted());
    }
  });

  it('allows an excluding post once the other has ended', async () => {
    const personId = await newcomer();
    expect((await appoint('ofd', personId, 'VGg', VILLAGE, { to: '2098-12-31' })).status).toBe(201);
    expect((await appoint('sa', personId, 'AU', GOVERNMENT, { from: '2098-12-31' })).status).toBe(422);
    expect((await appoint('sa', personId, 'AU', GOVERNMENT, { from: '2099-01-01' })).status).toBe(201);
  });

  it('refuses an end before the beginning, one in the past, and a unit that is gone', async () => {
    const wrong = [
      { from: '2099-01-02', to: '2099-01-01' },
      { from: '2025-01-01', to: '2025-02-01' },
    ];
    for (const span of wrong) {
      const reply = await appoint('ofd', await newcomer(), 'VGg', VILLAGE, span);
      expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, '/to']);
    }
    const sa = await town.as('sa');
    const { unitId } = (await sa.post('/api/v1/units', { name: '旧部', kind: 'department', townId: 'drill-town' }))
      .body;
    await town.database.sources.write.query('UPDATE unit SET valid_from = ? WHERE unit_id = ?', ['2025-01-01', unitId]);
    expect((await sa.post(`/api/v1/units/${unitId}/end`, { to: '2025-06-01' })).status).toBe(200);
    expect((await appoint('ofd', await newcomer(), 'RU', unitId)).body.errors[0].pointer).toBe('/unitId');
  });
});

describe('a post that waits for a second person', () => {
  const pending = async (
    role: Role,
    unitId?: string,
    username?: string,
  ): Promise<{ postId: string; personId: string }> => {
    const personId = await hire(town, username ?? `waiting-${(n += 1)}`);
    const reply = await appoint('sa', personId, role, unitId);
    expect([reply.status, reply.body.status]).toEqual([201, 'pending']);
    return { postId: reply.body.postId, personId };
  };

  it('gives no right anywhere until it is confirmed, and shows as pending in lists', async () => {
    const { postId, personId } = await pending('L2', GOVERNMENT, 'new-l2');
    const person = await town.as('new-l2');
    expect((await person.get('/api/v1/me')).body).toMatchObject({ posts: [], townIds: [] });
    expect((await person.get('/api/v1/cases')).body.items).toEqual([]);
    const directory = await town.record.door.directoryOf('drill-town');
    expect(directory.posts.some((post) => post.postId === postId)).toBe(false);
    const listOf = async (by: string, query: string): Promise<unknown> =>
      (await (await town.as(by)).get(`/api/v1/posts?${query}`)).body.items;
    expect(await listOf('sa', `personId=${personId}`)).toMatchObject([
      { postId, status: 'pending', mayConfirm: ['SA', 'L1'] },
    ]);
    expect(await listOf('ofd', 'status=pending&limit=200')).toContainEqual(expect.objectContaining({ postId }));
    const people = await (await town.as('ofd')).get('/api/v1/people?q=new-l2');
    expect(people.body.items).toMatchObject([{ personId, posts: [{ postId, status: 'pending' }] }]);
    expect((await (await town.as('ofc')).get('/api/v1/people?q=new-l2')).body.items).toEqual([]);
    expect(await listOf('l1', 'awaiting=me&limit=200')).toContainEqual(expect.objectContaining({ postId, personId }));
    expect(await listOf('ofd', 'awaiting=me&limit=200')).not.toContainEqual(expect.objectContaining({ postId }));
    expect((await (await town.as('l1')).get('/api/v1/posts')).status).toBe(403);
    expect((await (await town.as('ofc')).get('/api/v1/posts?awaiting=me')).status).toBe(403);

    const confirmed = await act('l1', postId, 'confirm');
    expect([confirmed.status, confirmed.body.status]).toEqual([200, 'given']);
    expect((await person.get('/api/v1/me')).body.posts).toMatchObject([{ role: 'L2' }]);
    expect((await act('l1', postId, 'confirm')).status).toBe(409);
    expect(await listOf('l1', 'awaiting=me&limit=200')).not.toContainEqual(expect.objectContaining({ postId }));
  });

  it('is confirmed by nobody but the right ones: never who gave it, who gets it, or a stranger', async () => {
    await hire(town, 'other-l1', [{ role: 'L1', unitId: 'other-town-zhengfu' }], 'other-town');
    const { postId } = await pending('EFh', ENFORCEMENT, 'new-efh');
    for (const [by, status] of [
      ['sa', 403],
      ['ofd', 403],
      ['l2', 403],
      ['new-efh', 403],
      ['other-l1', 404],
    ] as const)
      expect([by, (await act(by, postId, 'confirm')).status]).toEqual([by, status]);
    expect((await act('l1', postId, 'confirm')).status).toBe(200);
  });

  it('is declined by who might confirm, withdrawn by who gave it, and neither twice', async () => {
    const first = await pending('AU');
    expect((await act('ofd', first.postId, 'decline')).status).toBe(403);
    expect((await act('l1', first.postId, 'decline', { reason: '人选不合适' })).body.status).toBe('declined');
    expect((await act('l1', first.postId, 'confirm')).status).toBe(409);
    const second = await pending('EFr', ENFORCEMENT);
    expect((await act('ofd', second.postId, 'withdraw')).status).toBe(403);
    expect((await act('sa', second.postId, 'end', { to: '2099-01-01' })).status).toBe(409);
    expect((await act('sa', second.postId, 'withdraw')).body.status).toBe('withdrawn');
    expect((await act('sa', second.postId, 'end', { to: '2099-01-01' })).status).toBe(409);
    expect((await act('l1', second.postId, 'confirm')).status).toBe(409);
    // A post that came to nothing excludes nothing.
    expect((await appoint('ofd', first.personId, 'VGg', VILLAGE)).status).toBe(201);
  });

  it('is not confirmed once the person may not hold it any more, or who gave it lost the right', async () => {
    const { postId, personId } = await pending('L2', GOVERNMENT);
    expect((await (await town.as('sa')).post(`/api/v1/people/${personId}/disable`)).status).toBe(201);
    const disabled = await act('l1', postId, 'confirm');
    expect([disabled.status, disabled.body.reason]).toEqual([409, 'overtaken']);
    expect(disabled.body.detail).toContain('停用');

    await hire(town, 'sa-leaving', [{ role: 'SA', unitId: 'district' }], null);
    const other = await appoint('sa-leaving', await newcomer(), 'L2', GOVERNMENT);
    await town.database.sources.write.query("UPDATE post SET valid_to = '2025-02-01' WHERE person_id = ?", [
      (await town.as('sa-leaving')).personId,
    ]);
    const overtaken = await act('l1', String(other.body.postId), 'confirm');
    expect([overtaken.status, overtaken.body.reason]).toEqual([409, 'overtaken']);
  });

  it('begins on the day on which it is confirmed, not before', async () => {
    const personId = await newcomer();
    const made = await appoint('sa', personId, 'L2', GOVERNMENT, { from: '2025-01-01' });
    const confirmed = await act('l1', String(made.body.postId), 'confirm');
    expect(confirmed.body.from > '2025-01-01').toBe(true);
  });

  it('is confirmed once, however many confirm it at once', async () => {
    const { postId } = await pending('L2');
    const replies = await Promise.all([1, 2, 3].map(() => act('l1', postId, 'confirm')));
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 409, 409]);
  });
});

describe('ending a post', () => {
  it('that has not begun takes it back, by who may give it', async () => {
    const { postId } = (await appoint('ofd', await newcomer(), 'VGg', VILLAGE, { from: '2099-01-01' })).body;
    expect((await act('l1', postId, 'withdraw')).status).toBe(403);
    expect((await act('ofd2', postId, 'withdraw')).body.status).toBe('withdrawn');
    expect((await act('ofd', postId, 'end', { to: '2099-01-02' })).status).toBe(409);
    const begun = (await appoint('ofd', await newcomer(), 'VGg', VILLAGE)).body;
    expect((await act('ofd', begun.postId, 'withdraw')).status).toBe(409);
  });

  it('only shortens, also on its first day', async () => {
    const personId = await newcomer();
    const { postId, from } = (await appoint('ofd', personId, 'VGg', VILLAGE)).body;
    expect((await act('ofd', postId, 'end', { to: '2099-01-01' })).body.to).toBe('2099-01-01');
    const longer = await act('ofd', postId, 'end', { to: '2099-01-02' });
    expect([longer.status, longer.body.reason]).toEqual([409, 'only-shortens']);
    const today = await act('ofd', postId, 'end', { to: from });
    expect([today.status, today.body.to]).toEqual([200, from]);
    expect((await act('ofd', postId, 'end', { to: from })).status).toBe(200);
    expect((await act('ofd', postId, 'end', { to: '2025-01-01' })).body.reason).toBe('before-start');
    expect((await act('ofd', postId, 'end', { to: '2099-01-01' })).body.reason).toBe('only-shortens');
  });
});
