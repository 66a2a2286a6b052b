import { rebuildReadModel, type ReadModelReport } from '../../record/reconcile/rebuild-read-model';
import { views } from '../../record/reconcile/views';
import { aDoor, aLead, aRectifying, type TestDoor } from '../support/record';
import { aScene, type TestScene } from '../support/scene';

describe('rebuilding the read model', () => {
  let test: TestDoor;
  let at: TestScene;
  let caseId: string;

  beforeEach(async () => {
    test = await aDoor();
    at = await aScene(test);
    caseId = await aRectifying(test.door);
    await aLead(test.door);
  });
  afterEach(async () => {
    await at.close();
    await test.close();
  });

  const rebuild = (onProgress: (streams: number) => void = () => undefined): Promise<ReadModelReport> =>
    rebuildReadModel({ scene: at.scene, door: test.door, operator: 'op', onProgress });
  const change = (sql: string, params: unknown[] = []): Promise<unknown> => test.fresh.sources.write.query(sql, params);
  const contents = async () => {
    const tables: Record<string, unknown> = {};
    for (const { table, key } of views) tables[table] = await test.rows(`SELECT * FROM ${table} ORDER BY ${key}, 2`);
    return tables;
  };

  it('exchanges nothing where every table is what the events make', async () => {
    expect(await rebuild()).toMatchObject({ streams: 2, isSwapped: false, caughtUp: [], broken: [] });
    expect(await test.rows('SELECT COUNT(*) AS n FROM audit')).toEqual([{ n: 0 }]);
  });

  it('brings back tables that were emptied, without a trace in the schema', async () => {
    const before = await contents();
    for (const { table } of views) await change(`DELETE FROM ${table}`);
    await change("INSERT INTO case_subject (case_id, subject_id) VALUES ('nowhere', 's1')");
    const report = await rebuild();
    expect(report.isSwapped).toBe(true);
    expect(report.tables.find(({ table }) => table === 'case_row')).toEqual({
      table: 'case_row',
      live: 0,
      shadow: 2,
      differingStreams: 2,
    });
    expect(await contents()).toEqual(before);
    const drift = await test.fresh.sources.write.driver.createSchemaBuilder().log();
    expect(drift.upQueries).toEqual([]);
    expect(await test.rows('SELECT action, ref FROM audit')).toEqual([
      { action: 'read-model-rebuilt', ref: 'read-model' },
    ]);
  });

  it('makes a fold again that is not what the events make', async () => {
    const file = await test.door.loadFile(`case:${caseId}`);
    await change("UPDATE stream SET file = REPLACE(file, 'rectifying', 'archived') WHERE stream_id = ?", [
      `case:${caseId}`,
    ]);
    expect(await rebuild()).toMatchObject({ isSwapped: false, caughtUp: [`case:${caseId}`] });
    expect(await test.door.loadFile(`case:${caseId}`)).toEqual(file);
  });

  it('loses nothing that people write meanwhile', async () => {
    await change("UPDATE case_row SET status = 'void' WHERE case_id = ?", [caseId]);
    const writing: Promise<string>[] = [];
    const report = await rebuild(() => writing.push(aLead(test.door), aLead(test.door)));
    const ids = await Promise.all(writing);
    expect(report.isSwapped).toBe(true);
    expect((await at.check(['D12'])).findings).toEqual([]);
    const rows = await test.rows('SELECT case_id FROM case_row');
    expect(rows.map(({ case_id: id }) => id)).toEqual(expect.arrayContaining([caseId, ...ids]));
  });

  it('makes nothing of a stream whose chain is broken', async () => {
    await change("UPDATE event SET body = REPLACE(body, '属实', '不实') WHERE stream_id = ? AND seq = 2", [
      `case:${caseId}`,
    ]);
    await change("UPDATE stream SET file = REPLACE(file, 'rectifying', 'archived') WHERE stream_id = ?", [
      `case:${caseId}`,
    ]);
    expect(await rebuild()).toMatchObject({ broken: [`case:${caseId}`] });
  });
});
