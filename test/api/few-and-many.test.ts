import { fewCasesOf } from '../../api/read/few-cases';
import { openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
let caseId: string;
beforeAll(async () => {
  town = await openTown();
  caseId = await reportCase(town);
});
afterAll(async () => {
  await town.close();
});

const listOf = async (username: string): Promise<string[]> => {
  const { body } = await (await town.as(username)).get('/api/v1/cases?limit=200');
  return (body as { items: { caseId: string }[] }).items.map((item) => item.caseId);
};

const countOf = async (username: string, query = ''): Promise<number> => {
  const { body } = await (await town.as(username)).get(`/api/v1/cases/counts${query}`);
  return (body as { total: number }).total;
};

/** So many cases of another town and of this one that the village reads. */
const fill = async (
  count: number,
  townId: string,
  prefix: string,
  reader = 'unit:drill-town-meiqiao',
): Promise<void> => {
  const { write } = town.database.sources;
  const [row]: Record<string, unknown>[] = await write.query('SELECT * FROM case_row WHERE case_id = ?', [caseId]);
  const columns = Object.keys(row ?? {});
  for (let n = 0; n < count; n += 1) {
    const id = `${prefix}${String(n)}`;
    const values = { ...row, case_id: id, town_id: townId, number: null, external_id: null };
    const marks = columns.map(() => '?').join(', ');
    await write.query(
      `INSERT INTO case_row (${columns.join(', ')}) VALUES (${marks})`,
      columns.map((column) => (values as Record<string, unknown>)[column]),
    );
    await write.query('INSERT INTO case_reader (case_id, reader, owed_at) VALUES (?, ?, NULL)', [id, reader]);
  }
};

describe('the list of who reads a few cases of a town', () => {
  it('is made of them, without those of other towns', async () => {
    await fill(3, 'other-town', 'elsewhere');
    await fill(2, 'drill-town', 'here');
    const seen = await listOf('vgm');
    expect(seen).toEqual(expect.arrayContaining([caseId, 'here0', 'here1']));
    expect(seen).not.toContain('elsewhere0');
  });

  it('is the same when they are more than can be named', async () => {
    const before = await listOf('vgm');
    await fill(1_000, 'other-town', 'many');
    expect(await listOf('vgm')).toEqual(before);
    // Whoever reads by his posts and by no town's key, of all three: his own, none of the other town, none twice.
    expect(await countOf('vgm')).toBe(before.length);
    expect(await countOf('vgm', '?domain=fire')).toBe(0);
    expect(await countOf('vgm', '?unitId=drill-town-meiqiao&q=无此一案')).toBe(0);
    const { body: desk } = await (await town.as('vgm')).get('/api/v1/desk');
    expect(desk).toMatchObject({ stock: { count: before.length }, rest: { notTold: 0 } });
    const scope = { townId: 'drill-town', personId: 'x', all: false, office: false };
    const viewer = {
      scopes: [{ ...scope, keys: ['unit:drill-town-meiqiao'] }],
      townIds: ['drill-town'],
      personId: 'x',
    };
    expect(await fewCasesOf(town.deps.db, viewer as unknown as Parameters<typeof fewCasesOf>[1])).toBeNull();
  });
});

describe('the desk of who has reported more cases than can be named', () => {
  it('counts them as those of which he is told the state alone', async () => {
    const person = await town.as('vgg');
    const { body: me } = await person.get('/api/v1/me');
    const before = await countOf('vgg');
    await fill(1_001, 'drill-town', 'told', `reporter:${(me as { person: { personId: string } }).person.personId}`);
    const { body: desk } = await person.get('/api/v1/desk');
    expect(desk).toMatchObject({ stock: { count: before + 1_001 }, rest: { notTold: 1_001 } });
  });
});
