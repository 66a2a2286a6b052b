import { QueryFailedError, type QueryRunner } from 'typeorm';
import { wrongSettings } from '../../record/settings';
import { onServer } from '../support/database';
import {
  aDoor,
  aLead,
  aRectifying,
  commanding,
  fileOf,
  obeyed,
  reporting,
  said,
  typesOf,
  type TestDoor,
} from '../support/record';

const verify = { type: 'verify', method: 'documents', finding: '属实' } as const;

/** Lets a statement fail as the database would, so many times. */
const failing = (test: TestDoor, matching: RegExp, code: string, times: number): void => {
  const { write } = test.fresh.sources;
  const create = write.createQueryRunner.bind(write);
  let left = times;
  write.createQueryRunner = (...mode): QueryRunner => {
    const runner = create(...mode);
    const query = runner.query.bind(runner);
    const failingQuery = (sql: string, params?: unknown[], structured?: boolean): Promise<unknown> => {
      if (left > 0 && matching.test(sql)) {
        left -= 1;
        return Promise.reject(new QueryFailedError(sql, params, Object.assign(new Error('injected'), { code })));
      }
      return query(sql, params, structured as true);
    };
    runner.query = failingQuery as QueryRunner['query'];
    return runner;
  };
};

describe('trouble with the database', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  const deadlock = onServer ? 'ER_LOCK_DEADLOCK' : 'SQLITE_BUSY';

  it('is met by doing the whole transaction again after a deadlock', async () => {
    const caseId = await aLead(test.door);
    failing(test, /INSERT INTO event/, deadlock, 3);
    const { body } = await obeyed(test.door, commanding('ofc', caseId, verify));
    expect(body.version).toBe(2);
    expect(test.seen.filter(({ name }) => name === 'retry')).toHaveLength(3);
    expect(await typesOf(test.door, `case:${caseId}`)).toEqual(['reported', 'verified']);
    expect(await test.rows("SELECT n FROM paper WHERE scope = 'case:baihe:2025'")).toEqual([{ n: 1 }]);
  });

  it('ends as unavailable after five attempts, and nothing is written', async () => {
    const caseId = await aLead(test.door);
    failing(test, /INSERT INTO event/, deadlock, 5);
    const result = await test.door.execute(commanding('ofc', caseId, verify));
    expect(result).toMatchObject({ failure: { kind: 'unavailable' } });
    expect(await typesOf(test.door, `case:${caseId}`)).toEqual(['reported']);
    expect(await test.rows('SELECT COUNT(*) AS n FROM paper')).toEqual([{ n: 0 }]);
  });

  it('is answered from the record when the connection is lost after the commit', async () => {
    const request = reporting('vgg');
    const { write } = test.fresh.sources;
    const create = write.createQueryRunner.bind(write);
    write.createQueryRunner = (...mode): QueryRunner => {
      const runner = create(...mode);
      const query = runner.query.bind(runner);
      const losing = async (sql: string, params?: unknown[], structured?: boolean): Promise<unknown> => {
        const result: unknown = await query(sql, params, structured as true);
        if (sql.endsWith('COMMIT')) {
          throw new QueryFailedError(
            sql,
            params,
            Object.assign(new Error('lost'), { code: 'PROTOCOL_CONNECTION_LOST' }),
          );
        }
        return result;
      };
      runner.query = losing as QueryRunner['query'];
      return runner;
    };
    const result = await test.door.execute(request);
    expect(said(result).status).toBe(201);
    expect(result).toMatchObject({ replayed: true });
  });

  it('is an unknown outcome when the connection is lost and the record knows nothing', async () => {
    failing(test, /COMMIT$/, 'PROTOCOL_CONNECTION_LOST', 1);
    expect(await test.door.execute(reporting('vgg'))).toEqual({ failure: { kind: 'outcome-unknown' } });
  });

  it('is a bug when it is none of these', async () => {
    failing(test, /INSERT INTO event/, 'ER_NO_SUCH_TABLE', 1);
    await expect(test.door.execute(reporting('vgg'))).rejects.toThrow('injected');
  });
});

describe('the settings of the database', () => {
  let test: TestDoor;

  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  it('are right here', async () => {
    expect(await wrongSettings(test.fresh.sources)).toEqual([]);
    expect(await test.door.health()).toMatchObject({ available: true, wrongSettings: [], oldestOverdueMs: 0 });
  });

  it('are named when one is wrong', async () => {
    const { write } = test.fresh.sources;
    if (onServer) await write.query('SET GLOBAL innodb_flush_log_at_trx_commit = 2');
    else await write.query('PRAGMA synchronous = NORMAL');
    const wrong = await wrongSettings(test.fresh.sources);
    if (onServer) await write.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
    expect(wrong).toEqual([
      onServer ? 'innodb_flush_log_at_trx_commit is 2, must be 1' : 'synchronous is 1, must be 2',
    ]);
  });

  it('include the level of the tables', async () => {
    await test.fresh.sources.write.undoLastMigration();
    const wrong = await wrongSettings(test.fresh.sources);
    expect(wrong.at(-1)).toBe('migrations are not all applied: run npm run migrate');
  });
});

describe('round trips', () => {
  it('are at most six a command on a server', async () => {
    const test = await aDoor();
    const caseId = await aRectifying(test.door);
    test.seen.length = 0;
    const spent = (): number[] =>
      test.seen.splice(0).flatMap((one) => (one.name === 'transaction' ? [one.rounds] : []));
    await obeyed(
      test.door,
      commanding('ens', caseId, { type: 'report-progress', percent: 40, done: '一半', attachmentIds: [] }),
    );
    const progress = spent();
    await aLead(test.door);
    const intake = spent();
    test.pass(6_000 + 15_000);
    const { version } = await fileOf(test.door, caseId);
    spent();
    await test.door.settle(`case:${caseId}`, 1, version);
    const storm = spent();
    // One process without a server between has no round trips: there only the number of batches is the same.
    const least = onServer ? 2 : 3;
    expect(progress).toEqual([least]);
    expect(intake).toEqual([least]);
    expect(Math.max(...storm)).toBeLessThanOrEqual(onServer ? 6 : 7);
    await test.close();
  });
});
