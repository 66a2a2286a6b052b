import type { Request } from 'express';
import type { AppDeps } from '../deps';
import { attachmentAsSeen, isSeen } from '../present/sight';
import { evidenceIn } from '../read/evidence';
import { pageRules } from '../query';
import { readableCase } from '../read/files';
import { namesAsSeen } from '../read/protected-names';
import { requireMoreThanReporting, sightOn, uploadsOfReport } from '../read/sights';
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
    access: 'person',
    token: 'read',
    query: pageRules,
    success: { status: 200, description: '事件，旧的在前' },
    async handle(request, response) {
      const { caseId, viewer, subjects, ...seer } = await seen(deps, request);
      const ofCase = subjects.map(({ subjectId }) => subjectId);
      response.json(await namesAsSeen(deps, viewer, await eventsOf(deps, `case:${caseId}`, request, seer), ofCase));
    },
  },
  {
    method: 'get',
    path: '/api/v1/cases/:caseId/deadlines',
    summary: '时限台账',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '每一个时限及其结果' },
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
    access: 'person',
    token: 'read',
    success: { status: 200, description: '文书' },
    async handle(request, response) {
      const { caseId, sight, viewer, subjects } = await seen(deps, request);
      requireMoreThanReporting(sight);
      const to = subjects.map(({ subjectId, name }) => ({ subjectId, name }));
      response.json(await namesAsSeen(deps, viewer, await papersOf(deps, `case:${caseId}`, { to })));
    },
  },
  {
    method: 'get',
    path: '/api/v1/cases/:caseId/attachments',
    summary: '证据',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '附件' },
    async handle(request, response) {
      const { caseId, sight } = await seen(deps, request);
      const ofReport = await uploadsOfReport(deps, caseId);
      const rows = (await evidenceIn(deps, `case:${caseId}`)).filter((row) => isSeen(row, ofReport, sight));
      response.json({
        items: rows.map(attachmentAsSeen(ofReport, sight)),
        nextCursor: null,
        asOf: await deps.door.now(),
      });
    },
  },
  {
    method: 'get',
    path: '/api/v1/cases/:caseId/chain',
    summary: '核验哈希链',
    access: 'person',
    token: 'read',
    success: { status: 200, description: '核验结果' },
    async handle(request, response) {
      const { caseId } = await readableCase(deps, await viewerOf(deps, request), String(request.params['caseId']));
      response.json(await deps.door.verifyChain(`case:${caseId}`));
    },
  },
];
