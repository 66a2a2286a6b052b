import { assignCase, reportCase, type TestTown } from '../support/open-town';

const must = async (town: TestTown, username: string, caseId: string, command: string, body: object = {}) => {
  const reply = await (await town.as(username)).command(caseId, command, body);
  if (reply.status !== 200) throw new Error(`${username} ${command}: ${reply.text}`);
  return reply.body as { events: { type: string }[] };
};

/** A case that is being rectified: assigned, accepted, advised in writing, with progress. */
export const rectifyingCase = async (town: TestTown, overrides: object = {}): Promise<string> => {
  const caseId = await reportCase(town, 'vgg', overrides);
  await assignCase(town, caseId);
  await must(town, 'vgm', caseId, 'accept-assignment');
  await must(town, 'ldc', caseId, 'issue-notice', {
    type: 'zhenggai-yijian',
    issuerUnitId: 'drill-town-chengyun',
    requirements: '限期配置灭火器材，安装充电自动断电装置，清理疏散通道。',
    dueOn: '2026-12-18',
  });
  const { papers } = (await (await town.as('ldc')).get(`/api/v1/cases/${caseId}`)).body as {
    papers: { documentId: string }[];
  };
  await must(town, 'ldc', caseId, 'record-service', {
    documentId: papers[0]?.documentId,
    mode: 'direct',
    servedAt: new Date(Date.now() - 30_000).toISOString(),
    recipientName: '王经理',
  });
  await must(town, 'ens', caseId, 'report-progress', {
    percent: 60,
    done: '已配置灭火器 8 具，自动断电装置已采购。',
    attachmentIds: await (await town.as('ens')).photos(1),
  });
  return caseId;
};

/** The same, with its re-check asked for. */
export const awaitingRecheck = async (town: TestTown, overrides: object = {}): Promise<string> => {
  const caseId = await rectifyingCase(town, overrides);
  const ens = await town.as('ens');
  await must(town, 'ens', caseId, 'request-recheck', {
    report: '已全部整改到位，请复查。',
    beforeAttachmentIds: await ens.photos(1),
    afterAttachmentIds: await ens.photos(1),
  });
  return caseId;
};

/** What the worker does beside the API: gives committed events their places in the feed, so that open pages are told. */
export const tellOpenPages = async ({ record }: TestTown): Promise<void> => {
  while ((await record.door.placeEvents(200)) > 0);
};

/** The same, re-checked and closed. */
export const closedCase = async (town: TestTown, overrides: object = {}): Promise<string> => {
  const caseId = await awaitingRecheck(town, overrides);
  const ldc = await town.as('ldc');
  await must(town, 'ldc', caseId, 'start-recheck');
  await must(town, 'ldc', caseId, 'record-recheck', {
    result: 'passed',
    findings: '逐项核对，均已整改。',
    attachmentIds: await ldc.photos(1),
  });
  const { openProposals } = (await (await town.as('ofd')).get(`/api/v1/cases/${caseId}`)).body as {
    openProposals: { proposalId: string }[];
  };
  const proposalId = openProposals[0]?.proposalId;
  await must(town, 'ofd', caseId, 'decide-proposal', { proposalId, decision: 'approve', opinion: '同意销号' });
  return caseId;
};

/** A 重大 that the district has confirmed and that is assigned and accepted: its plan is owed. */
export const majorOwingPlan = async (town: TestTown, overrides: object = {}): Promise<string> => {
  const caseId = await reportCase(town, 'vgg', overrides);
  await must(town, 'ofc', caseId, 'verify', { method: 'documents', finding: '材料属实' });
  await must(town, 'ldc', caseId, 'propose', {
    act: 'confirm-major',
    reason: '符合判定标准',
    attachmentIds: [],
    domain: 'fire',
    hazardType: 'exit-blocked',
    clauseId: 'gb35181-2025',
    subjectIds: ['drill-company'],
    control: { notNeeded: '现场无人' },
  });
  const { openProposals } = (await (await town.as('ds1')).get(`/api/v1/cases/${caseId}`)).body as {
    openProposals: { proposalId: string }[];
  };
  const proposalId = openProposals[0]?.proposalId;
  await must(town, 'ds1', caseId, 'decide-proposal', { proposalId, decision: 'approve', opinion: '同意认定' });
  const units = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao', reason: '属地负责' };
  await must(town, 'ofc', caseId, 'assign', units);
  await must(town, 'vgm', caseId, 'accept-assignment');
  await must(town, 'ldc', caseId, 'issue-notice', {
    type: 'xianqi-zhenggai-yijian',
    issuerUnitId: 'drill-town-chengyun',
    requirements: '恢复消防设施',
    dueOn: '2026-12-18',
  });
  const { papers } = (await (await town.as('ldc')).get(`/api/v1/cases/${caseId}`)).body as {
    papers: { documentId: string }[];
  };
  await must(town, 'ldc', caseId, 'record-service', {
    documentId: papers[0]?.documentId,
    mode: 'direct',
    servedAt: new Date(Date.now() - 30_000).toISOString(),
    recipientName: '王经理',
  });
  return caseId;
};
