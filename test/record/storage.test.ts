import { QueryFailedError } from 'typeorm';
import { troubleOf } from '../../record/database-error';
import { onServer } from '../support/database';
import { aLead, commanding, reporting, said, typesOf, aDoor, type TestDoor } from '../support/record';
import { fullOnServer, fullOnSqlite, refusingOnServer, refusingOnSqlite } from '../support/refusing';

const filling = 400;

describe('a database that cannot write', () => {
  let test: TestDoor;
  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  /** Free places in the file are used up first. */
  const reportUntilRefused = async (): Promise<ReturnType<typeof reporting>> => {
    for (let count = 0; count < filling; count += 1) {
      const request = reporting('vgg');
      if ('failure' in (await test.door.execute(request))) return request;
    }
    throw new Error(`still writes after ${filling} reports`);
  };
  const rows = (table: string): Promise<Record<string, unknown>[]> => test.rows(`SELECT COUNT(*) AS n FROM ${table}`);
  const counts = async (): Promise<unknown[]> => {
    const found: unknown[] = [];
    for (const table of ['stream', 'event', 'outbox', 'command', 'case_row', 'paper']) found.push(await rows(table));
    return found;
  };

  it.each(onServer ? fullOnServer : fullOnSqlite)(
    'U-13 is full: $what: nothing is written, it says so and recovers',
    async (full) => {
      const caseId = await aLead(test.door);
      expect(await test.door.health()).toMatchObject({ available: true, refusesWrites: null });
      await full.begin(test.fresh.sources);
      const request = await reportUntilRefused();
      const before = await counts();
      for (let count = 0; count < 3; count += 1)
        expect(await test.door.execute(request)).toMatchObject({ failure: { kind: 'storage-full' } });
      const administered = await test.door.administer({
        personId: 'ofd',
        idempotencyKey: 'administered',
        requestHash: 'hash',
        traceId: 'trace',
        action: 'unit-made',
        townId: 'baihe',
        work: async (tx) => {
          await tx.change('INSERT INTO counter (scope, n) VALUES (?, 1)', ['x'.repeat(120)]);
          return {
            answer: { status: 201, contentType: 'application/json', body: JSON.stringify('x'.repeat(200_000)) },
            ref: 'x',
            data: {},
          };
        },
      });
      expect(administered).toMatchObject({ failure: { kind: 'storage-full' } });
      expect(await counts()).toEqual(before);
      expect(await typesOf(test.door, `case:${caseId}`)).toEqual(['reported']);
      const health = await test.door.health();
      expect(health).toMatchObject({
        available: true,
        refusesWrites: expect.stringMatching(/full \(\w+\): make room/),
      });

      await full.end(test.fresh.sources);
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      expect(await test.door.health()).toMatchObject({ refusesWrites: null });
      expect(said(await test.door.execute(request)).status).toBe(201);
      const verify = { type: 'verify', method: 'documents', finding: '属实' } as const;
      expect(said(await test.door.execute(commanding('ofc', caseId, verify))).status).toBe(200);
      expect(await test.rows("SELECT COUNT(*) AS n FROM command WHERE cmd_key LIKE 'trial:%'")).toEqual([{ n: 0 }]);
    },
  );

  it.each(onServer ? refusingOnServer : refusingOnSqlite)(
    'U-13 refuses: $what: unavailable, it says so and recovers',
    async (refusing) => {
      await refusing.begin(test.fresh.sources);
      const request = reporting('vgg');
      expect(await test.door.execute(request)).toMatchObject({ failure: { kind: 'unavailable' } });
      expect(await test.door.health()).toMatchObject({ refusesWrites: expect.stringContaining('refuses writes') });
      await refusing.end(test.fresh.sources);
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      expect(await test.door.health()).toMatchObject({ refusesWrites: null });
      expect(said(await test.door.execute(request)).status).toBe(201);
    },
  );

  it('U-13 says why by its code, whatever its words are', () => {
    const failed = (error: object): unknown => new QueryFailedError('', [], Object.assign(new Error('x'), error));
    const sqlite = [
      'SQLITE_IOERR_WRITE',
      'SQLITE_IOERR_SHMSIZE',
      'SQLITE_READONLY_DBMOVED',
      'SQLITE_CANTOPEN',
      'SQLITE_CORRUPT',
    ];
    expect(sqlite.map((code) => troubleOf(failed({ code })))).toEqual(sqlite.map(() => 'refusing'));
    expect(troubleOf(failed({ code: 'SQLITE_FULL' }))).toBe('full');
    expect(
      troubleOf(failed({ code: 'EE_WRITE', sqlState: 'HY000', sqlMessage: "Error writing file 'x' (Errcode: 28)" })),
    ).toBe('full');
    expect(troubleOf(failed({ code: 'SQLITE_ERROR', sqlMessage: 'error 28' }))).toBe('bug');
  });
});
