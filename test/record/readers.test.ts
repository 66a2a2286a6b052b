import { CASE_SHAPE } from '../../domain/case/file';
import { aDoor, aLead, aRectifying, type TestDoor } from '../support/record';

describe('who reads the cases of an earlier release', () => {
  let test: TestDoor;
  beforeEach(async () => {
    test = await aDoor();
  });
  afterEach(() => test.close());

  const readers = () => test.rows('SELECT * FROM case_reader ORDER BY case_id, reader');
  const empty = (): Promise<unknown> => test.fresh.sources.write.query('DELETE FROM case_reader');

  it('is noted from their files, as if they had been written by this one, and once', async () => {
    await aRectifying(test.door);
    await aLead(test.door);
    const before = await readers();
    expect(before.length).toBeGreaterThan(6);
    await empty();
    expect(await test.door.noteReaders()).toBe(2);
    expect(await readers()).toEqual(before);
    expect(await test.door.noteReaders()).toBe(0);
  });

  it('is noted from their events where their file is of an older shape', async () => {
    const caseId = await aRectifying(test.door);
    const before = await readers();
    await empty();
    const file = `REPLACE(file, '"shape":${String(CASE_SHAPE)}', '"shape":1')`;
    await test.fresh.sources.write.query(`UPDATE stream SET file = ${file} WHERE stream_id = ?`, [`case:${caseId}`]);
    expect(await test.door.noteReaders()).toBe(1);
    expect(await readers()).toEqual(before);
  });

  it('leaves out a case that this program cannot fold, and goes on with the others', async () => {
    const strange = await aLead(test.door);
    const other = await aLead(test.door);
    await empty();
    const { write } = test.fresh.sources;
    await write.query(`UPDATE event SET type = 'of-a-later-release' WHERE stream_id = ?`, [`case:${strange}`]);
    await write.query(
      `UPDATE stream SET file = REPLACE(file, '"shape":${String(CASE_SHAPE)}', '"shape":1') WHERE stream_id = ?`,
      [`case:${strange}`],
    );
    expect(await test.door.noteReaders()).toBe(1);
    expect(new Set((await readers()).map((row) => row['case_id']))).toEqual(new Set([other]));
  });

  it('is changed by what changes the case, row by row', async () => {
    await aRectifying(test.door);
    const owed = await test.rows(
      "SELECT reader FROM case_reader WHERE owed_at IS NOT NULL AND reader LIKE 'subject:%'",
    );
    expect(owed).toHaveLength(1);
  });
});
