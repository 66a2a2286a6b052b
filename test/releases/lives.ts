import { civilDateOf } from '../../domain/clock/civil';
import { plusMs } from '../../domain/clock/instant';
import type { Reply } from '../../scripts/demo/client';
import { bodyOf, type Stage } from '../../scripts/demo/stage';
import { textPdf } from '../support/pdfs';
import { DAYS_SUBJECTS, DAYS_TOWN } from './days-town';

const dayMs = 86_400_000;
const inDays = (days: number): string => civilDateOf(plusMs(new Date().toISOString(), days * dayMs));

/** A step of a case of the town of days. */
type Step = (stage: Stage) => Promise<unknown>;

const must =
  (by: string, command: string, body: (stage: Stage) => Promise<unknown>): Step =>
  async (stage) =>
    stage.must(by, command, await body(stage));

const plain = (body: object) => (): Promise<unknown> => Promise.resolve(body);
const lastPaper = async (stage: Stage): Promise<string> => {
  const papers = await stage.items('b-ofc', `/api/v1/cases/${stage.caseId}/documents`);
  return String(papers.at(-1)?.['documentId']);
};
const openProposal = async (stage: Stage, by: string, act: string): Promise<string> => {
  const found = await stage.until(`${act} of ${stage.caseId}`, 10, async () => {
    const items = await stage.items(by, '/api/v1/inbox?limit=200');
    return items.find((item) => item['act'] === act && item['caseId'] === stage.caseId);
  });
  return String(found['proposalId']);
};
const decide = (by: string, act: string, decision: 'approve' | 'reject'): Step =>
  must(by, 'decide-proposal', async (stage) => ({
    proposalId: await openProposal(stage, by, act),
    decision,
    opinion: '按规定办理',
  }));

/** The district may decide what it could not read in 0.1.0, so the office reads the version for it. */
const confirmMajor: Step = async (stage) => {
  const proposalId = await openProposal(stage, 'ds1', 'confirm-major');
  const path = `/api/v1/cases/${stage.caseId}`;
  const { body } = await (await stage.as('b-ofc')).get(path);
  const decision = { proposalId, decision: 'approve', opinion: '同意认定' };
  const version = Number(body['version']);
  const reply = await (await stage.as('ds1')).post(`${path}/commands/decide-proposal`, decision, { version });
  if (reply.status !== 200) throw new Error(`confirm-major answered ${String(reply.status)}`);
};

const kind = { domain: 'fire', hazardType: 'charging-site-fire', clauseId: 'baihe-charging-site' };
const verify = must('b-ofc', 'verify', plain({ method: 'documents', finding: '照片与台账相符，属实' }));
const grade = must('b-ldc', 'grade', plain({ grade: 'general', ...kind, subjectIds: [DAYS_SUBJECTS.company] }));
const units = { leadUnitId: `${DAYS_TOWN}-chengyun`, responsibleUnitId: `${DAYS_TOWN}-meiqiao` };
const assign = must('b-ofc', 'assign', plain({ ...units, reason: '城运中心牵头' }));
const accept = must('b-vgm', 'accept-assignment', plain({}));
const paper = { type: 'xianqi-zhenggai-yijian', issuerUnitId: `${DAYS_TOWN}-chengyun`, requirements: '增设喷淋' };
const issue = must('b-ldc', 'issue-notice', () => Promise.resolve({ ...paper, dueOn: inDays(60) }));
const serve = must('b-ldc', 'record-service', async (stage) => ({
  documentId: await lastPaper(stage),
  mode: 'direct',
  servedAt: new Date().toISOString(),
  recipientName: '物业经理',
}));
const progress = must('b-ens', 'report-progress', plain({ percent: 40, done: '已采购喷淋' }));
const request = must('b-ens', 'request-recheck', async (stage) => ({
  report: '喷淋与防火分隔已完成',
  beforeAttachmentIds: await stage.shots('b-ens', 1),
  afterAttachmentIds: await stage.shots('b-ens', 1),
}));
const recheck = must('b-ldc', 'start-recheck', plain({}));
const record = (result: 'passed' | 'failed'): Step =>
  must('b-ldc', 'record-recheck', async (stage) => ({
    result,
    findings: result === 'passed' ? '符合要求' : '喷淋未安装',
    attachmentIds: await stage.shots('b-ldc', 1),
  }));
