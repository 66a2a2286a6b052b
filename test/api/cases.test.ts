/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- answers are JSON of any shape */
import type request from 'supertest';
import { freshKey, openTown, reportBody, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

const grade = {
  grade: 'general',
  domain: 'fire',
  hazardType: 'charging-site-fire',
  clauseId: 'baihe-charging-site',
  subjectIds: ['drill-company'],
};
const assign = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };

describe('another town', () => {
  it('is not told by a stale version that a case exists', async () => {
    const vgg = await town.as('vgg');
    const { caseId } = (await vgg.post('/api/v1/cases', await reportBody(vgg))).body as { caseId: string };
    const foreign = await (await town.as('other-ofc')).command(caseId, 'add-note', { text: '查' }, 7);
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not-found']);
    expect((await vgg.command(caseId, 'add-note', { text: '查' }, 7)).status).toBe(412);
  });
});

describe('reporting', () => {
  it('opens a lead and answers with its version', async () => {
    const vgg = await town.as('vgg');
    const reply = await vgg.post('/api/v1/cases', await reportBody(vgg));
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ status: 'lead', version: 1, townId: 'drill-town' });
    expect(reply.headers['etag']).toBe('"1"');
  });

  it('keeps NFC, and emoji families count as they should', async () => {
    const vgg = await town.as('vgg');
    const title = `e\u0301tage 👨‍👩‍👧‍👦 ${'\u{20000}'.repeat(180)}`;
    const reply = await vgg.post('/api/v1/cases', await reportBody(vgg, { title }));
    expect([reply.status, reply.body.title]).toEqual([201, title.normalize('NFC')]);
  });

  it('stores the same instant whatever the offset', async () => {
    const vgg = await town.as('vgg');
    const foundAt = ['2026-01-01T00:30:00+08:00', '2025-12-31T16:30:00Z', '2025-12-31T11:30:00-05:00'];
    const stored = await Promise.all(
      foundAt.map(async (at) => (await vgg.post('/api/v1/cases', await reportBody(vgg, { foundAt: at }))).body.foundAt),
    );
    expect(stored).toEqual(Array(3).fill('2025-12-31T16:30:00.000Z'));
  });

  it('names the field that the pack does not know', async () => {
    const vgg = await town.as('vgg');
    const reply = await vgg.post('/api/v1/cases', await reportBody(vgg, { hazardType: 'nothing' }));
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([422, '/hazardType']);
  });

  it('never shows who reported under protection', async () => {
    const rp = await town.as('rp');
    const reporter = { name: '王举报', phone: '13800000000', anonymous: true };
    const reply = await rp.post('/api/v1/cases', await reportBody(rp, { source: 'public-report', reporter }));
    expect(reply.status).toBe(201);
    const { caseId } = reply.body;
    const ofc = await town.as('ofc');
    const seen = [
      await ofc.get(`/api/v1/cases/${caseId}`),
      await ofc.get(`/api/v1/cases/${caseId}/events`),
      await ofc.get('/api/v1/people'),
    ].map((answer) => answer.text);
    expect(seen.join()).not.toMatch(new RegExp(`王举报|13800000000|${String(town.people['rp'])}`));
    expect((await rp.get(`/api/v1/cases/${caseId}`)).status).toBe(200);
    expect((await rp.get('/api/v1/cases')).body.items).toHaveLength(1);
  });
});

