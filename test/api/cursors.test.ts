/* eslint-disable @typescript-eslint/no-unsafe-call -- answers are JSON of any shape */
import { fieldsOf } from '../../api/openapi/schemas';
import { allRoutes } from '../../api/routes';
import { AnchorRow } from '../../entities/anchor.entity';
import { openTown, gradeCase, reportCase, type TestTown } from '../support/open-town';

/** Who reads a list, and what stands for the ids in its path. */
interface List {
  path: string;
  as: string;
}

let town: TestTown;
let caseId: string;
let lists: List[];

/** A list with two rows or more gives a cursor with `limit=1`; these are made so that every list has them. */
beforeAll(async () => {
  town = await openTown();
  const hook = { url: 'https://example.com/hook', townId: 'drill-town' };
  const webhookId = String((await (await town.as('sa')).post('/api/v1/webhooks', hook)).body.webhookId);
  caseId = await reportCase(town);
  await gradeCase(town, await reportCase(town));
  const ofc = await town.as('ofc');
  await gradeCase(town, caseId, ['drill-company', 'drill-landlord']);
  for (const subjectId of ['drill-company', 'drill-landlord'])
    await ofc.post('/api/v1/escalations', {
      act: 'interview',
      addressee: { subjectId },
      caseIds: [caseId],
      reason: '屡次逾期',
    });
  // Each kind of list gets its second row: a site, and a paper for each approved act.
  await ofc.post('/api/v1/sites', { name: '邻棚', type: '充电场所', address: '梅桥村 2 号' });
  const root = { merkleRoot: 'a'.repeat(64), prevHash: 'b'.repeat(64), hash: 'c'.repeat(64) };
  for (const anchorNo of [1, 2])
    await town.database.sources.write
      .getRepository(AnchorRow)
      .insert({ anchorNo, at: '2026-01-01T00:00:00.000Z', chains: 1, links: anchorNo, ...root, exportedAt: null });
  const l2 = await town.as('l2');
  for (const item of (await l2.get('/api/v1/inbox')).body.items)
    await l2.post(
      `/api/v1/escalations/${String(item.escalationId)}/commands/decide-proposal`,
      { proposalId: item.proposalId, decision: 'approve', opinion: '同意' },
      { 'If-Match': `"${String(item.version)}"` },
    );
  const escalationId = String((await ofc.get('/api/v1/escalations')).body.items[0].escalationId);
  lists = allRoutes(town.deps)
    .filter(({ query }) => query !== undefined && 'cursor' in fieldsOf(query))
    .map(({ path }) => ({
      path: path
        .replace(':caseId', caseId)
        .replace(':escalationId', escalationId)
        .replace(':subjectId', 'drill-company')
        .replace(':webhookId', webhookId),
      as: /^\/api\/v1\/(audit|anchors)/.test(path) ? 'au' : /^\/api\/v1\/(posts|webhooks)/.test(path) ? 'sa' : 'ofc',
    }));
});
afterAll(async () => {
  await town.close();
});

const ask = async ({ path, as }: List, query: string) => (await town.as(as)).get(`${path}?${query}`);

const encoded = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value), 'utf8').toString('base64url');

/** A real cursor with another character here and there, cut short, and made longer. */
const bent = (cursor: string): string[] => [
  ...[0, 17, 34, 51].map((at) => `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`),
  cursor.slice(0, -1),
  `${cursor}A`,
];

describe('a cursor', () => {
  it('shows nothing of the row that it goes on after', async () => {
    const ofc = await town.as('ofc');
    const { body } = await ofc.get('/api/v1/cases?limit=1');
    const { items, nextCursor } = body as { items: { caseId: string }[]; nextCursor: string };
    expect(Buffer.from(nextCursor, 'base64url').toString('latin1')).not.toContain(items[0]?.caseId);
  });
});

