import { say } from './say';
import { bodyOf, recordsIn, type Stage } from './stage';

/** What the life leaves behind for the verification. */
export interface Lived {
  caseId: string;
  number: string;
  closedBeforeRelapse: ListView;
  closedAfterRelapse: ListView;
  closedAgain: ListView;
}

/** Whether the closed list shows the case, by case and by subject. */
export interface ListView {
  byCase: boolean;
  bySubject: boolean;
}

interface Ids {
  chengyun: string;
  meiqiao: string;
  subjectId: string;
  clauseId: string;
}

const HAZARD = 'charging-site-fire';

const text = (record: Record<string, unknown> | undefined, field: string): string => {
  const value = record?.[field];
  return typeof value === 'string' ? value : '';
};

/** Finds the ids that the play needs, the way a caller finds them. */
const findIds = async (stage: Stage): Promise<Ids> => {
  const unit = async (name: string): Promise<string> => {
    const found = await stage.items('ofc', `/api/v1/units?q=${encodeURIComponent(name)}`);
    return text(
      found.find((item) => item['name'] === name),
      'unitId',
    );
  };
  const subjects = await stage.items('ofc', '/api/v1/subjects');
  const pack = await (await stage.as('ofc')).get('/api/v1/policies/drill');
  const type = recordsIn(pack.body['hazardTypes']).find((row) => row['id'] === HAZARD);
  const clauses = type?.['clauseIds'];
  return {
    chengyun: await unit('城运中心'),
    meiqiao: await unit('梅桥村'),
    subjectId: text(
      subjects.find((item) => text(item, 'name').includes('物业')),
      'subjectId',
    ),
    clauseId: Array.isArray(clauses) ? String(clauses[0]) : '',
  };
};

const dueOf = async (stage: Stage, clock: string) => {
  const found = (await stage.deadlines()).filter((row) => row['clock'] === clock && row['level'] === 0).at(-1);
  const because = found?.['because'];
  const rule = typeof because === 'object' && because !== null && 'rule' in because ? String(because.rule) : '';
  return found === undefined ? {} : { due: { dueAt: text(found, 'dueAt'), because: rule } };
};

const closedList = async (stage: Stage, number: string, subjectId: string): Promise<ListView> => {
  const cases = await stage.items('ofc', '/api/v1/ledgers/closed?by=case&limit=200');
  const subjects = await stage.items('ofc', '/api/v1/ledgers/closed?by=subject&limit=200');
  return {
    byCase: cases.some((item) => item['number'] === number || item['caseId'] === stage.caseId),
    bySubject: subjects.some((item) => item['subjectId'] === subjectId),
  };
};

