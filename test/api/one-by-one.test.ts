import { AnchorRow } from '../../entities/anchor.entity';
import { hire } from '../support/staff';
import { assignCase, openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const get = async (username: string, path: string) => (await town.as(username)).get(path);

describe('one unit', () => {
  it('says to who keeps units what it holds, and to others what it is', async () => {
    const caseId = await reportCase(town);
    await assignCase(town, caseId);
    const kept = await get('ofd', '/api/v1/units/drill-town-meiqiao');
    expect(kept.status).toBe(200);
    expect(kept.body.holds).toMatchObject({ cases: 1 });
    expect(kept.body.holds.posts).toBeGreaterThan(0);
    expect(kept.body.labels['unit-kind']).toEqual({ village: '村居' });
    const read = await get('vgg', '/api/v1/units/drill-town-meiqiao');
    expect([read.status, read.body.holds]).toEqual([200, undefined]);
  });

  it('names whom it takes over from, and does not exist for another town', async () => {
    const ofd = await town.as('ofd');
    const [old, next] = await Promise.all(
      ['旧部', '新部'].map(async (name) => {
        const made = await ofd.post('/api/v1/units', { name, kind: 'department' });
        return String(made.body.unitId);
      }),
    );
    await ofd.post(`/api/v1/units/${old}/end`, { to: '2099-12-31', successorUnitId: next });
    const { body } = await ofd.get(`/api/v1/units/${next}`);
    expect([body.predecessorUnitIds, body.names[String(old)]]).toEqual([[old], '旧部']);
    expect((await get('other-ofc', `/api/v1/units/${next}`)).status).toBe(404);
    expect((await get('ofd', '/api/v1/units/nobody')).status).toBe(404);
  });
});

describe('one person', () => {
  it('shows administration the account, everybody the posts, and nobody a reporter', async () => {
    const { personId } = await town.as('vgg');
    const administered = await get('ofd', `/api/v1/people/${personId}`);
    expect(administered.body).toMatchObject({
      username: 'vgg',
      townId: 'drill-town',
      account: { disabledAt: null, sessions: 1, tokens: 0 },
    });
    const read = await get('ofc', `/api/v1/people/${personId}`);
    expect([read.status, read.body.username, read.body.account]).toEqual([200, undefined, undefined]);
    expect(read.body.posts[0].role).toBe('VGg');
    const reporter = (await town.as('rp')).personId;
    expect((await get('ofc', `/api/v1/people/${reporter}`)).status).toBe(404);
    expect((await get('other-ofc', `/api/v1/people/${personId}`)).status).toBe(404);
  });

  it('is found by administration before he has any post', async () => {
    const personId = await hire(town, 'newcomer');
    const { body } = await get('sa', `/api/v1/people/${personId}`);
    expect([body.username, body.posts]).toEqual(['newcomer', []]);
    expect((await get('ofc', `/api/v1/people/${personId}`)).status).toBe(404);
  });
});

describe('one site', () => {
  it('is read in its town alone, with what its ids are called', async () => {
    const { body, status } = await get('vgg', '/api/v1/sites/drill-charging-site');
    expect([status, body.names[body.villageUnitId]]).toEqual([200, '梅桥村']);
    expect((await get('other-ofc', '/api/v1/sites/drill-charging-site')).status).toBe(404);
  });
});

describe('a pack', () => {
  it('says its terms, reminders and measures in words', async () => {
    const { body } = await get('vgg', '/api/v1/policies/baihe-2025');
    const words = (rows: { words: string }[]): string[] => rows.map((row) => row.words);
    const { clocks, reminders, ladders } = body as {
      clocks: { term: { words: string } }[];
      reminders: { words: string }[];
      ladders: { rungs: { words: string }[] }[];
    };
    expect(words(clocks.map(({ term }) => term))).toContain('15个工作日');
    expect(words(reminders).every((one) => one.endsWith('提醒'))).toBe(true);
    const rungs = ladders.flatMap((ladder) => words(ladder.rungs));
    expect(rungs.some((one) => one.endsWith('督办'))).toBe(true);
  });
});

const numbersIn = (body: unknown): number[] =>
  (body as { items: { anchorNo: number }[] }).items.map(({ anchorNo }) => anchorNo);

describe('anchors', () => {
  it('are read by audit and administration, newest first, and by nobody else', async () => {
    const root = { merkleRoot: 'a'.repeat(64), prevHash: 'b'.repeat(64), hash: 'c'.repeat(64) };
    const at = '2026-01-01T00:00:00.000Z';
    for (const anchorNo of [1, 2, 3])
      await town.database.sources.write
        .getRepository(AnchorRow)
        .insert({ anchorNo, at, chains: anchorNo, links: anchorNo, ...root, exportedAt: anchorNo < 3 ? at : null });
    const first = await get('au', '/api/v1/anchors?limit=2');
    expect(numbersIn(first.body)).toEqual([3, 2]);
    expect(first.body.items[0].exportedAt).toBeNull();
    const next = await get(
      'sa',
      `/api/v1/anchors?limit=2&cursor=${String((await get('sa', '/api/v1/anchors?limit=2')).body.nextCursor)}`,
    );
    expect(numbersIn(next.body)).toEqual([1]);
    expect((await get('ofd', '/api/v1/anchors')).status).toBe(403);
  });
});