const close = decide('b-ofd', 'close', 'approve');
const foundAgain = must('b-vgg', 'record-watch-visit', async (stage) => ({
  result: 'found-again',
  attachmentIds: await stage.shots('b-vgg', 1),
}));
const proposeMajor = must(
  'b-ldc',
  'propose',
  plain({
    act: 'confirm-major',
    reason: '综合判定',
    domain: 'fire',
    hazardType: 'exit-blocked',
    clauseId: 'gb35181-2025',
    subjectIds: [DAYS_SUBJECTS.company],
    control: { notNeeded: '人员已撤离' },
  }),
);
const proposeVoid = must('b-ldc', 'propose', async (stage) => ({
  act: 'void',
  reason: '现场无此隐患',
  attachmentIds: await stage.shots('b-ldc', 1),
}));
const proposeControl = must('b-ldc', 'propose', async (stage) => ({
  act: 'impose-control',
  reason: '停用以防起火',
  scope: 'power',
  measures: '断电',
  until: inDays(10),
  guardPersonId: (await stage.as('b-vgm')).personId,
}));

const toAssigned = [verify, grade, assign];
const toRectifying = [...toAssigned, accept, issue, serve];
const toPassed = [...toRectifying, progress, request, recheck, record('passed')];

const proposeOrder = must('b-efo1', 'propose', async (stage) => ({
  act: 'statutory-order',
  inspectionRef: '沪检2026-0001',
  reason: '当场检查发现',
  type: 'zeling-xianqi-zhenggai',
  clauseId: 'xiaofang-16',
  requirements: '增设喷淋',
  coActorId: (await stage.as('b-efo2')).personId,
  dueOn: inDays(60),
}));
const coSign = must('b-efo2', 'co-sign', async (stage) => {
  const seen = await (await stage.as('b-efo2')).get(`/api/v1/cases/${stage.caseId}`);
  const asks: unknown = seen.body['asks'];
  const [first]: unknown[] = Array.isArray(asks) ? asks : [];
  return { askId: Reflect.get(Object(first), 'askId'), decision: 'confirm' };
});
const ordered = [...toAssigned, accept, proposeOrder, coSign, decide('b-efh', 'statutory-order', 'approve')];
const serveOrder = must('b-efo1', 'record-service', async (stage) => ({
  documentId: await lastPaper(stage),
  mode: 'direct',
  servedAt: new Date().toISOString(),
  recipientName: '物业经理',
}));

/** A life that stops in a state, with who reports it. The name says what the next release finds. */
const LIVES: Record<string, { by?: string; steps: readonly Step[] }> = {
  lead: { steps: [] },
  'lead-protected': { by: 'b-rp', steps: [] },
  registered: { steps: [verify] },
  'registered-major-proposed': { steps: [verify, proposeMajor] },
  graded: { steps: [verify, grade] },
  'graded-major': { steps: [verify, proposeMajor, confirmMajor] },
  assigned: { steps: toAssigned },
  'assigned-accepted': { steps: [...toAssigned, accept] },
  'assigned-issued': { steps: [...toAssigned, accept, issue] },
  'assigned-order-asked': { steps: [...toAssigned, accept, proposeOrder] },
  'assigned-order-proposed': { steps: [...toAssigned, accept, proposeOrder, coSign] },
  'assigned-ordered': { steps: ordered },
  'rectifying-ordered': { steps: [...ordered, serveOrder] },
  'notified-major': {
    steps: [verify, proposeMajor, confirmMajor, assign, accept, issue, serve],
  },
  rectifying: { steps: [...toRectifying, progress] },
  'rectifying-failed': { steps: [...toRectifying, request, recheck, record('failed')] },
  'rectifying-controlled': {
    steps: [...toRectifying, proposeControl, decide('b-l2', 'impose-control', 'approve')],
  },
  'awaiting-recheck': { steps: [...toRectifying, request] },
  rechecking: { steps: [...toRectifying, request, recheck] },
  'closure-review': { steps: toPassed },
  watching: { steps: [...toPassed, close] },
  'watching-relapse-proposed': { steps: [...toPassed, close, foundAgain] },
  'rectifying-relapsed': { steps: [...toPassed, close, foundAgain, decide('b-ofd', 'relapse', 'approve')] },
  'void-decided': { steps: [proposeVoid, decide('b-ofd', 'void', 'approve')] },
  'void-proposed': { steps: [proposeVoid] },
};

