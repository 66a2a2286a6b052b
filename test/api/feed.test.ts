/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are JSON of any shape */
import { gradeCase, openTown, reportBody, reportCase, type TestTown } from '../support/open-town';

interface Item {
  caseId?: string;
  escalationId?: string;
  seq: number;
  type: string;
  townId: string;
  number?: string | null;
  version: number;
}

interface Page {
  items: Item[];
  nextCursor: string;
  names: Record<string, string>;
}

let town: TestTown;
/** An ordinary case of two subjects, one of them a unit of the town, over which a talk is proposed. */
let caseId: string;
let escalationId: string;
let protectedId: string;

const place = async (): Promise<void> => {
  while ((await town.record.door.placeEvents(200)) > 0);
};

const ask = async (username: string, query = '') => (await town.as(username)).get(`/api/v1/events?${query}`);

const page = async (username: string, query = ''): Promise<Page> => {
  const reply = await ask(username, query);
  expect([query, reply.status]).toEqual([query, 200]);
  return reply.body;
};

/** Everything from a place on: until a page says that it ends where it began. */
const readOn = async (username: string, filter = 'limit=200', from = ''): Promise<{ items: Item[]; end: string }> => {
  const items: Item[] = [];
  for (let after = from; ;) {
    const found = await page(username, `${filter}&after=${after}`);
    items.push(...found.items);
    if (found.nextCursor === after) return { items, end: after };
    after = found.nextCursor;
  }
};

/** Nothing for who may not read it. */
const logOf = async (username: string, path: string): Promise<object[]> =>
  (await (await town.as(username)).get(`${path}/events?limit=200`)).body.items ?? [];

const OF_THE_FEED = ['caseId', 'escalationId', 'townId', 'number', 'version'];

/** An item without what the log of its own case does not repeat. */
const bare = (item: Item): object =>
  Object.fromEntries(Object.entries(item).filter(([field]) => !OF_THE_FEED.includes(field)));

beforeAll(async () => {
  town = await openTown();
  const [ofc, rp] = [await town.as('ofc'), await town.as('rp')];
  caseId = await reportCase(town);
  await gradeCase(town, caseId, ['drill-company', 'drill-pingan']);
  await ofc.command(caseId, 'add-note', { text: '内部研判' });
  const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao', reason: '属地办理' };
  await ofc.command(caseId, 'assign', units);
  const body = { act: 'interview', addressee: { subjectId: 'drill-company' }, caseIds: [caseId], reason: '屡次逾期' };
  escalationId = String((await ofc.post('/api/v1/escalations', body)).body.escalationId);
  const opened = await rp.post('/api/v1/cases', await reportBody(rp, { source: 'public-report' }));
  protectedId = String(opened.body.caseId);
  await gradeCase(town, protectedId);
  await place();
});
afterAll(async () => {
  await town.close();
});

