import { plusMs } from '../../domain/clock/instant';
import { openTown, reportCase, type TestTown } from '../support/open-town';
import { GOVERNMENT, hire } from '../support/staff';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
  await hire(town, 'leader-of-both', [
    { role: 'L1', unitId: GOVERNMENT },
    { role: 'L1', unitId: 'other-town-zhengfu' },
  ]);
  const { write } = town.database.sources;
  // The other town counts its lamp in working days, this one in seconds.
  const [{ version }] = await write.query("SELECT pack_version AS version FROM town WHERE town_id = 'drill-town'");
  await write.query("UPDATE town SET pack_id = 'baihe-2025', pack_version = ? WHERE town_id = 'other-town'", [version]);
  const dueAt = plusMs(await town.deps.door.now(), 3_600_000);
  for (const townId of ['drill-town', 'other-town']) {
    const caseId = await reportCase(town);
    await write.query('UPDATE case_row SET town_id = ?, next_due_at = ?, title = ? WHERE case_id = ?', [
      townId,
      dueAt,
      townId,
      caseId,
    ]);
  }
});
afterAll(async () => {
  await town.close();
});

const lampsOf = async (query = ''): Promise<Record<string, string>> => {
  const { body } = await (await town.as('leader-of-both')).get(`/api/v1/cases${query}`);
  return Object.fromEntries(
    (body as { items: { title: string; lamp: string }[] }).items.map(({ title, lamp }) => [title, lamp]),
  );
};

describe('U-56 the lamp in a list of somebody of several towns', () => {
  it('is that of the town of each case', async () => {
    expect(await lampsOf()).toEqual({ 'drill-town': 'green', 'other-town': 'yellow' });
  });

  it('is what the filter goes by', async () => {
    expect(await lampsOf('?lamp=yellow')).toEqual({ 'other-town': 'yellow' });
    expect(await lampsOf('?lamp=green')).toEqual({ 'drill-town': 'green' });
    expect(await lampsOf('?lamp=red')).toEqual({});
  });
});
