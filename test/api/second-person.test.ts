import type request from 'supertest';
import { openTown, reportCase, type TestTown } from '../support/open-town';

let town: TestTown;
beforeAll(async () => {
  town = await openTown();
});
afterAll(async () => {
  await town.close();
});

const idOf = (username: string): string => town.people[username] ?? username;

const give = async (username: string, caseId: string, command: string, body: object): Promise<request.Response> =>
  (await town.as(username)).command(caseId, command, body);

const obeyed = async (username: string, caseId: string, command: string, body: object): Promise<void> => {
  const reply = await give(username, caseId, command, body);
  if (reply.status !== 200) throw new Error(`${username} ${command}: ${String(reply.status)} ${reply.text}`);
};

const lead = (): Promise<string> => reportCase(town);

const accepted = async (): Promise<string> => {
  const caseId = await lead();
  await obeyed('ofc', caseId, 'verify', { method: 'documents', finding: '属实' });
  await obeyed('ldc', caseId, 'grade', {
    grade: 'general',
    domain: 'fire',
    hazardType: 'charging-site-fire',
    clauseId: 'baihe-charging-site',
    subjectIds: ['drill-company'],
  });
  const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };
  await obeyed('ofc', caseId, 'assign', units);
  await obeyed('vgm', caseId, 'accept-assignment', {});
  return caseId;
};

const awaiting = async (): Promise<string> => {
  const caseId = await accepted();
  const ldc = await town.as('ldc');
  await obeyed('ldc', caseId, 'issue-notice', {
    type: 'xianqi-zhenggai-yijian',
    issuerUnitId: 'drill-town-chengyun',
    requirements: '加装灭火器',
  });
  const papers = await ldc.get(`/api/v1/cases/${caseId}/documents`);
  await obeyed('ldc', caseId, 'record-service', {
    documentId: papers.body.items[0].documentId,
    mode: 'direct',
    servedAt: new Date(Date.now() - 1000).toISOString(),
    recipientName: '张三',
  });
  const ens = await town.as('ens');
  const [before, after] = [await ens.photos(), await ens.photos()];
  await obeyed('ens', caseId, 'request-recheck', {
    report: '已整改',
    beforeAttachmentIds: before,
    afterAttachmentIds: after,
  });
  return caseId;
};

interface Command {
  scene: () => Promise<string>;
  first: string;
  name: string;
  body: object;
}

const commands: Command[] = [
  { scene: lead, first: 'ofc', name: 'verify', body: { method: 'documents', finding: '属实' } },
  { scene: awaiting, first: 'ldc', name: 'start-recheck', body: {} },
  {
    scene: accepted,
    first: 'efo1',
    name: 'propose',
    body: {
      act: 'statutory-order',
      reason: '拒不整改',
      type: 'zeling-xianqi-zhenggai',
      clauseId: 'xiaofang-16',
      requirements: '立即断电',
      inspectionRef: '检查记录1号',
    },
  },
];

const unfit = ['sa', 'au', 'rp', 'ex', 'ens', 'enm', 'other-ofc', 'efr', 'l1', 'nobody-at-all'];

describe.each(commands)('U-5 the second person of $name', ({ scene, first, name, body }) => {
  let caseId: string;
  beforeAll(async () => {
    caseId = await scene();
  });

  it.each(unfit)('U-5 is not %s: 403 or 422 with the field, and nothing is written', async (username) => {
    const before = await (await town.as(first)).get(`/api/v1/cases/${caseId}`);
    const reply = await give(first, caseId, name, { ...body, coActorId: idOf(username) });
    expect([403, 422]).toContain(reply.status);
    expect(reply.body.errors).toMatchObject([{ pointer: '/coActorId' }]);
    expect(reply.body.detail).toContain('会签');
    const after = await (await town.as(first)).get(`/api/v1/cases/${caseId}`);
    expect([after.body.version, after.body.asks]).toEqual([before.body.version, []]);
  });
});

describe('U-5 the reporter', () => {
  it('U-5 is not the second person of the verification', async () => {
    const reply = await give('ofc', await lead(), 'verify', {
      method: 'documents',
      finding: '属实',
      coActorId: idOf('vgg'),
    });
    expect([reply.status, reply.body.code, reply.body.reason]).toEqual([403, 'sod-violation', 'reporter-verifies']);
  });
});

describe('U-5 an order', () => {
  it.each(['st', 'ds1', 'ldc'])('U-5 has no second officer who serves elsewhere: %s', async (username) => {
    const [, , order] = commands;
    const body = { ...order?.body, coActorId: idOf(username) };
    const reply = await give('efo1', await accepted(), 'propose', body);
    expect([reply.status, reply.body.errors[0].pointer]).toEqual([403, '/coActorId']);
  });

  it('is asked of a colleague, who reads the case and confirms', async () => {
    const [, , order] = commands;
    const caseId = await accepted();
    await obeyed('efo1', caseId, 'propose', { ...order?.body, coActorId: idOf('efo2') });
    const seen = await (await town.as('efo2')).get(`/api/v1/cases/${caseId}`);
    const { coActorId, ...content } = { ...order?.body, coActorId: idOf('efo2') };
    expect(seen.body.asks).toMatchObject([{ coActorId, command: 'propose', content }]);
    const bySubject = await (await town.as('ens')).get(`/api/v1/cases/${caseId}`);
    expect(bySubject.body.asks).toMatchObject([{ coActorId, command: 'propose' }]);
    expect(bySubject.body.asks[0]).not.toHaveProperty('content');
    await obeyed('efo2', caseId, 'co-sign', { askId: seen.body.asks[0].askId, decision: 'confirm' });
    const after = await (await town.as('efh')).get(`/api/v1/cases/${caseId}`);
    expect(after.body.openProposals).toMatchObject([{ act: 'statutory-order' }]);
  });
});
