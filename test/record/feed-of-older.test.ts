import { migrate } from '../../entities/data-source';
import { migrateTo } from '../../entities/migrate-to';
import { createLogger } from '../../logger';
import { startFeed } from '../../worker/feed';
import { emptyDatabase, type FreshDatabase } from '../support/database';
import { aDoor, aLead, aRectifying, type TestDoor } from '../support/record';
import { aScene } from '../support/scene';
import { mend } from '../../record/reconcile/mend';

/** What a process of a release without a feed leaves: events, and no row for them. */
const forgetFeedOf = async (test: TestDoor, caseId: string): Promise<void> => {
  await test.fresh.sources.write.query('DELETE FROM feed WHERE stream_id = ?', [`case:${caseId}`]);
};

const withoutPlace = `SELECT COUNT(*) AS n FROM event e LEFT JOIN feed f ON f.event_id = e.event_id
  WHERE f.position IS NULL`;

describe('U-58 events of a process that keeps no feed', () => {
  let test: TestDoor;
  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  const unplaced = async (): Promise<number> => Number((await test.rows(withoutPlace))[0]?.['n']);
  const lastPosition = async (): Promise<number> =>
    Number((await test.rows('SELECT MAX(position) AS last FROM feed'))[0]?.['last']);

  it('are taken in by the worker when it starts, behind what could be read before', async () => {
    const older = await aRectifying(test.door);
    await forgetFeedOf(test, older);
    await aLead(test.door);
    while ((await test.door.placeEvents(200)) > 0);
    const before = await lastPosition();
    expect(await unplaced()).toBeGreaterThan(1);
    const feed = startFeed(test.door, createLogger({ level: 'error', service: 'test', silent: true }));
    await feed.stop();
    while ((await test.door.placeEvents(200)) > 0);
    expect(await unplaced()).toBe(0);
    const [first] = await test.rows('SELECT MIN(position) AS first FROM feed WHERE stream_id = ?', [`case:${older}`]);
    expect(Number(first?.['first'])).toBeGreaterThan(before);
    expect(await test.door.takeInMissing(200)).toBe(0);
  });

  it('are taken in once by several processes at once', async () => {
    for (let n = 0; n < 6; n += 1) await forgetFeedOf(test, await aLead(test.door));
    const doors = [test.door, test.another(), test.another()];
    await Promise.all(
      doors.map(async (door) => {
        while ((await door.takeInMissing(2)) > 0);
      }),
    );
    while ((await test.door.placeEvents(200)) > 0);
    expect(await unplaced()).toBe(0);
  });

  it('D13: are found and mended by reconciling', async () => {
    const at = await aScene(test);
    const older = await aRectifying(test.door);
    await aLead(test.door);
    await forgetFeedOf(test, older);
    const { findings } = await at.check(['D13']);
    expect(findings).toMatchObject([{ class: 'D13', ref: `case:${older}`, evidence: { firstSeq: 1 } }]);
    const [finding] = findings;
    if (finding === undefined) throw new Error('nothing was found');
    const deps = { scene: at.scene, door: test.door, operator: 'op' };
    expect(await mend(deps, finding)).toMatchObject({ done: true });
    expect(await mend(deps, finding)).toMatchObject({ done: false });
    expect((await at.check(['D13'])).findings).toEqual([]);
    await at.close();
  });
});

describe('the migrations of 0.5.0 that were killed between their statements', () => {
  let fresh: FreshDatabase;
  beforeEach(async () => {
    fresh = await emptyDatabase();
  });
  afterEach(() => fresh.drop());

  const sql = (text: string): Promise<unknown> => fresh.sources.write.query(text);

  it('run again, and leave the tables as if they had not been', async () => {
    const names = fresh.sources.write.migrations.map(({ name }) => name ?? '');
    await migrateTo(fresh.sources, names.slice(0, names.indexOf('Lists1764200000024')));
    await sql('CREATE INDEX ix_case_updated ON case_row (town_id, updated_at, case_id)');
    await sql('CREATE TABLE feed (event_id varchar(128) NOT NULL PRIMARY KEY)');
    await sql("INSERT INTO feed (event_id) VALUES ('half')");
    await sql('CREATE INDEX ix_notification_old ON notification (channel, state, read_at, created_at)');
    await migrate(fresh.sources);
    const drift = await fresh.sources.write.driver.createSchemaBuilder().log();
    expect(drift.upQueries.map(({ query }) => query)).toEqual([]);
    expect(await sql('SELECT event_id FROM feed')).toEqual([]);
  });
});
