import { assignCase, openTown, reportCase, type TestPerson, type TestTown } from '../support/open-town';

let town: TestTown;
let ofc: TestPerson;
let assigned: string;
beforeAll(async () => {
  town = await openTown();
  ofc = await town.as('ofc');
  assigned = await reportCase(town, 'vgg', { title: '=HYPERLINK("x"),"引号"' });
  await assignCase(town, assigned);
  await reportCase(town, 'rp', { title: '举报' });
  await reportCase(town, 'vgg', { title: '三' });
});
afterAll(() => town.close());

/** Lines of a table, of cells as a spreadsheet reads them. */
const parse = (text: string): string[][] => {
  const rows: string[][] = [];
  for (const [line] of text.matchAll(/(?:"(?:[^"]|"")*"|[^\r\n"])+\r\n/g)) {
    const cells = [...`,${line.slice(0, -2)}`.matchAll(/,("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) => cell);
    rows.push(cells.map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)));
  }
  return rows;
};

interface Table {
  header: string[];
  rows: string[][];
}

const tableOf = async (person: TestPerson, path: string): Promise<Table> => {
  const reply = await person.get(`${path}${path.includes('?') ? '&' : '?'}format=csv`);
  expect([path, reply.status, reply.status === 200 ? '' : reply.text]).toEqual([path, 200, '']);
  expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(reply.text.startsWith('\ufeff')).toBe(true);
  const [header = [], ...rows] = parse(reply.text.slice(1));
  for (const row of rows) expect(row).toHaveLength(header.length);
  return { header, rows };
};

const itemsOf = async (person: TestPerson, path: string): Promise<Record<string, unknown>[]> => {
  const { body } = await person.get(`${path}${path.includes('?') ? '&' : '?'}limit=200`);
  return (body as { items: Record<string, unknown>[] }).items;
};

describe('U-61 a list as a table', () => {
  it('has the rows of the list in its order, under Chinese titles, and comes as a file of a Chinese name', async () => {
    const { header, rows } = await tableOf(ofc, '/api/v1/cases?columns=caseId,title,version');
    expect(header).toEqual(['隐患编号', '标题', '版本']);
    const items = await itemsOf(ofc, '/api/v1/cases');
    expect(rows.map(([id]) => id)).toEqual(items.map(({ caseId }) => caseId));
    expect(rows.map(([, , version]) => version)).toEqual(items.map(({ version }) => String(version)));
    const reply = await ofc.get('/api/v1/cases?format=csv');
    expect(reply.headers['content-disposition']).toBe(
      `attachment; filename="list.csv"; filename*=UTF-8''${encodeURIComponent('隐患清单.csv')}`,
    );
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  it('says names for ids, words for codes, and the time of Shanghai', async () => {
    const columns = 'townId,status,grade,siteId,leadUnitId,hazardType,openedAt,nextDue.clock,nextDue.dueOn,overlays';
    const { header, rows } = await tableOf(ofc, `/api/v1/cases?columns=${columns}&status=assigned`);
    expect(header.slice(-3)).toEqual(['最近到期：计时事项', '最近到期：到期日', '标记']);
    const [row = []] = rows;
    expect(row.slice(0, 5)).toEqual(['演练镇', '已交办', '一般隐患', '梅桥村电动自行车充电棚', '城运中心']);
    expect(row[6]).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d$/);
    const [item] = await itemsOf(ofc, '/api/v1/cases?status=assigned');
    expect(row[8]).toBe((item?.['nextDue'] as { dueOn: string }).dueOn);
  });

  it('makes no formula of what people wrote', async () => {
    const { rows } = await tableOf(ofc, '/api/v1/cases?columns=title&status=assigned');
    expect(rows).toEqual([[`'=HYPERLINK("x"),"引号"`]]);
  });

  it('shows nobody more than the list does', async () => {
    expect((await tableOf(await town.as('other-ofc'), '/api/v1/cases')).rows).toEqual([]);
    const { rows } = await tableOf(await town.as('rp'), '/api/v1/cases?columns=title,source,leadUnitId,lamp');
    expect(rows).toEqual([['举报', '网格巡查', '', '']]);
    for (const path of ['/api/v1/audit?format=csv']) expect((await ofc.get(path)).status).toBe(403);
  });

  it.each([
    '/api/v1/cases?sort=-openedAt',
    '/api/v1/cases?source=grid-patrol',
    '/api/v1/worklist',
    '/api/v1/escalations',
    '/api/v1/documents',
    '/api/v1/ledgers/closed',
    '/api/v1/ledgers/closed?by=subject',
  ])('is there of %s with all that it lists', async (path) => {
    const { header, rows } = await tableOf(ofc, path);
    expect(rows).toHaveLength((await itemsOf(ofc, path)).length);
    for (const title of header) expect(title).toMatch(/\p{Script=Han}/u);
  });

  it('is there of the audit log, in which it stands itself with how much it was', async () => {
    const au = await town.as('au');
    await tableOf(ofc, '/api/v1/cases?status=assigned');
    const { header, rows } = await tableOf(au, '/api/v1/audit?action=list-exported&columns=action,ref,data');
    expect(header).toEqual(['操作', '操作对象', '内容']);
    expect(rows[0]?.slice(0, 2)).toEqual(['导出清单', 'cases']);
    expect(JSON.parse(rows[0]?.[2] ?? '')).toEqual({ rows: 1, status: 'assigned' });
  });

  it('is asked for in known columns, and whole', async () => {
    for (const [query, pointer] of [
      ['format=csv&columns=title,salary', '?columns'],
      ['format=csv&columns=', '?columns'],
      ['columns=title', '?columns'],
      ['format=csv&limit=5', '?limit'],
      ['format=csv&cursor=x', '?cursor'],
      ['format=xlsx', '?format'],
    ]) {
      const reply = await ofc.get(`/api/v1/cases?${String(query)}`);
      expect([query, reply.status, reply.body.errors?.[0]?.pointer]).toEqual([query, 422, pointer]);
    }
  });

  it('may be asked for by its media type', async () => {
    expect((await ofc.get('/api/v1/cases?format=csv').set('Accept', 'text/csv')).status).toBe(200);
    expect((await ofc.get('/api/v1/units').set('Accept', 'text/csv')).status).toBe(406);
  });

  it('goes on over all pages', async () => {
    const { write } = town.database.sources;
    const [row]: Record<string, unknown>[] = await write.query('SELECT * FROM case_row WHERE case_id = ?', [assigned]);
    const columns = Object.keys(row ?? {});
    const marks = `(${columns.map(() => '?').join(', ')})`;
    const many = Array.from({ length: 450 }, (_, n) => ({ ...row, case_id: `more${String(n)}`, number: null }));
    await write.query(
      `INSERT INTO case_row (${columns.join(', ')}) VALUES ${many.map(() => marks).join(', ')}`,
      many.flatMap((one) => columns.map((column) => (one as Record<string, unknown>)[column])),
    );
    const { rows } = await tableOf(ofc, '/api/v1/cases?columns=caseId');
    expect(new Set(rows.map(([id]) => id)).size).toBe(453);
    expect(rows).toHaveLength(453);
  });
});
