import { streamsToFollow } from '../../record/merges';
import { prefetch } from '../../record/answers';
import { formerAddressees } from '../../domain/people/doubles';
import type { LookupRequest } from '../../domain/lookup-request';
import { createLogger } from '../../logger';
import { createStore } from '../../record/store';
import { aDoor, aRectifying, fileOf, type TestDoor } from '../support/record';

let test: TestDoor;
beforeEach(async () => {
  test = await aDoor();
});
afterEach(() => test.close());

const sql = (text: string, params: unknown[] = []): Promise<unknown> => test.fresh.sources.write.query(text, params);

/** The subject of the case turns out to be a double of one that nothing was ever said of. */
const merged = async (subjectId: string): Promise<void> => {
  await sql(
    `INSERT INTO subject (subject_id, town_id, name, kind, protected_person, created_at, amended_at)
     VALUES ('kept', 'baihe', '留下的店', 'enterprise', 0, '2025-07-01T01:00:00.000Z', '2025-07-01T01:00:00.000Z')`,
  );
  await sql("UPDATE subject SET merged_into = 'kept', amended_at = '2099-07-01T01:00:00.000Z' WHERE subject_id = ?", [
    subjectId,
  ]);
  await sql("UPDATE directory_version SET n = n + 1 WHERE town_id = 'baihe'");
};

const storeOf = () => createStore(test.fresh.sources, createLogger({ level: 'error', service: 'test', silent: true }));

const asked = async (question: LookupRequest): Promise<Record<string, unknown>[]> => {
  const counting = prefetch([question], true).statements.at(-1);
  return test.rows(counting?.sql ?? '', (counting?.params ?? []) as string[]);
};

describe('what is late under a double', () => {
  it('counts with what is late under its survivor, also where it is not addressed anew any more', async () => {
    const caseId = await aRectifying(test.door);
    const double = (await fileOf(test.door, caseId)).subjects[0]?.subjectId ?? '';
    await sql("UPDATE deadline SET state = 'fired' WHERE stream_id = ? AND clock = 'rectify' AND level = 0", [
      `case:${caseId}`,
    ]);
    const directory = {
      subjects: {
        [double]: {
          ...({ subjectId: double, name: '', kind: 'enterprise', unitId: null, placeUnitId: null } as const),
          ...{ protectedPerson: false, mergedInto: 'kept' },
        },
      },
    };
    const formerly = formerAddressees(directory, 'subject:kept');
    expect(formerly).toEqual([`subject:${double}`]);
    expect(formerAddressees(directory, 'unit:kept')).toEqual([]);
    const of = { streamId: 'case:other', addressee: 'subject:kept', since: '2000-01-01T00:00:00.000Z' };
    expect(await asked({ ask: 'late-cases', ...of })).toEqual([]);
    expect(await asked({ ask: 'late-cases', ...of, formerly })).toMatchObject([{ case_id: caseId }]);
    expect(await asked({ ask: 'late-count', ...of, most: 2, formerly })).toMatchObject([{ n: 1 }]);
  });

  it('finds the escalation of its survivor first, else its own', async () => {
    const [one, other] = [
      { ask: 'links', caseId: 'c', townId: 'baihe', act: 'interview', addressee: 'subject:kept' } as const,
      { formerly: ['subject:double'] },
    ];
    const open = (id: string, addressee: string): Promise<unknown> =>
      sql(
        `INSERT INTO escalation_row (escalation_id, town_id, act, addressee, addressee_name, host_unit_id, status, by_ladder, join_key, version, opened_at)
         VALUES (?, 'baihe', 'interview', ?, '店', 'u', 'proposed', 1, ?, 1, '2025-07-01T01:00:00.000Z')`,
        [id, addressee, `baihe|interview|${addressee}`],
      );
    await open('of-double', 'subject:double');
    expect(await asked(one)).toEqual([]);
    expect(await asked({ ...one, ...other })).toEqual([{ escalation_id: 'of-double' }]);
    await open('of-survivor', 'subject:kept');
    expect(await asked({ ...one, ...other })).toEqual([{ escalation_id: 'of-survivor' }]);
  });
});

describe('what is open of a double', () => {
  it('is found before what its survivor had all along, which has nothing to follow, however much that is', async () => {
    const store = storeOf();
    const own = [await aRectifying(test.door), await aRectifying(test.door), await aRectifying(test.door)];
    const caseId = await aRectifying(test.door);
    await merged((await fileOf(test.door, caseId)).subjects[0]?.subjectId ?? '');
    await sql("UPDATE subject SET amended_at = '2099-07-01T01:00:00.000Z' WHERE subject_id = 'kept'");
    await sql("UPDATE case_subject SET subject_id = 'kept' WHERE case_id IN (?, ?, ?)", own);
    expect(await streamsToFollow(store, 2)).toContain(`case:${caseId}`);
  });

  it('is found, moved by the sweeper, and found no more', async () => {
    const caseId = await aRectifying(test.door);
    const double = (await fileOf(test.door, caseId)).subjects[0]?.subjectId ?? '';
    const store = storeOf();
    expect(await streamsToFollow(store, 10)).toEqual([]);
    await merged(double);
    expect(await streamsToFollow(store, 10)).toEqual([`case:${caseId}`]);
    await test.door.settlePage(10);
    expect((await fileOf(test.door, caseId)).subjects).toMatchObject([{ subjectId: 'kept' }]);
    expect(await streamsToFollow(store, 10)).toEqual([]);
    expect(
      await test.rows("SELECT DISTINCT addressee FROM deadline WHERE addressee LIKE 'subject:%' AND state = 'armed'"),
    ).toEqual([{ addressee: 'subject:kept' }]);
  });
});
