import { MERGED, merge, subject, told, type Told } from '../support/merging';
import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';
import { hire, OFFICE, VILLAGE } from '../support/staff';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const sql = (text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
  town.database.sources.write.query(text, params);

const read = (path: string, by?: string): Promise<Told> => told(town, path, by);

describe('who merges subjects, and which', () => {
  it('is the office alone, with a reason, and it is written down who did it and why', async () => {
    const [double, survivor] = [await subject(town), await subject(town)];
    for (const by of ['vgm', 'sa', 'enm', 'efo1', 'au']) {
      const reply = await merge(town, double, survivor, by);
      expect([by, reply.status]).toEqual([by, 403]);
    }
    const path = `/api/v1/subjects/${double}/merge`;
    const without = await (await town.as('ofd')).post(path, { intoSubjectId: survivor });
    expect([without.status, without.body.errors[0].pointer]).toEqual([422, '/reason']);
    expect((await merge(town, double, survivor, 'ofd')).status).toBe(200);
    expect((await read(`/api/v1/subjects/${double}`)).mergedInto).toMatchObject({
      ...{ subjectId: survivor, personId: town.people['ofd'], reason: MERGED },
    });
    const log = await read('/api/v1/audit?action=subject-merged&limit=200', 'sa');
    expect(JSON.stringify(log)).toContain(double);
  });

  it('asks for the right when it takes effect, not when the page was opened', async () => {
    const [double, survivor] = [await subject(town), await subject(town)];
    await hire(town, 'leaves-soon', [{ role: 'OFc', unitId: OFFICE, to: '2099-01-01' }]);
    await town.as('leaves-soon');
    await sql(
      "UPDATE post SET valid_to = '2025-01-02' WHERE person_id = (SELECT person_id FROM account WHERE username = 'leaves-soon')",
    );
    expect((await merge(town, double, survivor, 'leaves-soon')).status).toBe(403);
  });

  it.each([
    ['of the double', 'double', {}],
    ['of the survivor', 'survivor', {}],
    ['that begins later', 'double', { from: '2098-01-01' }],
    ['that waits for its second person', 'double', { status: 'pending' as const }],
  ])('is nobody who holds a post %s: he would give himself another', async (what, of, more) => {
    const subjects = { double: await subject(town), survivor: await subject(town) };
    const username = `both-${what.replaceAll(' ', '-')}`;
    const unitId = 'drill-town-zhengfu';
    const subjectId = subjects[of as 'double'];
    await hire(town, username, [
      { role: 'OFc', unitId: OFFICE },
      { role: 'ENs', unitId, subjectId, ...more },
    ]);
    const reached = async (by: string, query = ''): Promise<unknown[]> => {
      const { status, body } = await merge(town, subjects.double, subjects.survivor, by, query);
      const { code, reason, whoCan } = body as Record<string, unknown>;
      return [status, code, reason, whoCan];
    };
    const refused = [403, 'sod-violation', 'own-subject', ['OFc', 'OFd']];
    expect([await reached(username, '?preview=true'), await reached(username)]).toEqual([refused, refused]);
    const offered = async (by: string): Promise<unknown> =>
      (await read(`/api/v1/subjects/${subjects[of as 'double']}`, by)).allowedActs;
    expect([await offered(username), await offered('ofc')]).toEqual([['amend'], ['amend', 'merge']]);
    expect((await reached('ofc'))[0]).toBe(200);
  });

  it('may be who stood for one of them once', async () => {
    const [double, survivor] = [await subject(town), await subject(town)];
    await hire(town, 'stood-once', [
      { role: 'OFc', unitId: OFFICE },
      { role: 'ENs', unitId: 'drill-town-zhengfu', subjectId: double, from: '2024-01-01', to: '2024-12-31' },
    ]);
    expect((await merge(town, double, survivor, 'stood-once')).status).toBe(200);
  });

  it('never those that cannot be one', async () => {
    const firm = await subject(town, {
      creditCode: '91350100M000100Y43',
    });
    const other = await subject(town, { creditCode: '91440300708461136T' });
    const old = await subject(town, { kind: 'individual', protectedPerson: true });
    const gone = await subject(town);
    const plain = await subject(town);
    await merge(town, gone, plain);
    const cases: [string, string, number, string][] = [
      [firm, firm, 409, 'merged-into-itself'],
      [firm, 'drill-pingan', 409, 'kinds-differ'],
      [old, plain, 409, 'protected-with-firm'],
      [plain, old, 409, 'protected-with-firm'],
      [firm, other, 409, 'credit-codes-differ'],
      [gone, firm, 409, 'already-merged'],
      [firm, gone, 422, 'is-merged'],
    ];
    for (const [double, into, status, reason] of cases) {
      const reply = await merge(town, double, into);
      expect([reason, reply.status, reply.body.reason]).toEqual([reason, status, reason]);
      const shown = await merge(town, double, into, 'ofc', '?preview=true');
      expect([reason, shown.status, shown.body.reason]).toEqual([reason, status, reason]);
    }
    const elsewhere = await merge(town, firm, 'nobody-there');
    expect([elsewhere.status, elsewhere.body.errors[0]]).toMatchObject([
      422,
      { pointer: '/intoSubjectId', code: 'unknown' },
    ]);
  });

  it('shows what would move, and writes nothing', async () => {
    const [double, survivor] = [await subject(town), await subject(town, { name: '留下的厂' })];
    await gradeCase(town, await reportCase(town), [double]);
    const shown = await merge(town, double, survivor, 'ofc', '?preview=true');
    expect(shown.body).toMatchObject({ moves: { cases: 1, escalations: 0, posts: 0, sites: 0 } });
    expect(String(shown.body.effects[0])).toBe('1 件未办结的隐患改由「留下的厂」负责，已起算的期限不变。');
    expect(await read(`/api/v1/subjects/${double}`)).not.toHaveProperty('mergedInto');
  });

  it('is offered what may be the same, and whoever may not merge is offered nothing', async () => {
    const same = { name: '一样的店', placeUnitId: VILLAGE };
    const [one, two] = [await subject(town, same), await subject(town, same)];
    expect(await read(`/api/v1/subjects/${one}`)).toMatchObject({
      ...{ doubleSubjectIds: [two], allowedActs: ['amend', 'merge'] },
    });
    expect(await read(`/api/v1/subjects/${one}`, 'vgm')).toMatchObject({
      doubleSubjectIds: [],
      allowedActs: ['amend'],
    });
    await merge(town, one, two);
    expect(await read(`/api/v1/subjects/${one}`)).toMatchObject({ allowedActs: [] });
    expect(await read(`/api/v1/subjects/${two}`)).toMatchObject({ doubleSubjectIds: [] });
  });
});