/** A small PDF as an inspection report would be, of its case alone. */
const pdfOf = (name: string): Buffer => textPdf({ more: [`<< /Of (${name}) >>`] });

const reported = (reply: Reply): string => {
  if (reply.status !== 201) throw new Error(`report answered ${String(reply.status)}: ${JSON.stringify(reply.body)}`);
  return String(reply.body['caseId']);
};

/** Plays one case of the town of days up to every state. @returns case ids by the names above. */
export const playDays = async (stage: Stage): Promise<Record<string, string>> => {
  const ids: Record<string, string> = {};
  for (const [name, { by = 'b-vgg', steps }] of Object.entries(LIVES)) {
    const person = await stage.as(by);
    const attachmentIds = [...(await stage.shots(by, 1)), await person.upload(pdfOf(name), '检查报告.pdf')];
    const report = {
      title: `充电场所未达到消防安全要求（${name}）`,
      description: '车棚未设喷淋，与住宅无防火分隔。',
      source: by === 'b-rp' ? 'public-report' : 'grid-patrol',
      foundAt: new Date().toISOString(),
      place: { address: '白鹤镇梅桥村充电车棚' },
      hazardType: 'charging-site-fire',
      attachmentIds,
      ...(by === 'b-rp' ? { reporter: { anonymous: true, name: '举报人', phone: '13800000000' } } : {}),
    };
    stage.caseId = reported(await person.post('/api/v1/cases', report));
    for (const step of steps) await step(stage);
    ids[name] = stage.caseId;
  }
  return ids;
};

/** A late case of the drill town up to an interview that is approved and not yet held. @returns its escalation's id. */
export const playOpenInterview = async (stage: Stage): Promise<{ caseId: string; escalationId: string }> => {
  const clerk = await stage.as('vgg');
  const report = {
    title: '约谈在途的隐患',
    description: '车棚未设喷淋。',
    source: 'grid-patrol',
    foundAt: new Date().toISOString(),
    place: { address: '演练镇梅桥村' },
    hazardType: 'charging-site-fire',
    attachmentIds: await stage.shots('vgg', 1),
  };
  stage.caseId = reported(await clerk.post('/api/v1/cases', report));
  await stage.must('ofc', 'verify', { method: 'documents', finding: '属实' });
  await stage.must('ldc', 'grade', { grade: 'general', ...kind, subjectIds: ['drill-company'] });
  const drillUnits = { leadUnitId: 'drill-town-chengyun', responsibleUnitId: 'drill-town-meiqiao' };
  await stage.must('ofc', 'assign', { ...drillUnits, reason: '城运中心牵头' });
  await stage.must('vgm', 'accept-assignment', {});
  await stage.must('ldc', 'issue-notice', { ...paper, issuerUnitId: 'drill-town-chengyun' });
  const documents = await stage.items('ofc', `/api/v1/cases/${stage.caseId}/documents`);
  await stage.must('ldc', 'record-service', {
    documentId: documents[0]?.['documentId'],
    mode: 'direct',
    servedAt: new Date().toISOString(),
    recipientName: '物业经理',
  });
  const reached = await stage.rung('interview', 90);
  const proposal = await stage.inbox('l2', 'interview', 20);
  const escalationId = String(proposal['escalationId']);
  const decision = { proposalId: proposal['proposalId'], decision: 'approve', opinion: '同意约谈' };
  await stage.must('l2', 'decide-proposal', decision, `escalations/${escalationId}`);
  if (bodyOf(reached)['act'] !== 'interview') throw new Error('no interview');
  return { caseId: stage.caseId, escalationId };
};