describe('U-58 the feed of events', () => {
  it('gives every event that somebody may read once, those of a case in their order, whatever the page', async () => {
    const { items } = await readOn('ofc');
    const found = items.map((item) => `${item.caseId ?? item.escalationId ?? ''}:${item.seq}`);
    const logged = await town.database.sources.read.query('SELECT stream_id, seq FROM event ORDER BY stream_id, seq');
    const ids = logged.map(({ stream_id: id, seq }: { stream_id: string; seq: number }) =>
      [id.split(':')[1], seq].join(':'),
    );
    expect(found.toSorted()).toEqual(ids.toSorted());
    for (const own of Map.groupBy(items, (item) => item.caseId ?? item.escalationId).values())
      expect(own.map(({ seq }) => seq)).toEqual(own.map((_, n) => n + 1));
    for (const limit of [1, 3, 7]) expect((await readOn('ofc', `limit=${limit}`)).items).toEqual(items);
  });

  it('names the case with its number and version, and people and units beside their ids', async () => {
    const { items, names } = await page('ofc', 'limit=200&types=assigned');
    const { body } = await (await town.as('ofc')).get(`/api/v1/cases/${caseId}`);
    expect(items).toMatchObject([{ caseId, type: 'assigned', townId: 'drill-town', number: body.number }]);
    expect(items[0]?.version).toBe(body.version);
    expect(names['drill-town-meiqiao']).toMatch(/村/);
    expect(names[(await town.as('ofc')).personId]).toBeTruthy();
    expect((await readOn('ofc')).items.filter((item) => item.escalationId === escalationId)).not.toEqual([]);
  });

  const readers = ['ofc', 'l2', 'ldc', 'vgm', 'vgg', 'ru', 'ens', 'enm', 'ow', 'efo1', 'ds1', 'ex', 'au', 'rp', 'sa'];

  it.each(readers)('shows %s of each case and talk what its own log shows him, and nothing of others', async (who) => {
    const { items } = await readOn(who, 'limit=200');
    for (const id of [caseId, protectedId]) {
      const own = items.filter((item) => item.caseId === id).map(bare);
      expect(own).toEqual(await logOf(who, `/api/v1/cases/${id}`));
      const { status, body } = await ask(who, `caseId=${id}`);
      expect([status, (body.items ?? []).map(bare)]).toEqual([own.length > 0 ? 200 : 403, own]);
    }
    const talk = items.filter((item) => item.escalationId === escalationId).map(bare);
    expect(talk).toEqual(await logOf(who, `/api/v1/escalations/${escalationId}`));
  });

  it('tells the side that rectifies nothing of who reported, and another town nothing at all', async () => {
    const { items } = await readOn('ens');
    expect(items.some((item) => item.caseId === protectedId)).toBe(true);
    expect(JSON.stringify(items)).not.toMatch(/内部研判|public-report|protectedSource|reporter:/);
    expect(await readOn('other-ofc')).toMatchObject({ items: [] });
    expect((await ask('other-ofc', `caseId=${caseId}`)).status).toBe(404);
  });

  it('gives who only reported the stations of his case by type and time', async () => {
    const { items } = await readOn('rp');
    expect(items.map(({ type }) => type)).toEqual(['reported', 'verified', 'graded']);
    for (const item of items) expect(Object.keys(bare(item)).toSorted()).toEqual(['at', 'seq', 'type']);
  });

  it('goes on for ever: a cursor is given also where nothing is left, and leads to what comes later', async () => {
    const { end } = await readOn('ofc');
    expect(await page('ofc', `limit=200&after=${end}`)).toMatchObject({ items: [], nextCursor: end });
    await (await town.as('ofc')).command(caseId, 'add-note', { text: '后来' });
    expect((await page('ofc', `limit=200&after=${end}`)).items).toEqual([]);
    await place();
    const { items } = await page('ofc', `limit=200&after=${end}`);
    expect(items).toMatchObject([{ caseId, type: 'note-added' }]);
  });

  it('misses nothing and doubles nothing while people go on and positions are given', async () => {
    const { end } = await readOn('ofc', 'limit=2');
    const vgg = await town.as('vgg');
    const bodies: object[] = [];
    for (let n = 0; n < 8; n += 1) bodies.push(await reportBody(vgg));
    const state = { isOver: false };
    const placing = (async () => {
      while (!state.isOver) {
        await town.record.door.placeEvents(3);
        // On SQLite nothing else would get its turn.
        await new Promise(setImmediate);
      }
    })();
    const seen: Item[] = [];
    let after = end;
    const look = async (): Promise<void> => {
      const found = await page('ofc', `limit=2&after=${after}`);
      seen.push(...found.items);
      after = found.nextCursor;
    };
    const reading = (async () => {
      while (!state.isOver) await look();
    })();
    const made: string[] = [];
    try {
      const opened = await Promise.all(bodies.map((body) => vgg.post('/api/v1/cases', body)));
      made.push(...opened.map((reply) => String(reply.body.caseId)));
      for (const id of made) await (await town.as('ofc')).command(id, 'add-note', { text: '已联系' });
    } finally {
      state.isOver = true;
    }
    await Promise.all([placing, reading]);
    await place();
    seen.push(...(await readOn('ofc', 'limit=2', after)).items);
    const found = seen.map((item) => `${item.caseId ?? ''}:${item.seq}`);
    expect(found.toSorted()).toEqual(made.flatMap((id) => [`${id}:1`, `${id}:2`]).toSorted());
  });

  it('ends a page after so many events of others, and goes on behind them', async () => {
    const { write } = town.database.sources;
    const { end } = await readOn('ens', 'limit=50');
    const [last] = await write.query('SELECT MAX(position) AS last FROM feed');
    for (let n = 1; n <= 2_500; n += 100) {
      const rows = Array.from({ length: 100 }, (_, k) => Number(last.last) + n + k);
      await write.query(
        `INSERT INTO feed (event_id, stream_id, seq, town_id, type, at, position)
         VALUES ${rows.map((at) => `('E${at}', 'case:elsewhere', ${at}, 'other-town', 'note-added', '2026-01-01T00:00:00.000Z', ${at})`).join(', ')}`,
      );
    }
    await (await town.as('ens')).command(caseId, 'add-note', { text: '已整改' });
    await place();
    const first = await page('ens', `limit=50&after=${end}`);
    expect(first.items).toEqual([]);
    expect(first.nextCursor).not.toBe(end);
    const second = await page('ens', `limit=50&after=${first.nextCursor}`);
    expect(second.items).toMatchObject([{ caseId, type: 'note-added' }]);
  });

  it('is open to tokens that read', async () => {
    const ofc = await town.as('ofc');
    const { token } = (await ofc.post('/api/v1/tokens', { label: '对接', scopes: ['read'] })).body;
    const { default: request } = await import('supertest');
    const reply = await request(town.app)
      .get('/api/v1/events')
      .set('Authorization', `Bearer ${String(token)}`);
    expect(reply.status).toBe(200);
  });
});