/** Rows 1 to 9 of authority.md 5: from the report to the served notice. */
const untilServed = async (stage: Stage, ids: Ids): Promise<string> => {
  say.title('发现、上账、交办');
  const report = await (
    await stage.as('vgg')
  ).post('/api/v1/cases', {
    title: '电动自行车充电场所未达到消防安全要求',
    description: '车棚未设喷淋，与住宅无防火分隔。',
    source: 'grid-patrol',
    foundAt: new Date().toISOString(),
    place: { address: '白鹤镇梅桥村充电车棚' },
    hazardType: HAZARD,
    attachmentIds: await stage.shots('vgg', 1),
  });
  if (report.status !== 201)
    throw new Error(`report answered ${String(report.status)}: ${JSON.stringify(report.body)}`);
  stage.caseId = String(report.body['caseId']);
  say.did('vgg', '网格巡查发现并上报隐患', { ...(await dueOf(stage, 'verify')), next: '由他人核实' });
  await stage.mustRefuse('vgg', 'verify', { method: 'on-site', finding: '属实' }, 403, 'sod-violation');
  await stage.must('ofc', 'verify', { method: 'documents', finding: '照片与台账相符，属实' });
  const number = text((await (await stage.as('ofc')).get(`/api/v1/cases/${stage.caseId}`)).body, 'number');
  say.did('ofc', '凭材料核实属实，上账', { number, ...(await dueOf(stage, 'grade')), next: '由牵头单位定级' });
  const grade = {
    grade: 'general',
    domain: 'fire',
    hazardType: HAZARD,
    clauseId: ids.clauseId,
    subjectIds: [ids.subjectId],
  };
  await stage.must('ldc', 'grade', grade);
  say.did('ldc', '定为一般隐患，明确责任主体', { ...(await dueOf(stage, 'assign')), next: '由专班交办' });
  await stage.must('ofc', 'assign', { leadUnitId: ids.chengyun, responsibleUnitId: ids.meiqiao });
  say.did('ofc', '交办：牵头城运中心，责任梅桥村', { ...(await dueOf(stage, 'accept')), next: '梅桥村签收' });
  await stage.must('vgm', 'accept-assignment', {});
  say.did('vgm', '签收', { ...(await dueOf(stage, 'serve')), next: '制发并送达文书' });
  const order = {
    act: 'statutory-order',
    reason: '试以专班名义责令',
    type: 'zeling-xianqi-zhenggai',
    clauseId: ids.clauseId,
    requirements: '责令整改',
  };
  await stage.mustRefuse('ofc', 'propose', order, 403, 'issuer-lacks-capacity');
  await stage.must('ldc', 'issue-notice', {
    type: 'xianqi-zhenggai-yijian',
    issuerUnitId: ids.chengyun,
    requirements: '增设喷淋与防火分隔',
  });
  const paper = (await stage.items('ofc', `/api/v1/cases/${stage.caseId}/documents`))[0];
  say.did('ldc', '制发《限期整改意见书》', { number: text(paper, 'number'), next: '送达' });
  await stage.must('ldc', 'record-service', {
    documentId: text(paper, 'documentId'),
    mode: 'direct',
    servedAt: new Date().toISOString(),
    recipientName: '物业经理',
  });
  say.did('ldc', '直接送达并签收，整改期限起算', { ...(await dueOf(stage, 'rectify')), next: '企业整改' });
  return number;
};

/** Rows 10 to 13: a missed deadline climbs by itself. */
const missed = async (stage: Stage): Promise<void> => {
  say.title('逾期：催办 → 督办 → 约谈 → 通报');
  await stage.must('ens', 'report-progress', { percent: 40, done: '已采购喷淋' });
  say.did('ens', '报告进展 40%');
  const urged = await stage.rung('urge', 30);
  const paper = bodyOf(urged)['paper'];
  say.clock('整改逾期，已催办', {
    ...(typeof paper === 'object' && paper !== null && 'number' in paper
      ? { next: `催办单 ${String(paper.number)}` }
      : {}),
  });
  await stage.must('ldc', 'start-recheck', {});
  await stage.must('ldc', 'record-recheck', {
    result: 'failed',
    findings: '喷淋未安装',
    attachmentIds: await stage.shots('ldc', 1),
  });
  say.did('ldc', '逾期复查：不合格', { ...(await dueOf(stage, 'recheck')), next: '继续整改' });
  await stage.rung('supervise', 30);
  say.clock('已督办（督办单当日编号）');
  await stage.rung('interview', 30);
  const interview = await stage.inbox('l2', 'interview');
  say.clock('达到约谈档，提请镇分管领导', { next: '镇分管领导审批' });
  const target = `escalations/${text(interview, 'escalationId')}`;
  await stage.must(
    'l2',
    'decide-proposal',
    { proposalId: interview['proposalId'], decision: 'approve', opinion: '同意约谈' },
    target,
  );
  say.did('l2', '批准约谈', { next: '城运中心五个工作日内召开' });
  const host = await stage.as('ldd');
  await stage.must(
    'ldd',
    'hold-interview',
    { heldAt: new Date().toISOString(), hostPersonId: host.personId, attendees: ['物业公司主要负责人'] },
    target,
  );
  await stage.must('ldd', 'file-minutes', { text: '责成三日内完成整改。' }, target);
  say.did('ldd', '召开约谈并归档纪要', { next: '企业提交整改报告' });
  await stage.must('enm', 'file-interview-report', { text: '承诺立即整改。' }, target);
  say.did('enm', '提交约谈整改报告');
  await stage.rung('circular', 60);
  await stage.inbox('l2', 'circular');
  say.clock('达到通报档，提请镇分管领导');
};

