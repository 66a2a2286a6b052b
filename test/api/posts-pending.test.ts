import type { Role } from '../../domain/people/roles';
import { appointing, ENFORCEMENT, GOVERNMENT, hire, VILLAGE } from '../support/staff';
import { openTown, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const { newcomer, appoint, act } = appointing(() => town);
let n = 0;

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
    expect((await (await town.again('new-l2')).get('/api/v1/me')).body.posts).toMatchObject([{ role: 'L2' }]);
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
    const made = await appoint('sa', personId, 'L2', GOVERNMENT);
    await town.database.sources.write.query("UPDATE post SET valid_from = '2025-01-01' WHERE person_id = ?", [
      personId,
    ]);
    const confirmed = await act('l1', String(made.body.postId), 'confirm');
    expect(confirmed.body.from > '2025-01-01').toBe(true);
  });

  it('is confirmed once, however many confirm it at once', async () => {
    const { postId } = await pending('L2');
    const replies = await Promise.all([1, 2, 3].map(() => act('l1', postId, 'confirm')));
    expect(replies.map((reply) => reply.status).toSorted()).toEqual([200, 409, 409]);
  });
});
