import type { CaseCommand } from '../../domain/case/commands';
import { plusMs } from '../../domain/clock/instant';
import { createLogger } from '../../logger';
import { streamsToHandOn } from '../../record/handing-on';
import { createStore } from '../../record/store';
import { aDoor, aLead, commanding, fileOf, obeyed, type TestDoor } from '../support/record';

const write = (test: TestDoor, sql: string, params: unknown[] = []): Promise<unknown> =>
  test.fresh.sources.write.query(sql, params);

const endPost = async (test: TestDoor, ...personIds: string[]): Promise<void> => {
  for (const personId of personIds)
    await write(test, "UPDATE post SET valid_to = '2025-09-14' WHERE person_id = ?", [personId]);
  await write(test, "UPDATE directory_version SET n = n + 1 WHERE town_id = 'baihe'");
};

describe('a proposal that nobody holds a post to decide any more', () => {
  let test: TestDoor;
  let caseId: string;

  beforeEach(async () => {
    test = await aDoor();
    caseId = await aLead(test.door);
    const voiding: CaseCommand = {
      type: 'propose',
      act: 'void',
      reason: '不属实',
      attachmentIds: ['ofc-photo'],
      fields: {},
    };
    await obeyed(test.door, commanding('ofc', caseId, voiding));
  });
  afterEach(() => test.close());

  const step = async () => (await fileOf(test.door, caseId)).proposals[0]?.steps[0];

  it('goes up by itself, once, before its clock runs out', async () => {
    expect(await test.door.settlePage(10)).toEqual({ settled: 0, more: false });
    await endPost(test, 'ofd', 'ofd2');
    expect(await test.door.settlePage(10)).toEqual({ settled: 1, more: false });
    expect(await step()).toEqual({ roles: ['L2'] });
    expect(await test.rows("SELECT deciders FROM proposal_row WHERE state = 'open'")).toEqual([
      { deciders: '{"roles":["L2"]}' },
    ]);
    expect(await test.door.settlePage(10)).toEqual({ settled: 0, more: false });
  });

  it('passes what is empty on the way, and is left with L1 who is not there either', async () => {
    await endPost(test, 'ofd', 'ofd2', 'l2', 'l1');
    expect(await test.door.settlePage(10)).toEqual({ settled: 1, more: false });
    expect(await step()).toEqual({ roles: ['L1'] });
    expect(await test.door.settlePage(10)).toEqual({ settled: 0, more: false });
  });

  it('goes up where the account of the last of them is closed', async () => {
    await endPost(test, 'ofd');
    const account = {
      person_id: 'ofd2',
      username: 'ofd2',
      password_hash: '',
      failed_attempts: 0,
      must_change_password: 0,
      disabled_at: test.now(),
    };
    const columns = Object.keys(account);
    await write(
      test,
      `INSERT INTO account (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      Object.values(account),
    );
    expect(await test.door.settlePage(10)).toEqual({ settled: 1, more: false });
    expect(await step()).toEqual({ roles: ['L2'] });
  });

  it('that does not go on by being settled is looked at once, and again when people or the day have changed', async () => {
    const logger = createLogger({ level: 'error', service: 'test', silent: true });
    const engine = { store: createStore(test.fresh.sources, logger) };
    const look = async (now = test.now()) => {
      const [stand] = await test.rows('SELECT SUM(n) AS n FROM directory_version');
      return streamsToHandOn(engine, { now, stand }, 10);
    };
    await write(test, 'UPDATE proposal_row SET deciders = \'{"roles":["EX"]}\'');
    expect(await look()).toEqual([`case:${caseId}`]);
    expect(await look()).toEqual([]);
    expect(await look()).toEqual([]);
    await write(test, "UPDATE directory_version SET n = n + 1 WHERE town_id = 'baihe'");
    expect(await look()).toEqual([`case:${caseId}`]);
    expect(await look()).toEqual([]);
    expect(await look(plusMs(test.now(), 86_400_000))).toEqual([`case:${caseId}`]);
  });

  it('is not decided by people of a unit that has ended', async () => {
    expect(await test.door.settlePage(10)).toEqual({ settled: 0, more: false });
    await write(test, "UPDATE unit SET valid_to = '2025-09-14' WHERE unit_id = 'zhuanban'");
    await write(test, "UPDATE directory_version SET n = n + 1 WHERE town_id = 'baihe'");
    expect(await test.door.settlePage(10)).toEqual({ settled: 1, more: false });
    // L2 of this town sits there as well.
    expect(await step()).toEqual({ roles: ['L1'] });
  });
});
