import { addDays, civilDateOf } from '../../domain/clock/civil';
import { fromMs } from '../../domain/clock/instant';
import { hire, VILLAGE } from '../support/staff';
import { openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
let successor: string;
beforeAll(async () => {
  town = await openTown();
  const ofd = await town.as('ofd');
  const made = await ofd.post('/api/v1/units', { name: '接办村', kind: 'village', townId: 'drill-town' });
  successor = String(made.body.unitId);
  await hire(town, 'heir', [{ role: 'VGm', unitId: successor }]);
});
afterAll(() => town.close());

const today = civilDateOf(fromMs(Date.now()));
const sql = (text: string, params: unknown[]): Promise<unknown> => town.database.sources.write.query(text, params);

/** A case that 梅桥村 or another village is responsible for. */
const assigned = async (responsibleUnitId: string): Promise<string> => {
  const caseId = await reportCase(town);
  const must = async (by: string, command: string, body: object) => {
    const reply = await (await town.as(by)).command(caseId, command, body);
    if (reply.status !== 200) throw new Error(`${command}: ${reply.status} ${reply.text}`);
  };
  await must('ofc', 'verify', { method: 'documents', finding: '属实' });
  const type = { hazardType: 'charging-site-fire', clauseId: 'baihe-charging-site', domain: 'fire' };
  await must('ldc', 'grade', { grade: 'general', ...type, subjectIds: ['drill-company'] });
  await must('ofc', 'assign', { leadUnitId: 'drill-town-chengyun', responsibleUnitId });
  return caseId;
};

let n = 0;
const village = async (): Promise<string> => {
  const ofd = await town.as('ofd');
  const name = `旧村${(n += 1)}`;
  const made = await ofd.post('/api/v1/units', { name, kind: 'village', townId: 'drill-town' });
  const unitId = String(made.body.unitId);
  await hire(town, `old-${n}`, [{ role: 'VGm', unitId, to: today }]);
  return unitId;
};

const endedYesterday = async (unitId: string): Promise<void> => {
  await sql("UPDATE unit SET valid_from = '2025-01-01', valid_to = '2025-02-01' WHERE unit_id = ?", [unitId]);
  await hire(town, `raises-the-version-${unitId.toLowerCase()}`.slice(0, 40));
};

const responsibleFor = async (caseId: string): Promise<string> =>
  String((await (await town.as('ofc')).get(`/api/v1/cases/${caseId}`)).body.responsibleUnitId);

describe('a unit that holds cases', () => {
  it('ends where a successor is named, which then holds them, each moved once', async () => {
    const old = await village();
    const cases = [await assigned(old), await assigned(old)];
    const ofd = await town.as('ofd');
    expect((await ofd.post(`/api/v1/units/${old}/end`, { to: today })).body.reason).toBe('unit-in-use');
    const ended = await ofd.post(`/api/v1/units/${old}/end`, { to: today, successorUnitId: successor });
    expect([ended.status, ended.body.successorUnitId]).toEqual([200, successor]);
    await town.record.door.settlePage(50);
    expect(await responsibleFor(cases[0] ?? '')).toBe(old);

    await endedYesterday(old);
    await town.record.door.settlePage(50);
    await town.record.door.settlePage(50);
    for (const caseId of cases) {
      expect(await responsibleFor(caseId)).toBe(successor);
      const events = (await (await town.as('ofc')).get(`/api/v1/cases/${caseId}/events?limit=200`)).body.items;
      const moves = (events as { type: string; body: object; actor: object }[]).filter(
        ({ type }) => type === 'unit-succeeded',
      );
      expect(moves).toMatchObject([{ body: { unitId: old, successorUnitId: successor }, actor: { kind: 'system' } }]);
    }
    expect((await (await town.as('heir')).command(cases[0] ?? '', 'accept-assignment')).status).toBe(200);
  });

  it('keeps its successor where only its last day is moved', async () => {
    const old = await village();
    const ofd = await town.as('ofd');
    const later = addDays(today, 9);
    await ofd.post(`/api/v1/units/${old}/end`, { to: later, successorUnitId: successor });
    const moved = await ofd.post(`/api/v1/units/${old}/end`, { to: today });
    expect([moved.status, moved.body.to, moved.body.successorUnitId]).toEqual([200, today, successor]);
  });

  it('that is talked to ends so as well, and its successor is talked to then', async () => {
    const old = await village();
    const ofc = await town.as('ofc');
    const caseIds = [await assigned(old)];
    const opened = await ofc.post('/api/v1/escalations', {
      act: 'interview',
      addressee: { unitId: old },
      caseIds,
      reason: '屡次逾期',
    });
    const ofd = await town.as('ofd');
    expect((await ofd.post(`/api/v1/units/${old}/end`, { to: today })).body.reason).toBe('unit-in-use');
    expect((await ofd.post(`/api/v1/units/${old}/end`, { to: today, successorUnitId: successor })).status).toBe(200);
    await endedYesterday(old);
    await town.record.door.settlePage(50);
    await town.record.door.settlePage(50);
    const path = `/api/v1/escalations/${String(opened.body.escalationId)}`;
    expect((await ofc.get(path)).body).toMatchObject({ addressee: { unitId: successor } });
    expect(await sql('SELECT addressee, addressee_name FROM escalation_row', [])).toEqual([
      { addressee: `unit:${successor}`, addressee_name: '接办村' },
    ]);
    const heir = await (await town.as('heir')).get('/api/v1/escalations');
    expect(heir.body.items).toMatchObject([{ escalationId: opened.body.escalationId }]);
  });

  it('hands the names of its protected persons to its successor', async () => {
    const old = await village();
    const name = '旧村独居';
    const person = { name, kind: 'individual', placeUnitId: old, protectedPerson: true };
    const made = await (await town.as('ofc')).post('/api/v1/subjects', person);
    const path = `/api/v1/subjects/${String(made.body.subjectId)}`;
    const search = `/api/v1/subjects?q=${encodeURIComponent(name)}`;
    const heir = await town.as('heir');
    expect((await heir.get(search)).body.items).toEqual([]);
    const ofd = await town.as('ofd');
    expect((await ofd.post(`/api/v1/units/${old}/end`, { to: today, successorUnitId: successor })).status).toBe(200);
    expect((await heir.get(search)).body.items).toEqual([]);
    await endedYesterday(old);
    expect((await heir.get(path)).body.name).toBe(name);
    expect((await heir.get(search)).body.items).toMatchObject([{ name }]);
    expect((await (await town.as('vgm')).get(path)).text).not.toContain(name);
  });

  it('leaves the consents of its subjects to its successor, from the day after its last', async () => {
    const old = await village();
    const shop = { name: '旧村小店', kind: 'sole-trader', placeUnitId: old };
    const made = await (await town.as('ofc')).post('/api/v1/subjects', shop);
    const path = `/api/v1/subjects/${String(made.body.subjectId)}/electronic-consent`;
    const consent = async (by: string): Promise<number> =>
      (await (await town.as(by)).post(path, { agreed: true, agreedOn: '2025-03-14' })).status;
    const ofd = await town.as('ofd');
    expect((await ofd.post(`/api/v1/units/${old}/end`, { to: today, successorUnitId: successor })).status).toBe(200);
    expect(await consent('heir')).toBe(403);
    await endedYesterday(old);
    expect([await consent('heir'), await consent('vgm')]).toEqual([200, 403]);
  });

  it('that has ended without one gets it later, from who keeps the units', async () => {
    const old = await village();
    const caseId = await assigned(old);
    await endedYesterday(old);
    const path = `/api/v1/units/${old}/successor`;
    const body = { successorUnitId: successor, reason: '村居合并' };
    expect((await (await town.as('ofc')).post(path, body)).status).toBe(403);
    expect((await (await town.as('ofd')).post(path, body)).status).toBe(200);
    expect((await (await town.as('ofd')).post(path, body)).body.reason).toBe('has-successor');
    await town.record.door.settlePage(50);
    expect(await responsibleFor(caseId)).toBe(successor);
  });

  it.each([
    ['itself', (old: string) => old, 'same-unit'],
    ['a unit of another town', () => 'other-town-meiqiao', 'unknown'],
    ['the office', () => 'drill-town-zhuanban', 'wrong-kind'],
    ['nothing', () => 'nowhere', 'unknown'],
  ])('is not followed by %s', async (_, named, code) => {
    const old = await village();
    await assigned(old);
    const reply = await (
      await town.as('ofd')
    ).post(`/api/v1/units/${old}/end`, { to: today, successorUnitId: named(old) });
    expect([reply.status, reply.body.errors[0].code]).toEqual([422, code]);
  });

  it('needs no successor while it has not ended', async () => {
    const body = { successorUnitId: successor, reason: '误填' };
    const reply = await (await town.as('ofd')).post(`/api/v1/units/${VILLAGE}/successor`, body);
    expect([reply.status, reply.body.reason]).toEqual([409, 'not-ending']);
  });

  it('is not asked to a talk any more', async () => {
    const old = await village();
    const caseId = await assigned(successor);
    await endedYesterday(old);
    const body = { act: 'interview', addressee: { unitId: old }, caseIds: [caseId], reason: '屡次逾期' };
    const reply = await (await town.as('ofc')).post('/api/v1/escalations', body);
    expect([reply.status, reply.body.errors[0]]).toMatchObject([
      422,
      { pointer: '/addressee/unitId', code: 'unit-ended' },
    ]);
  });
});
