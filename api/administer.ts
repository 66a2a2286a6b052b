import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import type { AdminTx, AdminWork } from '../record/admin';
import type { Answer, DoorResult } from '../record/request';
import { requireCaller } from './caller';
import { compact } from './compact';
import type { AppDeps } from './deps';
import { idempotencyKeyOf, requestHashOf } from './preconditions';
import { rememberProblem } from './attempts';
import { PROBLEM_TYPE, problemOfFailure } from './problems';
import { placeOf } from './serving';
import { traceIdOf } from './trace';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** A successful answer in JSON. */
export const jsonAnswer = (status: number, content: unknown): Answer => ({
  status,
  contentType: JSON_TYPE,
  body: content === undefined ? '' : JSON.stringify(content),
});

/** What a write beside the streams is called in the audit log, where it belongs, and what it does. */
export interface AdminAct {
  action: string;
  townId: string | null;
  work(tx: AdminTx): Promise<AdminWork>;
}

const answerOf = (result: DoorResult): Answer => {
  if ('failure' in result) throw problemOfFailure(result.failure);
  return result.answer;
};

const problemIn = (body: string): { code: string; reason?: string } => {
  // Rendered by ourselves, stored as it was sent.
  const { code, reason } = JSON.parse(body) as { code: string; reason?: string };
  return compact({ code, reason });
};

/** Sends an answer of the door exactly as it was stored; `reveal` fills in what is shown but never stored. */
export const sendAnswer = (
  response: Response,
  answer: Answer,
  reveal: (body: string) => string = (body) => body,
): void => {
  if (answer.contentType === PROBLEM_TYPE) rememberProblem(response, problemIn(answer.body));
  if (answer.version !== undefined) response.set('ETag', `"${answer.version}"`);
  response.status(answer.status).set('Cache-Control', 'no-store').set('Content-Type', answer.contentType);
  response.end(reveal(answer.body));
};

/** Runs a write of the caller under the request's idempotency key. */
export const administer = async (deps: AppDeps, request: Request, act: AdminAct, content?: unknown): Promise<Answer> =>
  answerOf(
    await deps.door.administer({
      ...act,
      place: placeOf(request),
      personId: requireCaller(request).personId,
      idempotencyKey: idempotencyKeyOf(request),
      requestHash: requestHashOf(request, content),
      traceId: traceIdOf(),
    }),
  );

/** Runs a write that nobody repeats (sign-ins, set-up), under a key of its own. */
export const administerOnce = async (
  deps: AppDeps,
  request: Request,
  personId: string,
  act: AdminAct,
): Promise<Answer> =>
  answerOf(
    await deps.door.administer({
      ...act,
      place: placeOf(request),
      personId,
      idempotencyKey: randomUUID(),
      requestHash: randomUUID().replaceAll('-', '').padEnd(64, '0'),
      traceId: traceIdOf(),
    }),
  );