describe('U-58 a cursor that is none of this feed', () => {
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');

  it('is refused with the code of other bad cursors: bent, of another query, of another reader, of a list', async () => {
    const { nextCursor } = await page('ofc', 'limit=1');
    const bent = `${nextCursor.slice(0, 20)}${nextCursor[20] === 'A' ? 'B' : 'A'}${nextCursor.slice(21)}`;
    const { nextCursor: ofList } = (await (await town.as('ofc')).get('/api/v1/cases?limit=1')).body;
    const asked: [string, string][] = [
      ...[bent, nextCursor.slice(1), encoded(['x', 1_000_000, 'x']), '%00', '一', '!!', encoded('null')].map(
        (after): [string, string] => ['ofc', `after=${encodeURIComponent(after)}`],
      ),
      ['ofc', `types=reported&after=${nextCursor}`],
      ['ofc', `caseId=${caseId}&after=${nextCursor}`],
      ['l2', `after=${nextCursor}`],
      ['ofc', `after=${String(ofList)}`],
    ];
    for (const [who, query] of asked) {
      const reply = await ask(who, query);
      expect([query, reply.status, reply.body.code]).toEqual([query, 400, 'malformed-request']);
    }
    expect((await ask('ofc', `limit=2&after=${nextCursor}`)).status).toBe(200);
  });

  it('is refused where it comes from the future: the record was restored to a state before it', async () => {
    const { write } = town.database.sources;
    await (await town.as('ofc')).command(caseId, 'add-note', { text: '恢复之后没有了' });
    await place();
    const { end } = await readOn('ofc');
    await write.query(
      'UPDATE feed SET position = NULL WHERE position = (SELECT last FROM (SELECT MAX(position) AS last FROM feed) AS l)',
    );
    expect((await ask('ofc', `limit=200&after=${end}`)).status).toBe(400);
    const caller = await reportCase(town);
    await write.query("UPDATE feed SET at = '2020-01-01T00:00:00.000Z' WHERE stream_id = ?", [`case:${caller}`]);
    await place();
    // The position is taken again, by another event: going on behind it would miss that one.
    expect((await ask('ofc', `limit=200&after=${end}`)).status).toBe(400);
  });

  it.each(['limit=0', 'limit=201', 'types=nonsense', 'types=', 'caseId=%00', 'cursor=x', 'after=a&after=b', 'wait=5'])(
    'and other bad input is a 422 that names it: %s',
    async (query) => {
      const reply = await ask('ofc', query);
      expect([reply.status, reply.body.code]).toEqual([422, 'validation']);
    },
  );
});