/** Rows 14 to 17, and again in cycle 2: request, re-check, closing. */
const rectifyAndClose = async (stage: Stage, refuseRechecker: boolean): Promise<void> => {
  const before = await stage.shots('ens', 1);
  const after = await stage.shots('ens', 1);
  await stage.must('ens', 'request-recheck', {
    report: '喷淋与防火分隔已完成',
    beforeAttachmentIds: before,
    afterAttachmentIds: after,
  });
  say.did('ens', '申请复查，附整改前后照片', { next: '牵头单位复查' });
  await stage.must('ldc', 'start-recheck', {});
  await stage.must('ldc', 'record-recheck', {
    result: 'passed',
    findings: '符合要求',
    attachmentIds: await stage.shots('ldc', 1),
  });
  say.did('ldc', '复查合格，本人现场拍照', { ...(await dueOf(stage, 'decision')), next: '另一人审核销号' });
  const close = await stage.inbox('ofd', 'close');
  const decision = { proposalId: close['proposalId'], decision: 'approve', opinion: '资料齐全，同意销号' };
  if (refuseRechecker) await stage.mustRefuse('ldc', 'decide-proposal', decision, 403, 'sod-violation');
  await stage.must('ofd', 'decide-proposal', decision);
  say.did('ofd', '审核销号', { ...(await dueOf(stage, 'watch-end')), next: '回头看' });
};

/** Rows 18 and 19: found again, confirmed, taken off the closed list. */
const relapse = async (stage: Stage): Promise<void> => {
  say.title('回潮');
  await stage.must('vgg', 'record-watch-visit', { result: 'found-again', attachmentIds: await stage.shots('vgg', 1) });
  say.did('vgg', '回头看发现隐患再次出现', { next: '专班主任认定' });
  const proposal = await stage.inbox('ofd', 'relapse');
  await stage.must('ofd', 'decide-proposal', {
    proposalId: proposal['proposalId'],
    decision: 'approve',
    opinion: '认定回潮',
  });
  say.did('ofd', '认定回潮：移出已销号清单，第 2 轮整改', {
    ...(await dueOf(stage, 'rectify')),
    next: '期限减半，递进措施前移一档',
  });
};

/** Row 21: clean visits, each once its window has begun, the end of the watch, archived. */
const watchOut = async (stage: Stage): Promise<void> => {
  say.title('回头看与归档');
  for (let visit = 1; visit <= 3; visit += 1) {
    const body = { result: 'clean', attachmentIds: await stage.shots('vgg', 1) };
    await stage.mustOnceOpen('vgg', 'record-watch-visit', body, 'visit-too-early');
    say.did('vgg', `第 ${String(visit)} 次回头看：未反弹`);
  }
  await stage.until('archiving', 90, async () =>
    (await stage.events()).some((event) => event['type'] === 'archived') ? true : undefined,
  );
  say.clock('回头看期满，归档');
};

/** Plays the life of authority.md 5 row by row, with its refusals. */
export const live = async (stage: Stage): Promise<Lived> => {
  const ids = await findIds(stage);
  const number = await untilServed(stage, ids);
  await missed(stage);
  say.title('整改、复查、销号');
  await rectifyAndClose(stage, true);
  const closedBeforeRelapse = await closedList(stage, number, ids.subjectId);
  await relapse(stage);
  const closedAfterRelapse = await closedList(stage, number, ids.subjectId);
  await rectifyAndClose(stage, false);
  const closedAgain = await closedList(stage, number, ids.subjectId);
  await watchOut(stage);
  return { caseId: stage.caseId, number, closedBeforeRelapse, closedAfterRelapse, closedAgain };
};
