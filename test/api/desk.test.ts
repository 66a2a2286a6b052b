/* eslint-disable @typescript-eslint/no-unsafe-call -- answers are JSON of any shape */
import { hire } from '../support/staff';
import { openTown, reportBody, reportCase, type TestPerson, type TestTown } from '../support/open-town';

const at = '2026-03-04T02:00:00.000Z';
let town: TestTown;
let otherVillage: string;

beforeAll(async () => {
  town = await openTown({ now: () => at });
  const made = await (await town.as('ofd')).post('/api/v1/units', { name: '朱家村', kind: 'village' });
  otherVillage = String(made.body.unitId);
  await hire(town, 'vg-other', [{ role: 'VGg', unitId: otherVillage }]);
  await hire(town, 'en-other', [{ role: 'ENs', unitId: 'drill-town-meiqiao', subjectId: 'drill-landlord' }]);
  await hire(town, 'ow-touzi', [{ role: 'OW', unitId: 'drill-town-touzi', subjectId: 'drill-landlord' }]);
});
afterAll(async () => {
  await town.close();
});

const aLead = (more: object = {}): Promise<string> =>
  reportCase(town, 'vgg', { foundAt: '2026-03-04T01:00:00.000Z', ...more });

const idsIn = async (person: TestPerson, path: string): Promise<string[]> => {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const reply = await person.get(`${path}?limit=20${cursor === '' ? '' : `&cursor=${cursor}`}`);
    if (reply.status !== 200) throw new Error(reply.text);
    ids.push(...reply.body.items.map((item: { caseId: string }) => item.caseId));
    cursor = reply.body.nextCursor;
  }
  return ids;
};

const must = async (username: string, caseId: string, command: string, body: object = {}): Promise<void> => {
  const reply = await (await town.as(username)).command(caseId, command, body);
  if (reply.status !== 200) throw new Error(`${username} ${command}: ${reply.text}`);
};

const graded = async (subjectIds = ['drill-company']): Promise<string> => {
  const caseId = await aLead();
  await must('ofc', caseId, 'verify', { method: 'documents', finding: '材料属实' });
  await must('ldc', caseId, 'grade', {
    grade: 'general',
    domain: 'fire',
    hazardType: 'charging-site-fire',
    clauseId: 'baihe-charging-site',
    subjectIds,
  });
  return caseId;
};

const assigned = async (responsibleUnitId: string): Promise<string> => {
  const caseId = await graded();
  await must('ofc', caseId, 'assign', { leadUnitId: 'drill-town-chengyun', responsibleUnitId });
  return caseId;
};

