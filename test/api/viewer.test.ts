import { openTown, type TestTown } from '../support/open-town';

describe('what a person may see', () => {
  let town: TestTown;
  let now = '2026-03-16T02:00:00.000Z';
  beforeAll(async () => {
    town = await openTown({ now: () => now });
  });
  afterAll(() => town.close());

  const postsOf = async (username: string): Promise<{ role: string; unitId: string }[]> => {
    const { body } = (await (await town.as(username)).get('/api/v1/me')) as { body: { posts: [] } };
    return body.posts;
  };
  const rolesOf = async (username: string): Promise<string[]> =>
    (await postsOf(username)).map(({ role }) => role).toSorted();

  it('is read anew at the first request after a post was given, and after the day on which it ended', async () => {
    const ofd = await town.as('ofd');
    expect(await rolesOf('vgg')).toEqual(['VGg']);
    const [own] = await postsOf('vgg');
    const { personId } = await town.as('vgg');
    const given = await ofd.post('/api/v1/posts', { personId, role: 'VGm', unitId: own?.unitId });
    expect(given.status).toBe(201);
    expect(await rolesOf('vgg')).toEqual(['VGg', 'VGm']);
    const ended = await ofd.post(`/api/v1/posts/${given.body.postId}/end`, { to: '2026-03-16' });
    expect(ended.status).toBe(200);
    expect(await rolesOf('vgg')).toEqual(['VGg', 'VGm']);
    // After midnight in 青浦.
    now = '2026-03-16T16:30:00.000Z';
    expect(await rolesOf('vgg')).toEqual(['VGg']);
  });
});
