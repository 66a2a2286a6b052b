import type { UnitKind } from '../../domain/people/directory';
import { POST_PLACES } from '../../domain/people/placing';
import { ROLES, ROLE_NAMES, type Role } from '../../domain/people/roles';
import { appointing, appointment, ENFORCEMENT, GOVERNMENT, hire, VILLAGE } from '../support/staff';
import { openTown, type TestPerson, type TestTown } from '../support/open-town';

const BY_OFFICE = ['OFc', 'LDc', 'LDd', 'RU', 'VGg', 'VGm', 'EFo', 'ST', 'ENs', 'ENm', 'OW', 'EX', 'RP'];
const CONFIRMED = ['L1', 'L2', 'OFd', 'EFh', 'EFr', 'DS', 'AU', 'SA'];

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const { newcomer, appoint, act } = appointing(() => town);

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
      const reply = await appoint('sa', personId, role);
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
      const reply = await by.post('/api/v1/posts', appointment(personId, role, unitId));
      expect([role, reply.status]).toEqual([role, 403]);
    }
    const sa = await town.as('sa');
    expect((await sa.post('/api/v1/posts', appointment(sa.personId, 'VGg', VILLAGE))).status).toBe(422);
    expect((await otherOfd.post('/api/v1/posts', appointment(otherOfd.personId, 'VGm', VILLAGE))).status).toBe(404);
  });

  it.each(endings)('U-2 the office does not end the post of %s', async (username) => {
    const reply = await act('ofd', await postIdOf(username), 'end', { to: '2099-01-01' });
    expect([reply.status, reply.body.code]).toEqual([403, 'forbidden']);
  });

  it('asks for a certificate where the post enforces, valid on its first day', async () => {
    const without = { certificate: undefined };
    const needing: [Role, string][] = [
      ['EFo', ENFORCEMENT],
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

  it.each(ROLES.map((role) => [role]))('gives %s in no unit in which that role has no place', async (role) => {
    const [personId, sa] = [await newcomer(), await town.as('sa')];
    const { items } = (await sa.get('/api/v1/units?limit=200')).body as { items: { unitId: string; kind: UnitKind }[] };
    const kinds = new Map(items.filter(({ unitId }) => !unitId.startsWith('other-')).map((unit) => [unit.kind, unit]));
    expect(kinds.size).toBeGreaterThan(7);
    for (const [kind, { unitId }] of kinds) {
      if (POST_PLACES[role].includes(kind)) continue;
      const reply = await appoint('sa', personId, role, unitId);
      expect([kind, reply.status, reply.body.errors[0].pointer]).toEqual([kind, 422, '/unitId']);
      expect(reply.body.errors[0].code).toBe('wrong-unit-for-post');
      expect(reply.body.detail).toContain(ROLE_NAMES[role]);
    }
    const mine = await town.database.sources.read.query('SELECT post_id FROM post WHERE person_id = ?', [personId]);
    expect(mine).toEqual([]);
  });

  it.each<[Role, string]>([
    ['EFo', 'ofd'],
    ['ST', 'ofd'],
    ['EFh', 'sa'],
    ['DS', 'sa'],
  ])('gives %s by %s with no certificate that another holds, however it is written', async (role, by) => {
    for (const number of ['沪执法0001', ' 沪执法 ０００１']) {
      const taken = { certificate: { number, validFrom: '2020-01-01', validTo: '2031-12-31' } };
      const reply = await appoint(by, await newcomer(), role, undefined, taken);
      expect([number, reply.status, reply.body.reason]).toEqual([number, 409, 'certificate-taken']);
      expect(reply.body.errors[0].pointer).toBe('/certificate/number');
    }
  });

  it('gives a second post to who holds a certificate already', async () => {
    const own = { certificate: { number: '沪执法0004', validFrom: '2020-01-01', validTo: '2031-12-31' } };
    const second = await appoint('ofd', town.people['st'] ?? '', 'ST', 'drill-town-shichangsuo', own);
    expect(second.status).toBe(201);
  });

  it('gives one certificate to one of two persons who are appointed at once', async () => {
    const one = { certificate: { number: '沪执法7777', validFrom: '2024-01-01', validTo: '2031-12-31' } };
    const people = [await newcomer(), await newcomer(), await newcomer()];
    const replies = await Promise.all(people.map((personId) => appoint('ofd', personId, 'EFo', undefined, one)));
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([201, 409, 409]);
    const given = replies.find((reply) => reply.status === 201)?.body as { postId: string; from: string };
    const taken = await appoint('ofd', await newcomer(), 'ST', undefined, one);
    expect(taken.status).toBe(409);
    await town.database.sources.write.query(
      "UPDATE post SET valid_from = '2025-01-01', valid_to = '2025-02-01' WHERE post_id = ?",
      [given.postId],
    );
    expect((await appoint('ofd', await newcomer(), 'EFo', undefined, one)).status).toBe(201);
  });

  it('names a subject of the same town for the subject’s side, and for nobody else', async () => {
    const wrong: [Role, object][] = [
      ['ENs', { subjectId: undefined }],
      ['ENm', { subjectId: 'nobody' }],
      ['RU', { subjectId: 'drill-company' }],
    ];
    for (const [role, more] of wrong) {
      const reply = await appoint('ofd', await newcomer(), role, undefined, more);
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
      expect((await appoint('sa', personId, first)).status).toBe(201);
      const reply = await appoint('sa', personId, second, second === 'AU' ? 'district' : undefined);
      expect([first, second, reply.status, reply.body.errors[0].pointer]).toEqual([first, second, 422, '/role']);
    }
    for (let round = 0; round < 4; round += 1) {
      const personId = await newcomer();
      const roles: Role[] = ['AU', 'VGg', 'SA', 'OFc'];
      const statuses = await Promise.all(roles.map(async (role) => (await appoint('sa', personId, role)).status));
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
    await town.database.sources.write.query(
      "UPDATE unit SET valid_from = '2025-01-01', valid_to = '2025-06-01' WHERE unit_id = ?",
      [unitId],
    );
    expect((await appoint('ofd', await newcomer(), 'RU', unitId)).body.errors[0].pointer).toBe('/unitId');
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
