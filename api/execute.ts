import type { Request, Response } from 'express';
import type { Answer, DoorResult, Outcome, Target } from '../record/request';
import { JSON_TYPE, sendAnswer } from './administer';
import { requireCaller } from './caller';
import type { AppDeps } from './deps';
import { PreviewQuery } from './dto/preview';
import { presentPreview } from './present/preview';
import { expectedVersionOf, idempotencyKeyOf, pathOf, requestHashOf } from './preconditions';
import { notFound, type Problem } from './problem';
import { PROBLEM_TYPE, problemOfFailure, problemOfRefusal, renderProblem, versionMismatch } from './problems';
import { readQuery } from './query';
import { previewAsSeen } from './read/preview-seen';
import { viewerOf } from './read/viewer';
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

/** A command of somebody as it goes through the door. */
export interface Ordered {
  personId: string;
  idempotencyKey: string;
  requestHash: string;
  /** Absent only where the command opens a stream. */
  expectedVersion?: number;
  target: Target;
  /** Path of the request, for what is refused. */
  instance: string;
}

/** Sends a command through the door; the answer is in words, refusals are problems. */
export const order = (deps: AppDeps, ordered: Ordered, present: (done: Done) => object): Promise<DoorResult> => {
  const { instance, ...request } = ordered;
  const traceId = traceIdOf();
  return deps.door.execute({ ...request, traceId, answer: answerOf({ instance, traceId }, present) });
};

/** Answers what a command of the caller would do, or why it would be refused. */
const sendPreview = async (deps: AppDeps, request: Request, response: Response, target: Target): Promise<void> => {
  const place = { instance: pathOf(request), traceId: traceIdOf() };
  const { personId } = requireCaller(request);
  const expected = 'opens' in target ? {} : { expectedVersion: expectedVersionOf(request) };
  const previewed = await deps.door.preview({ personId, ...expected, target });
  if ('failure' in previewed) throw problemOfFailure(previewed.failure);
  const { outcome } = previewed;
  const seen = await previewAsSeen(deps, await viewerOf(deps, request), previewed);
  const present = (done: Done): object => presentPreview(seen, done.file, done.now);
  const { version, ...answer } = answerOf(place, present)(outcome);
  // A version that nothing was written at is nobody's.
  if (outcome.kind === 'done') sendAnswer(response, { ...answer, status: 200 });
  else sendAnswer(response, version === undefined ? answer : { ...answer, version });
};

/** Sends a command of the caller through the door and its answer to the caller; with `?preview=true` what it would do. */
export const execute = async (
  deps: AppDeps,
  request: Request,
  response: Response,
  target: Target,
  present: (done: Done) => object,
): Promise<void> => {
  if (readQuery(request, PreviewQuery).preview === true) {
    await sendPreview(deps, request, response, target);
    return;
  }
  const ordered = {
    personId: requireCaller(request).personId,
    idempotencyKey: idempotencyKeyOf(request),
    requestHash: requestHashOf(request),
    ...('opens' in target ? {} : { expectedVersion: expectedVersionOf(request) }),
    target,
    instance: pathOf(request),
  };
  const result = await order(deps, ordered, present);
  if ('failure' in result) throw problemOfFailure(result.failure);
  sendAnswer(response, result.answer);
};
