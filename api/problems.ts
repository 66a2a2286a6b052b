import type { ErrorRequestHandler, Request, Response } from 'express';
import { MulterError } from 'multer';
import type { Logger } from '../logger';
import { troubleOf, type DatabaseTrouble } from '../record/database-error';
import type { DoorFailure } from '../record/door';
import type { Refusal } from '../domain/stream';
import { rememberProblem } from './attempts';
import { compact } from './compact';
import { Problem, PROBLEMS, type ProblemCode, type ProblemExtras } from './problem';
import { traceIdOf } from './trace';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** A problem ready to be sent or stored: RFC 9457, with our `code`, `errors`, `traceId` and the refusal's `reason`. */
export interface RenderedProblem {
  status: number;
  body: string;
  headers: Record<string, string>;
}

export const renderProblem = (
  code: ProblemCode,
  detail: string,
  place: { instance: string; traceId: string },
  extras: ProblemExtras = {},
): RenderedProblem => {
  const { status, title } = PROBLEMS[code];
  const { errors = [], headers = {}, reason, whoCan, version } = extras;
  const body = {
    type: `urn:bihuan:problem:${code}`,
    title,
    status,
    detail,
    instance: place.instance,
    code,
    ...(reason === undefined ? {} : { reason }),
    ...(whoCan === undefined ? {} : { whoCan }),
    ...(version === undefined ? {} : { version }),
    errors,
    traceId: place.traceId,
  };
  return { status, headers, body: JSON.stringify(body) };
};

/** The one mapping from a domain refusal to a problem. */
export const problemOfRefusal = (refusal: Refusal): Problem => {
  const { code, reason, message, whoCan, pointer } = refusal;
  const errors = pointer === undefined ? [] : [{ pointer, code: reason, message }];
  return new Problem(code, message, { errors, reason, whoCan });
};

export const versionMismatch = (version: number): Problem =>
  new Problem('version-mismatch', `该记录已被更新到版本 ${version}，请刷新后再办理。`, {
    version,
    headers: { ETag: `"${version}"` },
  });

/** Ways the door ends without an outcome. */
export const problemOfFailure = (failure: DoorFailure): Problem => {
  switch (failure.kind) {
    case 'key-reuse':
      return new Problem('idempotency-key-reuse', '同一个 Idempotency-Key 已用于另一个请求，请换一个新的键。');
    case 'in-progress':
      return new Problem('request-in-progress', '相同的请求还在处理，请稍后用同一个键重试。', {
        headers: { 'Retry-After': '1' },
      });
    case 'outcome-unknown':
      return new Problem('outcome-unknown', '未能确认是否已保存，请用同一个 Idempotency-Key 重试。', {
        headers: { 'Retry-After': '2' },
      });
    case 'unavailable':
      return new Problem('dependency-down', '数据库暂不可用，请稍后重试。', {
        headers: { 'Retry-After': String(failure.retryAfterSeconds) },
      });
  }
};

const pathOf = (request: Request): string => request.originalUrl.split('?')[0]?.slice(0, 200) ?? '/';

/** Sends a problem; used by the error handler and by middleware that answers by itself. */
export const sendProblem = (request: Request, response: Response, problem: Problem): void => {
  const place = { instance: pathOf(request), traceId: traceIdOf() };
  const rendered = renderProblem(problem.code, problem.detail, place, problem.extras);
  rememberProblem(response, compact({ code: problem.code, reason: problem.extras.reason }));
  response.status(rendered.status).set(rendered.headers).set('Cache-Control', 'no-store');
  response.type(PROBLEM_TYPE).send(rendered.body);
};

/** Failures of body-parser, multer and the router carry a status or a code; only these are read, never the message. */
const problemOfStatus = (status: number): Problem | undefined => {
  if (status === 413) return new Problem('too-large', '请求内容超过允许的大小。');
  if (status === 415) return new Problem('unsupported-media-type', '内容编码或字符集不受支持。');
  if (status >= 400 && status < 500) return new Problem('malformed-request', '请求格式错误。');
  return undefined;
};

const fieldOf = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;

/** Trouble with the database that passes; a read outside the door meets it as it is. */
const passing: readonly DatabaseTrouble[] = ['away', 'conflict', 'lock-wait', 'refusing'];

/** Any thrown value as a problem; what is unknown becomes a bare 500. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof MulterError)
    return error.code === 'LIMIT_FILE_SIZE'
      ? new Problem('too-large', '文件超过 10 MB。')
      : new Problem('malformed-request', '上传内容格式错误：只接受一个名为 file 的文件。');
  if (passing.includes(troubleOf(error))) return problemOfFailure({ kind: 'unavailable', retryAfterSeconds: 2 });
  const code = fieldOf(error, 'code');
  if (code === 'ENOSPC') return new Problem('storage-full', '存储空间不足，请联系管理员。');
  const status = fieldOf(error, 'status');
  const known = typeof status === 'number' ? problemOfStatus(status) : undefined;
  return known ?? new Problem('internal', '系统内部错误，请凭 traceId 联系管理员。');
};

/** The last-resort handler: nothing of an unknown error leaves the process but the trace id. */
export const lastResort =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const problem = problemOf(error);
    if (problem.code === 'internal') logger.error('request failed', { error, traceId: traceIdOf() });
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(request, response, problem);
  };
