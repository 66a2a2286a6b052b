import { aDoor, aRectifying, fileOf, typesOf, type TestDoor } from '../support/record';

let test: TestDoor;
beforeEach(async () => {
  test = await aDoor();
});
afterEach(() => test.close());

const write = (sql: string, params: unknown[]): Promise<unknown> => test.fresh.sources.write.query(sql, params);

/** A rectifying case as a release before 0.3.0 kept it: the village of the firm is the firm, and owes for it. */
const asBefore = async (): Promise<string> => {
  const caseId = await aRectifying(test.door);
  const file = await fileOf(test.door, caseId);
  const subjects = file.subjects.map((subject) => ({ ...subject, unitId: 'meiqiao', placeUnitId: undefined }));
  const deadlines = file.deadlines.map((deadline) => ({
    ...deadline,
    addressee: deadline.addressee === 'subject:s1' ? 'unit:meiqiao' : deadline.addressee,
  }));
  const text = JSON.stringify({ ...file, subjects, deadlines });
  await write('UPDATE stream SET file = ?, next_due_at = ? WHERE stream_id = ?', [text, test.now(), `case:${caseId}`]);
  await write("UPDATE deadline SET addressee = 'unit:meiqiao' WHERE addressee = 'subject:s1'", []);
  return caseId;
};

const owedBy = (addressee: string) =>
  test.rows("SELECT clock, level FROM deadline WHERE clock = 'rectify' AND addressee = ? ORDER BY level", [addressee]);

describe('U-46: an open case of an older release', () => {
  it('is corrected by the clock, once, with whom its deadlines are addressed to', async () => {
    const caseId = await asBefore();
    const before = await owedBy('unit:meiqiao');
    expect(before.length).toBeGreaterThan(1);
    test.pass(2_500);
    await test.door.settlePage(10);
    expect(await owedBy('unit:meiqiao')).toEqual([]);
    expect(await owedBy('subject:s1')).toEqual(before);
    const file = await fileOf(test.door, caseId);
    expect(file.subjects[0]).toMatchObject({ unitId: null, placeUnitId: 'meiqiao' });
    expect(file.deadlines.some(({ addressee }) => addressee === 'unit:meiqiao')).toBe(false);
    test.pass(3_000);
    await test.door.settlePage(10);
    const types = await typesOf(test.door, `case:${caseId}`);
    expect(types.filter((type) => type === 'subject-corrected')).toHaveLength(1);
  });

  it('moves no date and fires nothing by that', async () => {
    const caseId = await asBefore();
    const dates = async () =>
      (await fileOf(test.door, caseId)).deadlines.map(({ deadlineId, dueAt, state }) => [deadlineId, dueAt, state]);
    const before = await dates();
    await test.door.settle(`case:${caseId}`, 1, 0);
    expect(await dates()).toEqual(before);
  });
});
