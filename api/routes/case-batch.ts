import type { Request, Response } from 'express';
import { streamIdOf } from '../../domain/stream-module';
import type { Answer, DoorFailure } from '../../record/request';
import { rememberCaseProblem } from '../attempts';
import { CaseBatchAnswer, type BatchResultAnswer } from '../answers/case-batch';
import { batchRows, type BatchRow } from '../batch-rows';
import { requireCaller } from '../caller';
import { caseCommandBody } from '../commands/case';
import { compact } from '../compact';
import type { AppDeps } from '../deps';
import { CaseBatchBody } from '../dto/case-batch';
import { order } from '../execute';
import { parseBodyAs } from '../parse';
import { idempotencyKeyOf, pathOf, requestHashOf } from '../preconditions';
import { notFound, type Problem } from '../problem';
import { PROBLEM_TYPE, problemOf, problemOfFailure, problemOfRefusal, renderProblem } from '../problems';
import { batchedRefusals } from '../read/batched';
import { viewerOf } from '../read/viewer';
import type { Route } from '../route';
import { traceIdOf } from '../trace';
import { presentCommand } from './command-routes';

/** What keeps every case from being carried out, so that the rest need not be tried. */
const OF_ALL: readonly DoorFailure['kind'][] = ['unavailable', 'storage-full'];

const resultOf = (caseId: string, { status, contentType, body, version }: Answer): BatchResultAnswer => ({
  caseId,
  status,
  ...compact({ version }),
  ...(contentType === PROBLEM_TYPE ? { problem: JSON.parse(body) as object } : {}),
});

const refused = (request: Request, caseId: string, problem: Problem): BatchResultAnswer => {
  const place = { instance: pathOf(request), traceId: traceIdOf() };
  const { status, body } = renderProblem(problem.code, problem.detail, place, problem.extras);
  return resultOf(caseId, { status, contentType: PROBLEM_TYPE, body });
};

/** A command on one case after another. */
const carryOut = async (deps: AppDeps, request: Request, rows: readonly BatchRow[]): Promise<BatchResultAnswer[]> => {
  const { personId } = requireCaller(request);
  const refusals = await batchedRefusals(deps, await viewerOf(deps, request), rows);
  const results: BatchResultAnswer[] = [];
  let down: DoorFailure | undefined;
  const one = async ({ caseId, version, command, asked }: BatchRow): Promise<BatchResultAnswer> => {
    const refusal = refusals.get(caseId);
    if (refusal !== undefined) return refused(request, caseId, problemOfRefusal(refusal));
    if (down !== undefined) return refused(request, caseId, problemOfFailure(down));
    const ordered = {
      personId,
      idempotencyKey: `${idempotencyKeyOf(request)}:${caseId}`,
      requestHash: requestHashOf(request, asked),
      expectedVersion: version,
      target: { streamId: streamIdOf('case', caseId), command },
      instance: pathOf(request),
    };
    const result = await order(deps, ordered, presentCommand('caseId', caseId));
    if (!('failure' in result)) return resultOf(caseId, result.answer);
    if (OF_ALL.includes(result.failure.kind)) down = result.failure;
    return refused(request, caseId, problemOfFailure(result.failure));
  };
  for (const row of rows) {
    const result = await one(row).catch((error: unknown) => {
      const problem = problemOf(error);
      if (problem.code === 'internal') deps.logger.error('case of a batch failed', { error, traceId: traceIdOf() });
      return refused(request, row.caseId, problem);
    });
    results.push(result);
  }
  return results;
};

const noteRefused = (response: Response, results: readonly BatchResultAnswer[]): void => {
  for (const { caseId, problem } of results)
    if (problem !== undefined)
      rememberCaseProblem(response, { caseId, ...(problem as { code: string; reason?: string }) });
};

/** One command on many cases. */
export const caseBatchRoutes = (deps: AppDeps): Route[] => [
  {
    method: 'post',
    path: '/api/v1/cases/batch',
    summary: '成批办理：对多起隐患办理同一事项',
    description:
      '一次最多 100 起，逐件办理、逐件答复：某件被拒不影响其他各件。body 是各件共同的内容，cases 中的 body 是该件自己的内容（如审批提请的 proposalId），两处都有的以该件的为准；内容按该事项的要求先行检查，有误的整批不办（422）。每件以“幂等键:隐患编号”为键、以 version 为所依据的版本，整批用同一个键重试得到同样的结果。重大隐患须逐件审批，一批只审批同一种提请。',
    access: 'person',
    token: 'act',
    key: true,
    body: CaseBatchBody,
    success: { status: 200, description: '各件的结果，顺序与所给的相同', answer: CaseBatchAnswer },
    async handle(request, response) {
      const batch = await parseBodyAs(CaseBatchBody, request);
      const body = caseCommandBody(batch.command);
      if (body === undefined) throw notFound();
      const results = await carryOut(deps, request, await batchRows(batch, body));
      noteRefused(response, results);
      const answer: CaseBatchAnswer = { results };
      response.set('Cache-Control', 'no-store').json(answer);
    },
  },
];