describe('U-3 a cursor that is none of this list, this query and this viewer', () => {
  const foreign: [string, string][] = [
    ['a number without end', encoded('[1e400]')],
    ['two numbers without end', encoded('[1e400,1e400]')],
    ['three of them', encoded('["x",1e400,1e400]')],
    ['Chinese', encodeURIComponent('一')],
    ['Chinese inside', encoded(['一', '二', '三'])],
    ['NUL', '%00'],
    ['NUL inside', encoded(['a\u0000', 'b', 'c'])],
    ['an object', encoded({ length: 3 })],
    ['null', encoded('null')],
    ['nested lists', encoded('[[[[[1]]]]]')],
    ['nothing', ''],
    ['no base64', '!!!!'],
    ['half a surrogate pair', encoded('["\\ud800","\\ud800"]')],
    ['a prototype', encoded('{"__proto__":[1,2]}')],
    ['too long', 'A'.repeat(3000)],
  ];

  it.each(foreign)('is refused by every list: %s', async (_name, cursor) => {
    expect(lists.length).toBeGreaterThan(10);
    for (const list of lists) {
      const reply = await ask(list, `cursor=${cursor}`);
      expect([list.path, reply.status, reply.body.code]).toEqual([list.path, 400, 'malformed-request']);
      expect(reply.body.detail).toBe('游标无效，请从第一页重新查询。');
    }
  });

  it('is refused with any of its parts bent, and accepted as it was given', async () => {
    const single: string[] = [];
    for (const list of lists) {
      const { nextCursor } = (await ask(list, 'limit=1')).body;
      if (nextCursor === null) {
        single.push(list.path);
        continue;
      }
      expect([list.path, (await ask(list, `limit=1&cursor=${String(nextCursor)}`)).status]).toEqual([list.path, 200]);
      for (const cursor of bent(String(nextCursor))) {
        const reply = await ask(list, `cursor=${cursor}`);
        expect([list.path, cursor, reply.status]).toEqual([list.path, cursor, 400]);
      }
    }
    // Nothing is closed in this town, and there is nothing that its clerk decides, has decided or signs.
    expect(single).toEqual(['/api/v1/inbox', '/api/v1/inbox/decided', '/api/v1/ledgers/closed']);
  });

  it('is refused by every other list', async () => {
    const given: { path: string; cursor: string }[] = [];
    for (const list of lists) {
      const { nextCursor } = (await ask(list, 'limit=1')).body;
      if (nextCursor !== null) given.push({ path: list.path, cursor: String(nextCursor) });
    }
    for (const list of lists)
      for (const { path, cursor } of given.filter((one) => one.path !== list.path))
        expect([list.path, path, (await ask(list, `cursor=${cursor}`)).status]).toEqual([list.path, path, 400]);
  });

  it('is refused with another filter or order, and accepted with another limit', async () => {
    const ofc = await town.as('ofc');
    const { nextCursor } = (await ofc.get('/api/v1/cases?status=lead,graded&limit=1')).body;
    const again = (query: string) => ofc.get(`/api/v1/cases?${query}&cursor=${String(nextCursor)}`);
    expect((await again('status=lead,graded&limit=1')).status).toBe(200);
    expect((await again('limit=50&status=lead,graded')).status).toBe(200);
    for (const query of ['status=registered', 'limit=1', 'status=lead,graded&sort=openedAt', 'status=lead,graded&q=a'])
      expect([query, (await again(query)).status]).toEqual([query, 400]);
  });

  it('is refused from another viewer', async () => {
    const { nextCursor } = (await (await town.as('ofc')).get('/api/v1/cases?limit=1')).body;
    const reply = await (await town.as('ldc')).get(`/api/v1/cases?cursor=${String(nextCursor)}`);
    expect(reply.status).toBe(400);
  });
});

describe('pages', () => {
  it.each(['nextDue', 'openedAt', '-openedAt', 'updatedAt', '-updatedAt'])(
    'of cases by %s show each row once',
    async (sort) => {
      const ofc = await town.as('ofc');
      const all = (await ofc.get(`/api/v1/cases?sort=${sort}`)).body.items.map((row: { caseId: string }) => row.caseId);
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const next: string = cursor === '' ? '' : `&cursor=${cursor}`;
        const { body } = await ofc.get(`/api/v1/cases?sort=${sort}&limit=1${next}`);
        seen.push(...body.items.map((row: { caseId: string }) => row.caseId));
        cursor = body.nextCursor;
      }
      expect(seen).toEqual(all);
      expect(seen).toHaveLength(2);
    },
  );
});
