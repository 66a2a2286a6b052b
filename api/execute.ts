import type { Request, Response } from 'express';
import type { Answer, Outcome, Target } from '../record/request';
import { JSON_TYPE, sendAnswer } from './administer';
import { requireCaller } from './caller';
import type { AppDeps } from './deps';
import { expectedVersionOf, idempotencyKeyOf, requestHashOf } from './preconditions';
import { notFound, type Problem } from './problem';
import { PROBLEM_TYPE, problemOfFailure, problemOfRefusal, renderProblem, versionMismatch } from './problems';
import { traceIdOf } from './trace';

/** What the door did, for the words of the answer. */
export type Done = Extract<Outcome, { kind: 'done' }>;

const problemAnswer = (problem: Problem, place: { instance: string; traceId: string }): Answer => {
  const { status, body } = renderProblem(problem.code, problem.detail, place, problem.extras);
  return { status, contentType: PROBLEM_TYPE, body };
};

/** Puts an outcome into the words that are stored and sent. */
const answerOf =
  (place: { instance: string; traceId: string }, present: (done: Done) => object) =>
  (outcome: Outcome): Answer => {
    switch (outcome.kind) {
      case 'done': {
        const { version } = outcome.file;
        const body = JSON.stringify(present(outcome));
        return { status: outcome.opened ? 201 : 200, contentType: JSON_TYPE, body, version };
      }
      case 'refused': {
        const answer = problemAnswer(problemOfRefusal(outcome.refusal), place);
        return outcome.version === null ? answer : { ...answer, version: outcome.version };
      }
      case 'version-mismatch':
        return { ...problemAnswer(versionMismatch(outcome.version), place), version: outcome.version };
      case 'not-found':
        return problemAnswer(notFound(), place);
    }
  };

/** Sends a command of the caller through the door and its answer to the caller. */
export const execute = async (
  deps: AppDeps,
  request: Request,
  response: Response,
  target: Target,
  present: (done: Done) => object,
): Promise<void> => {
  const place = { instance: request.originalUrl.split('?')[0] ?? '', traceId: traceIdOf() };
  const opens = 'opens' in target;
  const result = await deps.door.execute({
    personId: requireCaller(request).personId,
    idempotencyKey: idempotencyKeyOf(request),
    requestHash: requestHashOf(request),
    ...(opens ? {} : { expectedVersion: expectedVersionOf(request) }),
    target,
    traceId: place.traceId,
    answer: answerOf(place, present),
  });
  if ('failure' in result) throw problemOfFailure(result.failure);
  sendAnswer(response, result.answer);
};
