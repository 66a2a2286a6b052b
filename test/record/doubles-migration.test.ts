import { migrate } from '../../entities/data-source';
import { migrateTo } from '../../entities/migrate-to';
import { migrations } from '../../entities/migrations';
import { Doubles1764400000032 } from '../../entities/migrations/0032-doubles';
import { SiteRow, SubjectRow } from '../../entities/place.entity';
import { emptyDatabase, type FreshDatabase } from '../support/database';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await emptyDatabase();
  const before = migrations.slice(0, migrations.indexOf(Doubles1764400000032));
  await migrateTo(
    fresh.sources,
    before.map((one) => one.name),
  );
});
afterAll(() => fresh.drop());

const sql = (text: string, params: unknown[]): Promise<unknown> => fresh.sources.write.query(text, params);

describe('subjects and sites of older releases', () => {
  it('are nobody’s doubles, in their first version, and no open case is looked at for them', async () => {
    const at = '2025-07-01T01:00:00.000Z';
    await sql(
      "INSERT INTO subject (subject_id, town_id, name, kind, protected_person, created_at) VALUES ('s', 'baihe', '店', 'enterprise', 0, ?)",
      [at],
    );
    await sql(
      "INSERT INTO site (site_id, town_id, name, type, address, created_at) VALUES ('p', 'baihe', '点', '厂房', '路', ?)",
      [at],
    );
    await migrate(fresh.sources);
    // As after a stop between its statements, each of which a server commits by itself.
    const runner = fresh.sources.write.createQueryRunner();
    await new Doubles1764400000032().up(runner);
    await runner.release();
    const unmerged = { mergedInto: null, mergedAt: null, mergedBy: null, mergeReason: null, version: 1 };
    expect(await fresh.sources.write.getRepository(SubjectRow).find()).toMatchObject([
      { ...unmerged, amendedAt: null },
    ]);
    expect(await fresh.sources.write.getRepository(SiteRow).find()).toMatchObject([unmerged]);
  });
});
