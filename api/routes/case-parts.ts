import type { Request } from 'express';
import { DeadlineAnswer } from '../answers/clock';
import { CaseEventAnswer, StreamChainAnswer } from '../answers/event';
import { EvidenceAnswer } from '../answers/evidence';
import { pageOf } from '../answers/page';
import { StreamDocumentAnswer } from '../answers/paper';
import type { AppDeps } from '../deps';
import { evidenceSeen } from '../read/evidence';
import { PageQuery } from '../dto/query-fields';
import { readableCase } from '../read/files';
import { namesAsSeen } from '../read/protected-names';
import { requireMoreThanReporting, sightOn } from '../read/sights';
import { deadlinesOf, eventsOf, papersOf } from '../read/stream-parts';
import { viewerOf } from '../read/viewer';
import type { Route } from '../route';

const seen = async (deps: AppDeps, request: Request) => {
  const viewer = await viewerOf(deps, request);
  const file = await readableCase(deps, viewer, String(request.params['caseId']));
  const { caseId, subjects } = file;
  return { viewer, caseId, subjects, personId: viewer.personId, sight: await sightOn(deps, viewer, file) };
};

/** What belongs to one case: log, deadline ledger, papers, evidence, the proof of its chain. */
export const casePartRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'get',
    path: '/api/v1/cases/:caseId/events',
    summary: '办理记录',
    description:
      '这起隐患的全部事件，旧的在前，每条带哈希值。上报人只见进度节点的类型和时间；责任主体一方看不到他人添加的记录，也看不到可能指向上报人的内容。',
    access: 'person',
    token: 'read',
    query: PageQuery,
    success: { status: 200, description: '事件，旧的在前', answer: pageOf(CaseEventAnswer) },
    async handle(request, response) {
      const { caseId, viewer, subjects, ...seer } = await seen(deps, request);
      const ofCase = subjects.map(({ subjectId }) => subjectId);
      const log = await namesAsSeen(deps, viewer, await eventsOf(deps, `case:${caseId}`, request, seer), ofCase);
      response.json(log);
    },
  },
  {
    method: 'get',
    path: '/api/v1/cases/:caseId/deadlines',
    summary: '时限台账',
    description:
      '这起隐患每一个时限的到期时间、起算依据和结果，按设定的先后排列，不分页。仅以上报人身份可见的人不得查看。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '每一个时限及其结果', answer: pageOf(DeadlineAnswer) },
    async handle(request, response) {
      const { caseId, sight } = await seen(deps, request);
      requireMoreThanReporting(sight);
      response.json(await deadlinesOf(deps, `case:${caseId}`));
    },
  },
  {
    method: 'get',
    path: '/api/v1/cases/:caseId/documents',
    summary: '文书',
    description:
      '这起隐患的文书：文号、状态、送达时间、内容和对象，先制发的在前，不分页。仅以上报人身份可见的人不得查看。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '文书', answer: pageOf(StreamDocumentAnswer) },
    async handle(request, response) {
      const { caseId, sight, viewer, subjects } = await seen(deps, request);
      requireMoreThanReporting(sight);
      const to = subjects.map(({ subjectId, name }) => ({ subjectId, name }));
      const papers = await namesAsSeen(deps, viewer, await papersOf(deps, `case:${caseId}`, { to }));
      response.json(papers);
    },
  },
  {
    method: 'get',
    path: '/api/v1/cases/:caseId/attachments',
    summary: '证据',
    description:
      '案卷引用的照片和材料，文件本身用 /api/v1/attachments/{attachmentId} 下载。上报人只见上报时所附的照片；责任主体一方看不到这些照片的原文件名和原件校验值。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '附件', answer: pageOf(EvidenceAnswer) },
    async handle(request, response) {
      const { caseId, sight } = await seen(deps, request);
      const items = await evidenceSeen(deps, caseId, sight);
      response.json({ items, nextCursor: null, asOf: await deps.door.now() });
    },
  },
  {
    method: 'get',
    path: '/api/v1/cases/:caseId/chain',
    summary: '核验哈希链',
    description: '重新计算这起隐患全部事件的哈希值并与存档比对，用以证明记录未被改动或截断。凡可查看本案的人都可核验。',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '核验结果', answer: StreamChainAnswer },
    async handle(request, response) {
      const { caseId } = await readableCase(deps, await viewerOf(deps, request), String(request.params['caseId']));
      response.json(await deps.door.verifyChain(`case:${caseId}`));
    },
  },
];