describe('U-44: whoever must act reads', () => {
  it('shows the lead of a site to its village, by itself and in lists, and to no other', async () => {
    const caseId = await aLead();
    const [vgm, other] = [await town.as('vgm'), await town.as('vg-other')];
    expect((await vgm.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    expect(await idsIn(vgm, '/api/v1/cases')).toContain(caseId);
    expect((await other.get(`/api/v1/cases/${caseId}`)).status).toBe(403);
    expect(await idsIn(other, '/api/v1/cases')).not.toContain(caseId);
  });

  it('takes no verification and no note of another village, nor of a firm that has nothing to do with it', async () => {
    const caseId = await aLead();
    const verify = { method: 'on-site', finding: '属实' };
    const tries = [
      await (await town.as('vg-other')).command(caseId, 'verify', verify, 1),
      await (await town.as('vg-other')).command(caseId, 'add-note', { text: '看过' }, 1),
      await (await town.as('en-other')).command(caseId, 'add-note', { text: '看过' }, 1),
    ];
    expect(tries.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await (await town.as('vgm')).command(caseId, 'verify', verify)).status).toBe(200);
  });

  it('shows it to the village that the report names, where no site does', async () => {
    const place = { address: '朱家村 3 号' };
    const caseId = await aLead({ siteId: undefined, place, villageUnitId: otherVillage });
    expect((await (await town.as('vg-other')).get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    expect((await (await town.as('vgm')).get(`/api/v1/cases/${caseId}`)).status).toBe(403);
    const vgg = await town.as('vgg');
    const wrong = await reportBody(vgg, { siteId: undefined, place, villageUnitId: 'drill-town-chengyun' });
    const refused = await vgg.post('/api/v1/cases', wrong);
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/villageUnitId']);
  });

  it('shows an assignment to the owner in the responsible unit, who accepts it', async () => {
    const caseId = await assigned('drill-town-touzi');
    const owner = await town.as('ow-touzi');
    expect((await owner.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    expect(await idsIn(owner, '/api/v1/worklist')).toContain(caseId);
    expect((await owner.command(caseId, 'accept-assignment')).status).toBe(200);
  });

  it('shows a department what it decides: what is in its inbox can be read', async () => {
    const caseId = await aLead();
    await must('ofc', caseId, 'verify', { method: 'documents', finding: '材料属实' });
    await must('ldc', caseId, 'propose', {
      act: 'confirm-major',
      reason: '符合判定标准',
      attachmentIds: [],
      domain: 'fire',
      hazardType: 'exit-blocked',
      clauseId: 'gb35181-2025',
      subjectIds: ['drill-company'],
      control: { notNeeded: '现场无人' },
    });
    const ds1 = await town.as('ds1');
    const [item] = (await ds1.get('/api/v1/inbox')).body.items;
    expect(item).toMatchObject({ kind: 'decision', act: 'confirm-major', caseId });
    expect((await ds1.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    expect(await idsIn(ds1, '/api/v1/cases')).toContain(caseId);
    expect(await idsIn(ds1, '/api/v1/worklist')).toEqual([caseId]);
    expect((await (await town.as('ds2')).get(`/api/v1/cases/${caseId}`)).status).toBe(403);
  });
});

describe('U-44: a list is what can be read one by one', () => {
  it('for every account of the town', async () => {
    const all = await idsIn(await town.as('ofc'), '/api/v1/cases');
    expect(all.length).toBeGreaterThan(4);
    for (const username of ['l1', 'ldd', 'ru', 'vgg', 'vgm', 'vg-other', 'ens', 'ow', 'ow-touzi', 'en-other', 'efr']) {
      const person = await town.as(username);
      const readable: string[] = [];
      for (const caseId of all) {
        if ((await person.get(`/api/v1/cases/${caseId}`)).status === 200) readable.push(caseId);
      }
      expect([username, (await idsIn(person, '/api/v1/cases')).sort()]).toEqual([username, readable.sort()]);
    }
  });
});

describe('U-45: what is owed', () => {
  it('is in the worklists of clerk and head of the unit that owes it and of the office, counted as it is listed', async () => {
    const registered: string[] = [];
    for (let n = 0; n < 25; n += 1) {
      const caseId = await aLead({ source: 'hotline-12345', attachmentIds: [] });
      await must('ofc', caseId, 'verify', { method: 'documents', finding: '材料属实' });
      registered.push(caseId);
    }
    for (const username of ['ldc', 'ldd', 'ofc', 'ofd']) {
      const person = await town.as(username);
      const listed = await idsIn(person, '/api/v1/worklist');
      expect(listed).toEqual(expect.arrayContaining(registered));
      expect(new Set(listed).size).toBe(listed.length);
      const { counters, items } = (await person.get('/api/v1/worklist?limit=200')).body;
      const due = items.map((item: { owedAt: string }) => item.owedAt);
      expect(due).toEqual([...due].sort());
      expect(Number(counters.overdue) + Number(counters.dueToday)).toBe(listed.length);
    }
    for (const username of ['vgm', 'efo1', 'ru', 'au']) {
      const listed = await idsIn(await town.as(username), '/api/v1/worklist');
      expect(listed.filter((caseId) => registered.includes(caseId))).toEqual([]);
    }
  });

  it('is narrowed to one of its counts, and says of each line how near it is in working days', async () => {
    const caseId = await aLead();
    const { write } = town.database.sources;
    // It is Wednesday, ten o'clock: due on Tuesday, on Wednesday, on Friday, on Monday.
    const days = { overdue: '03-03T08', today: '03-04T08', 'three-days': '03-06T08', later: '03-09T08' };
    const found: Record<string, string[]> = {};
    const left: Record<string, number> = {};
    const ofc = await town.as('ofc');
    for (const [span, day] of Object.entries(days)) {
      const dueAt = `2026-${day}:00:00.000Z`;
      await write.query('UPDATE case_reader SET owed_at = ? WHERE case_id = ? AND owed_at IS NOT NULL', [
        dueAt,
        caseId,
      ]);
      found[span] = [];
      for (const due of ['overdue', 'today', 'three-days']) {
        const { body } = await ofc.get(`/api/v1/worklist?due=${due}&limit=200`);
        const { items } = body as { items: { caseId: string; owed: { workingDaysLeft: number } }[] };
        const item = items.find((one) => one.caseId === caseId);
        if (item === undefined) continue;
        found[span].push(due);
        left[span] = item.owed.workingDaysLeft;
      }
    }
    expect(found).toEqual({
      overdue: ['overdue'],
      today: ['today', 'three-days'],
      'three-days': ['three-days'],
      later: [],
    });
    expect(left).toEqual({ overdue: -1, today: 0, 'three-days': 2 });
    expect((await ofc.get('/api/v1/worklist?due=soon')).status).toBe(422);
  });

  it('is what one owes, not what one has a part in', async () => {
    const caseId = await assigned('drill-town-meiqiao');
    const vgm = await town.as('vgm');
    expect(await idsIn(vgm, '/api/v1/worklist')).toContain(caseId);
    await must('vgm', caseId, 'accept-assignment');
    expect(await idsIn(vgm, '/api/v1/worklist')).not.toContain(caseId);
    expect(await idsIn(await town.as('ldd'), '/api/v1/worklist')).toContain(caseId);
  });

  it('holds what a subject without an account owes, with the unit that files for it and its village, and no other', async () => {
    const owner = await (
      await town.as('ofd')
    ).post('/api/v1/subjects', {
      name: '王家小店',
      kind: 'sole-trader',
      placeUnitId: otherVillage,
    });
    const subjectId = String(owner.body.subjectId);
    const served = async (subjectIds: string[]): Promise<string> => {
      const caseId = await graded(subjectIds);
      await must('ofc', caseId, 'assign', {
        leadUnitId: 'drill-town-chengyun',
        responsibleUnitId: 'drill-town-meiqiao',
      });
      await must('vgm', caseId, 'accept-assignment');
      await must('ldc', caseId, 'issue-notice', {
        type: 'xianqi-zhenggai-yijian',
        issuerUnitId: 'drill-town-chengyun',
        requirements: '限期整改',
      });
      const papers = await (await town.as('ldc')).get(`/api/v1/cases/${caseId}/documents`);
      const documentId = String(
        papers.body.items.find(({ type }: { type: string }) => type !== 'case-number').documentId,
      );
      await must('ldc', caseId, 'record-service', {
        documentId,
        mode: 'direct',
        servedAt: at,
        recipientName: '王某',
      });
      return caseId;
    };
    const [alone, withAccount] = [await served([subjectId]), await served(['drill-company'])];
    for (const [username, expected] of [
      ['vgm', [alone]],
      ['vg-other', [alone]],
      ['ru', []],
      ['ens', [withAccount]],
      ['ofc', [alone, withAccount]],
    ] as const) {
      const listed = await idsIn(await town.as(username), '/api/v1/worklist');
      expect([username, [alone, withAccount].filter((id) => listed.includes(id))]).toEqual([username, expected]);
    }
    const { counters, items } = (await (await town.as('vg-other')).get('/api/v1/worklist')).body;
    expect(items).toMatchObject([{ caseId: alone, nextDue: { clock: 'rectify' } }]);
    expect(Number(counters.dueToday) + Number(counters.overdue)).toBe(1);
    await hire(town, 'wang', [{ role: 'OW', unitId: otherVillage, subjectId }]);
    expect(await idsIn(await town.as('vg-other'), '/api/v1/worklist')).toEqual([]);
    expect(await idsIn(await town.as('wang'), '/api/v1/worklist')).toEqual([alone]);
  });

  it('holds what one is asked to sign, in the inbox and in the worklist', async () => {
    const caseId = await aLead();
    const [vgg, vgm] = [await town.as('vgg'), await town.as('vgm')];
    const asked = await vgg.command(caseId, 'verify', {
      method: 'on-site',
      finding: '属实',
      coActorId: vgm.personId,
    });
    expect(asked.status).toBe(200);
    const { items } = (await vgm.get('/api/v1/inbox')).body;
    expect(items).toMatchObject([{ kind: 'co-sign', command: 'verify', caseId, askId: expect.any(String) }]);
    expect(items[0].content).toEqual({ method: 'on-site', finding: '属实' });
    expect(await idsIn(vgm, '/api/v1/worklist')).toContain(caseId);
    expect((await vgm.get('/api/v1/worklist')).body.counters).toMatchObject({ waitingForMe: 1 });
    expect((await vgm.command(caseId, 'co-sign', { askId: items[0].askId, decision: 'confirm' })).status).toBe(200);
    expect((await vgm.get('/api/v1/inbox')).body.items).toEqual([]);
  });

  it('hides behind no number of proposals that I may not decide the one that I may', async () => {
    const ldc = await town.as('ldc');
    for (let n = 0; n < 8; n += 1) {
      const caseId = await aLead({ source: 'hotline-12345', attachmentIds: [] });
      const attachmentIds = await ldc.photos(1);
      await must('ldc', caseId, 'propose', { act: 'void', reason: '现场不存在', attachmentIds });
    }
    const last = await aLead();
    const ldd = await town.as('ldd');
    await must('ldd', last, 'propose', { act: 'void', reason: '不存在', attachmentIds: await ldd.photos(1) });
    // ldc is also the office's head; its own proposals are not its to decide.
    const first = await ldc.get('/api/v1/inbox?limit=1');
    expect(first.body.items).toMatchObject([{ caseId: last, act: 'void' }]);
    expect(first.body.nextCursor).toBeNull();
    const ofd = await town.as('ofd');
    const decided = await idsIn(ofd, '/api/v1/inbox');
    expect(decided).toContain(last);
    expect((await ofd.get('/api/v1/worklist')).body.counters.waitingForMe).toBe(decided.length);
  });
});
