import { merge, settled, subject, told, type Told } from '../support/merging';
import { gradeCase, openTown, reportCase, type TestTown } from '../support/open-town';
import { hire } from '../support/staff';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(() => town.close());

const sql = (text: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
  town.database.sources.write.query(text, params);

const read = (path: string, by?: string): Promise<Told> => told(town, path, by);

/** A case of this subject that rectifies: its dates run. */
const noticed = async (subjectId: string): Promise<string> => {
  const caseId = await reportCase(town);
  await gradeCase(town, caseId, [subjectId]);
  const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };
  const must = async (by: string, command: string, body: object): Promise<void> => {
    const reply = await (await town.as(by)).command(caseId, command, body);
    if (reply.status !== 200) throw new Error(`${command}: ${String(reply.status)} ${reply.text}`);
  };
  await must('ofc', 'assign', units);
  await must('vgm', 'accept-assignment', {});
  return caseId;
};

const subjectsOf = async (caseId: string): Promise<string[]> =>
  ((await read(`/api/v1/cases/${caseId}`)).subjects as { subjectId: string }[]).map(({ subjectId }) => subjectId);

describe('a subject that is merged into another', () => {
  it('leaves its open cases to that one, each by one act of the system, and keeps what is over', async () => {
    const [double, survivor] = [await subject(town), await subject(town)];
    const open = await noticed(double);
    const over = await reportCase(town);
    await gradeCase(town, over, [double]);
    await sql("UPDATE case_row SET status = 'archived' WHERE case_id = ?", [over]);
    const before = await sql('SELECT deadline_id, due_at, addressee FROM deadline WHERE stream_id = ?', [
      `case:${open}`,
    ]);

    const merged = await merge(town, double, survivor);
    expect([merged.status, merged.body.moves]).toMatchObject([200, { cases: 1, escalations: 0, posts: 0 }]);
    await settled(town);

    expect([await subjectsOf(open), await subjectsOf(over)]).toEqual([[survivor], [double]]);
    const events = (await read(`/api/v1/cases/${open}/events?limit=200`)).items as { type: string; actor: object }[];
    expect(events.filter(({ type }) => type === 'subject-merged')).toMatchObject([{ actor: { kind: 'system' } }]);
    const after = await sql('SELECT deadline_id, due_at, addressee FROM deadline WHERE stream_id = ?', [
      `case:${open}`,
    ]);
    expect(after).toEqual(
      before.map((row) => ({ ...row, addressee: String(row['addressee']).replace(double, survivor) })),
    );
    for (const found of [
      `/api/v1/subjects/${survivor}/history`,
      `/api/v1/subjects/${double}/history`,
      `/api/v1/cases?subjectId=${survivor}`,
    ]) {
      const ids = ((await read(found)).items as { caseId: string }[]).map(({ caseId }) => caseId);
      expect(ids.sort()).toEqual([open, over].sort());
    }
  });

  it('stands in one case with that one as one subject', async () => {
    const [double, survivor] = [await subject(town), await subject(town)];
    const caseId = await reportCase(town);
    await gradeCase(town, caseId, [double, survivor]);
    await merge(town, double, survivor);
    await settled(town);
    expect(await subjectsOf(caseId)).toEqual([survivor]);
  });

  it('passes on to the last of a chain, whichever is merged first', async () => {
    const [a, b, c] = [await subject(town), await subject(town), await subject(town)];
    const caseId = await noticed(a);
    await merge(town, a, b);
    await merge(town, b, c);
    await settled(town);
    expect(await subjectsOf(caseId)).toEqual([c]);
    expect(await read(`/api/v1/subjects/${a}`)).toMatchObject({ mergedInto: { subjectId: c } });
  });

  it('is named as graded subject where only its report had named it', async () => {
    const [double, survivor] = [await subject(town), await subject(town)];
    const caseId = await reportCase(town, 'vgg', { subjectIds: [double] });
    await merge(town, double, survivor);
    expect((await read(`/api/v1/cases/${caseId}`)).reportedSubjects).toMatchObject([{ subjectId: survivor }]);
    await (await town.as('ofc')).command(caseId, 'verify', { method: 'documents', finding: '属实' });
    const form = await read(`/api/v1/cases/${caseId}/commands/grade/form`, 'ldc');
    expect(JSON.stringify(form)).toContain(survivor);
    expect(JSON.stringify(form)).not.toContain(double);
  });

  it('gives who stands for it that one to stand for, with nothing lost of what is over', async () => {
    const [double, survivor] = [await subject(town), await subject(town)];
    const username = `stands-${double.toLowerCase()}`.slice(0, 30);
    await hire(town, username, [{ role: 'ENm', unitId: 'drill-town-zhengfu', subjectId: double }]);
    const open = await noticed(double);
    const over = await reportCase(town);
    await gradeCase(town, over, [double]);
    await sql("UPDATE case_row SET status = 'archived' WHERE case_id = ?", [over]);
    expect((await merge(town, double, survivor)).body.moves).toMatchObject({ posts: 1 });

    const reads = async (caseId: string): Promise<number> =>
      (await (await town.as(username)).get(`/api/v1/cases/${caseId}`)).status;
    expect([await reads(open), await reads(over)]).toEqual([200, 200]);
    await settled(town);
    expect([await reads(open), await reads(over)]).toEqual([200, 200]);
    const { items } = await read('/api/v1/cases', username);
    expect((items as { caseId: string }[]).map(({ caseId }) => caseId).sort()).toEqual([open, over].sort());
    const note = await (await town.as(username)).command(open, 'report-progress', { percent: 10, done: '已采购' });
    expect(note.body.reason ?? note.status).not.toBe('not-your-task');
  });

  it('is talked to as that one', async () => {
    const [double, survivor] = [await subject(town), await subject(town)];
    const caseIds = [await noticed(double)];
    const asked = { act: 'interview', addressee: { subjectId: double }, caseIds, reason: '屡次逾期' };
    const opened = await (await town.as('ofc')).post('/api/v1/escalations', asked);
    expect((await merge(town, double, survivor)).body.moves).toMatchObject({ escalations: 1 });
    await settled(town);
    const path = `/api/v1/escalations/${String(opened.body.escalationId)}`;
    expect(await read(path)).toMatchObject({ addressee: { subjectId: survivor } });
    expect(await sql('SELECT DISTINCT addressee FROM escalation_case WHERE case_id = ?', caseIds)).toEqual([
      { addressee: `subject:${survivor}` },
    ]);
  });

  it('stays talked to under its own name while that one is to be talked to as well', async () => {
    const [double, survivor] = [await subject(town), await subject(town)];
    const ofc = await town.as('ofc');
    const talk = async (subjectId: string): Promise<string> => {
      const caseIds = [await noticed(subjectId)];
      const body = { act: 'interview', addressee: { subjectId }, caseIds, reason: '屡次逾期' };
      return String((await ofc.post('/api/v1/escalations', body)).body.escalationId);
    };
    const [first, second] = [await talk(double), await talk(survivor)];
    await merge(town, double, survivor);
    await settled(town);
    expect(await read(`/api/v1/escalations/${second}`)).toMatchObject({ addressee: { subjectId: survivor } });
    const path = `/api/v1/escalations/${first}`;
    const { items } = await read('/api/v1/inbox', 'l2');
    const waiting = (items as { escalationId?: string; proposalId: string }[]).find(
      (one) => one.escalationId === first,
    );
    const decision = { proposalId: waiting?.proposalId ?? '', decision: 'approve', opinion: '同意' };
    const version = { 'If-Match': `"${String((await read(path)).version)}"` };
    const decided = await (await town.as('l2')).post(`${path}/commands/decide-proposal`, decision, version);
    expect(decided.status).toBe(200);
    await sql("UPDATE directory_version SET n = n + 1 WHERE town_id = 'drill-town'");
    await settled(town);
    expect(await read(path)).toMatchObject({ addressee: { subjectId: survivor } });
  });

  it('is not listed, not to be named again, and says what to choose', async () => {
    const [double, survivor] = [await subject(town, { name: '重名小店' }), await subject(town, { name: '重名小店二' })];
    await merge(town, double, survivor);
    const listed = async (query: string): Promise<string[]> =>
      ((await read(`/api/v1/subjects?limit=200${query}`)).items as { subjectId: string }[]).map((row) => row.subjectId);
    expect(await listed('')).not.toContain(double);
    expect(await listed('&merged=true')).toContain(double);

    const ofc = await town.as('ofc');
    const caseId = await reportCase(town);
    await ofc.command(caseId, 'verify', { method: 'documents', finding: '属实' });
    const type = { hazardType: 'charging-site-fire', clauseId: 'baihe-charging-site', domain: 'fire' };
    const report = { title: '楼道堆物', description: '', source: 'public-report', hazardType: 'charging-site-fire' };
    const place = { address: '白鹤镇梅桥村 1 号' };
    const foundAt = new Date(Date.now() - 60_000).toISOString();
    const refused = [
      await ofc.post('/api/v1/cases', { ...report, description: '堵塞', foundAt, place, subjectIds: [double] }),
      await (await town.as('ldc')).command(caseId, 'grade', { grade: 'general', ...type, subjectIds: [double] }),
      await ofc.post('/api/v1/sites', { name: '新点', type: '厂房', address: '某路 9 号', ownerSubjectId: double }),
      await ofc.post('/api/v1/sites', { name: '新点', type: '厂房', address: '某路 9 号', tenantSubjectIds: [double] }),
      await ofc.post('/api/v1/escalations', {
        ...{ act: 'interview', addressee: { subjectId: double }, caseIds: [caseId], reason: '逾期' },
      }),
      await ofc.post(`/api/v1/subjects/${double}/electronic-consent`, { agreed: true, agreedOn: '2025-03-14' }),
      await (
        await town.as('ofd')
      ).post('/api/v1/posts', {
        ...{ personId: town.people['ens'], role: 'ENs', unitId: 'drill-town-zhengfu', subjectId: double },
      }),
    ];
    expect(
      refused.map(({ status, body }): unknown[] => [status, body.reason, body.errors[0]?.pointer, body.detail]),
    ).toEqual(
      [
        '/subjectIds/0',
        '/subjectIds/0',
        '/ownerSubjectId',
        '/tenantSubjectIds',
        '/addressee/subjectId',
        undefined,
        '/subjectId',
      ].map((pointer) => [422, 'is-merged', pointer, '该责任主体已并入「重名小店二」，请选用。']),
    );
  });

  it('fills what that one lacks and takes nothing from it', async () => {
    const code = '91310118MA1JL0QY0X';
    const double = await subject(town, { creditCode: code, placeUnitId: 'drill-town-meiqiao' });
    const survivor = await subject(town, { name: '留下的店' });
    const merged = await merge(town, double, survivor);
    expect(merged.body.filled).toEqual(['统一社会信用代码', '所在村居']);
    const kept = { name: '留下的店', creditCode: code, placeUnitId: 'drill-town-meiqiao' };
    expect(await read(`/api/v1/subjects/${survivor}`)).toMatchObject(kept);
    const again = await (
      await town.as('ofc')
    ).post('/api/v1/subjects', { name: '又一家', kind: 'enterprise', creditCode: code });
    expect([again.status, again.text.includes('留下的店')]).toEqual([409, true]);
  });

  it('leaves the protection of a person to that one, in what is over as well', async () => {
    const person = { kind: 'individual', placeUnitId: 'drill-town-meiqiao' };
    const double = await subject(town, { ...person, name: '独居老人甲', protectedPerson: true });
    const survivor = await subject(town, { ...person, name: '独居老人甲（重复）' });
    expect((await merge(town, double, survivor)).body.filled).toEqual(['是否特殊保护人员']);
    const byEnforcement = async (subjectId: string): Promise<string> =>
      String((await read(`/api/v1/subjects/${subjectId}`, 'efo1')).name);
    expect([await byEnforcement(double), await byEnforcement(survivor)]).toEqual(['特殊保护人员', '特殊保护人员']);
  });
});
