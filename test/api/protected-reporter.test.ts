/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are JSON of any shape */
import { commandKey } from '../../record/hash';
import { freshKey, openTown, reportBody, type TestPerson, type TestTown } from '../support/open-town';

interface Told {
  type: string;
  actor: { personId?: string; post?: object };
  cause?: string;
}

const alias = /^reporter:[0-9A-Z]{26}$/;
const anonymous = { reporter: { anonymous: true, name: '隐名乙', phone: '13900000000' } };

let town: TestTown;
/** 村居分管委员, who reports under protection and then does his office in the same case. */
let vgm: TestPerson;

const reported = async (key = freshKey()): Promise<string> => {
  const body = await reportBody(vgm, anonymous);
  const opened = await vgm.post('/api/v1/cases', body, { 'Idempotency-Key': key });
  expect(opened.status).toBe(201);
  return String(opened.body.caseId);
};

const eventsOf = async (caseId: string): Promise<Told[]> =>
  (await (await town.as('ofc')).get(`/api/v1/cases/${caseId}/events?limit=200`)).body.items;

/** Verified, graded and assigned to the reporter's own village. */
const assigned = async (caseId: string): Promise<void> => {
  const [ofc, ldc] = [await town.as('ofc'), await town.as('ldc')];
  await ofc.command(caseId, 'verify', { method: 'documents', finding: '属实' });
  await ldc.command(caseId, 'grade', {
    grade: 'general',
    domain: 'fire',
    hazardType: 'charging-site-fire',
    clauseId: 'baihe-charging-site',
    subjectIds: ['drill-company'],
  });
  const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };
  expect((await ofc.command(caseId, 'assign', units)).status).toBe(200);
};

const auditedAs = async (username: string): Promise<string> =>
  (await (await town.as(username)).get('/api/v1/audit?limit=200')).text;

beforeAll(async () => {
  town = await openTown();
  vgm = await town.as('vgm');
});
afterAll(async () => {
  await town.close();
});

describe('a protected reporter who also holds an office in the case', () => {
  it('U-6 signs his report by an alias alone, without role or unit, in every output', async () => {
    const caseId = await reported();
    const [first] = await eventsOf(caseId);
    expect(first).toMatchObject({
      type: 'reported',
      actor: { kind: 'person', personId: expect.stringMatching(alias) },
    });
    expect(first?.actor.post).toBeUndefined();
    const stored = await town.database.sources.read.query('SELECT actor FROM event WHERE stream_id = ?', [
      `case:${caseId}`,
    ]);
    expect(JSON.stringify(stored)).not.toMatch(/VGm|drill-town-meiqiao/);
  });

  it('U-6 has no post beside his alias either where an earlier release wrote one down', async () => {
    const caseId = await reported();
    const { write } = town.database.sources;
    const [row] = await write.query('SELECT actor FROM event WHERE stream_id = ? AND seq = 1', [`case:${caseId}`]);
    const old = { ...JSON.parse(String(row.actor)), post: { role: 'VGm', unitId: 'drill-town-meiqiao' } };
    await write.query('UPDATE event SET actor = ? WHERE stream_id = ? AND seq = 1', [
      JSON.stringify(old),
      `case:${caseId}`,
    ]);
    expect((await eventsOf(caseId))[0]?.actor).toEqual({ kind: 'person', personId: old.personId });
  });

  it('U-6 acts under his own name in everything else, so that nothing links the two', async () => {
    const caseId = await reported();
    await assigned(caseId);
    expect((await vgm.command(caseId, 'accept-assignment')).status).toBe(200);
    expect((await vgm.command(caseId, 'add-note', { text: '已联系物业' })).status).toBe(200);
    const events = await eventsOf(caseId);
    const official = events.filter(({ type }) => ['assignment-accepted', 'note-added'].includes(type));
    expect(official.map(({ actor }) => [actor.personId, actor.post !== undefined])).toEqual([
      [vgm.personId, true],
      [vgm.personId, true],
    ]);
    const aliased = events.filter(({ actor }) => alias.test(actor.personId ?? ''));
    expect(aliased.map(({ type }) => type)).toEqual(['reported']);
  });

  it('U-6 takes a lead back by his alias, and may still not verify or void it alone', async () => {
    const caseId = await reported();
    const verified = await vgm.command(caseId, 'verify', { method: 'on-site', finding: '属实' });
    expect([verified.status, verified.body.code]).toEqual([403, 'sod-violation']);
    const voided = await vgm.command(caseId, 'propose', { act: 'void', reason: '不属实' });
    expect([voided.status, voided.body.code]).toEqual([403, 'sod-violation']);
    expect((await vgm.command(caseId, 'withdraw-lead', { reason: '已自行处理' })).status).toBe(200);
    const last = (await eventsOf(caseId)).at(-1);
    expect(last).toMatchObject({ type: 'lead-withdrawn', actor: { personId: expect.stringMatching(alias) } });
    expect(last?.actor.post).toBeUndefined();
  });

  it('U-6 leaves no cause that his id and his key would give, and the same request is still done once', async () => {
    const key = freshKey();
    const body = await reportBody(vgm, anonymous);
    const first = await vgm.post('/api/v1/cases', body, { 'Idempotency-Key': key });
    const again = await vgm.post('/api/v1/cases', body, { 'Idempotency-Key': key });
    expect([again.status, again.text]).toEqual([201, first.text]);
    const rows = await town.database.sources.read.query('SELECT cause, cmd_key FROM event WHERE stream_id = ?', [
      `case:${String(first.body.caseId)}`,
    ]);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(commandKey(vgm.personId, key));
  });

  it('U-6 is told to no auditor by the refusal of his signature', async () => {
    const caseId = await reported();
    const ofc = await town.as('ofc');
    await ofc.command(caseId, 'verify', { method: 'documents', finding: '属实', coActorId: vgm.personId });
    const { asks } = (await ofc.get(`/api/v1/cases/${caseId}`)).body;
    const refused = await vgm.command(caseId, 'co-sign', { askId: asks[0].askId, decision: 'confirm' });
    expect([refused.status, refused.body.code]).toEqual([403, 'sod-violation']);
    await vgm.command(caseId, 'verify', { method: 'on-site', finding: '属实' });
    await town.deps.refusals.close();
    for (const username of ['au', 'sa']) {
      const rows = (await (await town.as(username)).get('/api/v1/audit?limit=200')).body.items;
      const about = rows.filter((row: object) => JSON.stringify(row).includes(caseId));
      expect(JSON.stringify(about)).not.toMatch(new RegExp(`${vgm.personId}|reporter`));
      expect(await auditedAs(username)).not.toContain('reporter-verifies');
    }
  });
});