describe('idempotency', () => {
  it('answers the same bytes to the same request, and writes once', async () => {
    const vgg = await town.as('vgg');
    const body = await reportBody(vgg);
    const key = { 'Idempotency-Key': freshKey() };
    const first = await vgg.post('/api/v1/cases', body, key);
    const second = await vgg.post('/api/v1/cases', body, key);
    expect([second.status, second.text, second.headers['etag']]).toEqual([201, first.text, first.headers['etag']]);
    const other = await vgg.post('/api/v1/cases', { ...body, title: '另一个' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reuse']);
    const ofc = await town.as('ofc');
    const elsewhere = await ofc.post('/api/v1/cases', await reportBody(ofc), key);
    expect(elsewhere.status).toBe(201);
    expect(elsewhere.body.caseId).not.toBe(first.body.caseId);
  });

  it('repeats a refusal of separation too', async () => {
    const caseId = await reportCase(town);
    const vgg = await town.as('vgg');
    const headers = { 'Idempotency-Key': freshKey(), 'If-Match': '"1"' };
    const send = () =>
      vgg.post(`/api/v1/cases/${caseId}/commands/verify`, { method: 'on-site', finding: '属实' }, headers);
    const [first, second] = [await send(), await send()];
    expect([first.status, first.body.code, first.body.whoCan.length > 0]).toEqual([403, 'sod-violation', true]);
    expect(second.text).toBe(first.text);
  });
});

describe('one life as far as the notice', () => {
  let caseId: string;
  beforeAll(async () => {
    caseId = await reportCase(town);
  });

  it('is verified, graded, assigned and accepted', async () => {
    const [ofc, ldc, vgm] = [await town.as('ofc'), await town.as('ldc'), await town.as('vgm')];
    const verified = await ofc.command(caseId, 'verify', { method: 'documents', finding: '材料属实' });
    expect(verified.body).toMatchObject({ status: 'registered', version: 2, events: [{ seq: 2, type: 'verified' }] });
    expect((await ldc.command(caseId, 'grade', grade)).body.status).toBe('graded');
    expect((await ofc.command(caseId, 'assign', assign)).body.status).toBe('assigned');
    expect((await vgm.command(caseId, 'accept-assignment')).status).toBe(200);
  });

  it('refuses an order by an office, and says who can', async () => {
    const ofc = await town.as('ofc');
    const reply = await ofc.command(caseId, 'propose', {
      act: 'statutory-order',
      reason: '拒不整改',
      type: 'zeling-xianqi',
      clauseId: 'baihe-charging-site',
      requirements: '立即断电',
      coActorId: town.people['efo1'],
      inspectionRef: '检查记录1号',
    });
    expect([reply.status, reply.body.code]).toEqual([403, 'issuer-lacks-capacity']);
    expect(reply.body.whoCan.length).toBeGreaterThan(0);
  });

  it('gets a numbered notice that is served', async () => {
    const ldc = await town.as('ldc');
    const issued = await ldc.command(caseId, 'issue-notice', {
      type: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'drill-town-chengyun',
      requirements: '加装灭火器与自动断电装置',
    });
    expect(issued.status).toBe(200);
    const papers = await ldc.get(`/api/v1/cases/${caseId}/documents`);
    expect(papers.body.items).toMatchObject([{ type: 'xianqi-zhenggai-yijian', state: 'issued' }]);
    expect(papers.body.items[0].number).toMatch(/〔\d{4}〕\d+号$/);
    const served = await ldc.command(caseId, 'record-service', {
      documentId: papers.body.items[0].documentId,
      mode: 'direct',
      servedAt: new Date(Date.now() - 1000).toISOString(),
      recipientName: '张三',
    });
    expect(served.body.status).toBe('rectifying');
    const all = await ldc.get('/api/v1/documents');
    expect(all.body.items).toMatchObject([{ caseId, state: 'served' }]);
    const own = await ldc.get(`/api/v1/cases/${caseId}/documents`);
    expect(own.body.items).toMatchObject([
      { state: 'served', text: expect.any(String), to: [{ name: expect.any(String) }] },
    ]);
  });

  it('shows clocks that explain themselves, and buttons', async () => {
    const ens = await town.as('ens');
    const { body } = await ens.get(`/api/v1/cases/${caseId}`);
    const rectify = body.clocks.find(
      (clock: { clock: string; level: number }) => clock.clock === 'rectify' && clock.level === 0,
    );
    expect(rectify).toMatchObject({ state: expect.any(String), lamp: expect.stringMatching(/green|yellow|red/) });
    expect(rectify.because).toMatchObject({ rule: expect.any(String), inputs: { from: expect.any(String) }, days: [] });
    expect(body).toMatchObject({ clockService: 'running', openProposals: [], cycle: 1, nextDue: { clock: 'rectify' } });
    const buttons = Object.fromEntries(
      body.allowedCommands.map((each: { command: string; allowed: boolean }) => [each.command, each.allowed]),
    );
    expect(buttons).toMatchObject({ 'report-progress': true, grade: false, 'record-recheck': false });
  });

  it('keeps a log, a deadline ledger and a chain', async () => {
    const au = await town.as('au');
    const events = await au.get(`/api/v1/cases/${caseId}/events?limit=3`);
    expect(events.body.items.map((event: { seq: number }) => event.seq)).toEqual([1, 2, 3]);
    const more = await au.get(`/api/v1/cases/${caseId}/events?limit=3&cursor=${String(events.body.nextCursor)}`);
    expect(more.body.items[0].seq).toBe(4);
    const deadlines = await au.get(`/api/v1/cases/${caseId}/deadlines`);
    expect(deadlines.body.items.find((row: { clock: string }) => row.clock === 'verify')).toMatchObject({
      state: 'met',
    });
    const chain = await au.get(`/api/v1/cases/${caseId}/chain`);
    expect(chain.body).toMatchObject({ valid: true });
    const evidence = await au.get(`/api/v1/cases/${caseId}/attachments`);
    expect(evidence.body.items).toHaveLength(1);
  });

  it('can be seen as it was', async () => {
    const au = await town.as('au');
    const events = await au.get(`/api/v1/cases/${caseId}/events`);
    const [first] = events.body.items;
    const then = await au.get(`/api/v1/cases/${caseId}?asOf=${String(first.at)}`);
    expect(then.body).toMatchObject({ status: 'lead', version: 1, number: null });
    expect((await au.get(`/api/v1/cases/${caseId}?asOf=2001-01-01T00:00:00Z`)).status).toBe(404);
    expect((await au.get(`/api/v1/cases/${caseId}?asOf=2999-01-01T00:00:00Z`)).status).toBe(422);
  });

  it('refuses what comes too late with a state conflict', async () => {
    const ldc = await town.as('ldc');
    const reply = await ldc.command(caseId, 'grade', grade);
    expect([reply.status, reply.body.code, typeof reply.body.reason]).toEqual([409, 'illegal-transition', 'string']);
  });

  it('tells the current version to whoever comes second', async () => {
    const ldc = await town.as('ldc');
    const { body } = await ldc.get(`/api/v1/cases/${caseId}`);
    const stale = await ldc.command(caseId, 'add-note', { text: '旧版本' }, 1);
    expect([stale.status, stale.body.code, stale.body.version >= body.version]).toEqual([
      412,
      'version-mismatch',
      true,
    ]);
    expect(stale.headers['etag']).toBe(`"${String(stale.body.version)}"`);
  });
});

describe('lists', () => {
  it('pages through everything once, soonest deadline first', async () => {
    const ofc = await town.as('ofc');
    const seen: { caseId: string; nextDue: { dueAt: string } | null }[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const reply: request.Response = await ofc.get(`/api/v1/cases?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(reply.status).toBe(200);
      seen.push(...reply.body.items);
      cursor = reply.body.nextCursor;
    }
    const ids = seen.map((item) => item.caseId);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await ofc.get('/api/v1/cases?limit=200')).body.items).toHaveLength(ids.length);
    const due = seen.map((item) => item.nextDue?.dueAt ?? '~');
    expect(due).toEqual([...due].sort());
  });

  it('takes search text literally', async () => {
    const ofc = await town.as('ofc');
    const find = async (q: string): Promise<number> =>
      (await ofc.get(`/api/v1/cases?q=${encodeURIComponent(q)}`)).body.items.length;
    expect(await find('充电棚')).toBeGreaterThan(0);
    for (const text of ["' OR 1=1 --", '%', '_', '\\', '!', '(a+)+$']) expect(await find(text)).toBe(0);
  });

  it('shows each only what he may read', async () => {
    const count = async (username: string): Promise<number> =>
      (await (await town.as(username)).get('/api/v1/cases?limit=200')).body.items.length;
    const all = await count('ofc');
    expect(all).toBeGreaterThan(3);
    expect(await count('au')).toBe(all);
    expect(await count('sa')).toBe(0);
    expect(await count('other-ofc')).toBe(0);
    expect(await count('ens')).toBe(1);
    // The leads of its village, and what the village is responsible for; a department those of its domain.
    const leads = (await (await town.as('ofc')).get('/api/v1/cases?status=lead&limit=200')).body.items.length;
    expect(await count('vgm')).toBe(Number(leads) + 1);
    expect(await count('ds1')).toBe(all);
    expect(await count('ds2')).toBe(0);
    const other = await (await town.as('ofc')).get('/api/v1/cases?town=other-town');
    expect([other.status, other.body.items]).toEqual([200, []]);
  });

  it('filters', async () => {
    const ofc = await town.as('ofc');
    const get = async (query: string): Promise<number> => (await ofc.get(`/api/v1/cases?${query}`)).body.items.length;
    expect(await get('status=rectifying')).toBe(1);
    expect(await get('subjectId=drill-company&unitId=drill-town-meiqiao&grade=general')).toBe(1);
    expect(await get('siteId=drill-charging-site&status=lead')).toBeGreaterThan(0);
    expect(await get('campaignId=nothing')).toBe(0);
    expect(await get('overlay=relapsed')).toBe(0);
    expect(await get('dueBefore=2099-12-31&sort=-openedAt')).toBeGreaterThan(0);
    expect(await get('hazardType=charging-site-fire&domain=fire&source=grid-patrol')).toBeGreaterThan(0);
    expect(await get('source=hotline-12345')).toBe(0);
    expect(await get('domain=construction')).toBe(0);
    expect(await get('openedFrom=2020-01-01&openedTo=2020-12-31')).toBe(0);
    expect(await get('openedFrom=2020-01-01&openedTo=2099-12-31')).toBeGreaterThan(0);
    // U-49: a day as a limit ends at 24:00, which is the instant of what is due on it.
    const [first] = (await ofc.get('/api/v1/cases?limit=1')).body.items;
    const by = `/api/v1/cases?limit=200&dueBefore=${encodeURIComponent(first.nextDue.dueAt)}`;
    expect((await ofc.get(by)).body.items.map((item: { caseId: string }) => item.caseId)).toContain(first.caseId);
    for (const lamp of ['green', 'yellow', 'red']) expect(await get(`lamp=${lamp}`)).toBeGreaterThanOrEqual(0);
  });

  it('counts what waits for a person: nothing for a village that has done its part', async () => {
    const reply = await (await town.as('vgm')).get('/api/v1/worklist');
    expect(reply.status).toBe(200);
    expect(reply.body.counters).toEqual({ dueToday: 0, withinThreeDays: 0, overdue: 0, waitingForMe: 0 });
    expect(reply.body.items).toEqual([]);
  });
});

describe('deciding', () => {
  it('shows a proposal in the inbox of those who may decide it, and nobody decides his own', async () => {
    const caseId = await reportCase(town);
    const ldc = await town.as('ldc');
    const proposed = await ldc.command(caseId, 'propose', {
      act: 'void',
      reason: '现场不存在',
      attachmentIds: await ldc.photos(1),
    });
    expect(proposed.status).toBe(200);
    const inbox = async (username: string): Promise<{ caseId: string; proposalId: string }[]> =>
      (await (await town.as(username)).get('/api/v1/inbox')).body.items.filter(
        (item: { caseId: string }) => item.caseId === caseId,
      );
    expect(await inbox('ldc')).toEqual([]);
    expect(await inbox('ens')).toEqual([]);
    const [item] = await inbox('ofd');
    expect(item).toMatchObject({ act: 'void', deciders: ['OFd'], reason: '现场不存在', effect: expect.any(String) });
    const decision = { proposalId: item?.proposalId, decision: 'approve', opinion: '同意' };
    const own = await ldc.command(caseId, 'decide-proposal', decision);
    expect([own.status, own.body.code]).toEqual([403, 'sod-violation']);
    const done = await (await town.as('ofd')).command(caseId, 'decide-proposal', decision);
    expect([done.status, done.body.status]).toEqual([200, 'void']);
    expect(await inbox('ofd')).toEqual([]);
  });
});

describe('closing', () => {
  it('puts case and subject on the closed list', async () => {
    const caseId = await reportCase(town);
    const [ofc, ldd, ofd] = [await town.as('ofc'), await town.as('ldd'), await town.as('ofd')];
    await ofc.command(caseId, 'verify', { method: 'documents', finding: '材料属实' });
    await ldd.command(caseId, 'grade', { ...grade, subjectIds: ['drill-landlord'] });
    const fixed = await ldd.command(caseId, 'fix-on-the-spot', {
      attachmentIds: await ldd.photos(2),
      subjectSignature: '李四',
    });
    expect([fixed.status, fixed.body.status]).toEqual([200, 'closure-review']);
    const { body } = await ofd.get(`/api/v1/cases/${caseId}`);
    const [close] = body.openProposals;
    expect(close).toMatchObject({ act: 'close', by: { kind: 'system' }, deciders: ['OFd'] });
    const done = await ofd.command(caseId, 'decide-proposal', {
      proposalId: close.proposalId,
      decision: 'approve',
      opinion: '同意销号',
    });
    expect([done.status, done.body.status]).toEqual([200, 'watching']);
    const byCase = await ofc.get('/api/v1/ledgers/closed?by=case');
    expect(byCase.body.items).toMatchObject([{ caseId, cycle: 1, status: 'watching', grade: 'general' }]);
    const bySubject = await ofc.get('/api/v1/ledgers/closed?by=subject');
    expect(bySubject.body.items).toMatchObject([
      { subjectId: 'drill-landlord', cases: 1, closedAt: expect.any(String) },
    ]);
    expect((await (await town.as('other-ofc')).get('/api/v1/ledgers/closed')).body.items).toEqual([]);
    const evidence = await ofc.get(`/api/v1/cases/${caseId}/attachments`);
    expect(evidence.body.items).toHaveLength(3);
    const ow = await town.as('ow');
    expect((await ow.get(`/api/v1/attachments/${String(evidence.body.items[0].attachmentId)}`)).status).toBe(200);
  });
});
