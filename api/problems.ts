import type { ErrorRequestHandler, Request, Response } from 'express';
import { MulterError } from 'multer';
import type { Logger } from '../logger';
import { troubleOf, type DatabaseTrouble } from '../record/database-error';
import type { DoorFailure } from '../record/request';
import type { Refusal } from '../domain/stream';
import { idOf, kindOf } from '../domain/stream-module';
import { UnreadableEvent } from '../domain/unknown-event';
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
  const { errors = [], headers = {}, reason, whoCan, whoCanDo, caseId, escalationId, version } = extras;
  const body = {
    type: `urn:bihuan:problem:${code}`,
    title,
    status,
    detail,
    instance: place.instance,
    code,
    ...(reason === undefined ? {} : { reason }),
    ...(whoCan === undefined ? {} : { whoCan }),
    ...(whoCanDo === undefined ? {} : { whoCanDo }),
    ...(caseId === undefined ? {} : { caseId }),
    ...(escalationId === undefined ? {} : { escalationId }),
    ...(version === undefined ? {} : { version }),
    errors,
    traceId: place.traceId,
  };
  return { status, headers, body: JSON.stringify(body) };
};

/** The one mapping from a domain refusal to a problem. */
export const problemOfRefusal = (refusal: Refusal): Problem => {
  const { code, reason, message, whoCan, whoCanDo, pointer, caseId, escalationId } = refusal;
  const errors = pointer === undefined ? [] : [{ pointer, code: reason, message }];
  return new Problem(code, message, { errors, reason, whoCan, ...compact({ whoCanDo, caseId, escalationId }) });
};

export const versionMismatch = (version: number): Problem =>
  new Problem('version-mismatch', '刚刚已有人办理或修改过此事，请看清最新情况后再办理。', {
    version,
    headers: { ETag: `"${version}"` },
  });

/** The id alone is told, to who has it by his own request; whether he reads it today the record itself says. */
const answerGone = (streamId: string | null): Problem => {
  const id = streamId === null ? undefined : idOf(streamId);
  const isCase = streamId !== null && kindOf(streamId) === 'case';
  const where = id === undefined ? '请查看相关记录' : '请打开该记录查看结果';
  return new Problem(
    'gone',
    `这一请求早已答复，没有再次办理；当时的答复已超过保存期限。${where}，新的办理请换一个新的键。`,
    compact(isCase ? { caseId: id } : { escalationId: id }),
  );
};

/** Ways the door ends without an outcome. */
export const problemOfFailure = (failure: DoorFailure): Problem => {
  switch (failure.kind) {
    case 'key-reuse':
      return new Problem('idempotency-key-reuse', '同一个 Idempotency-Key 已用于另一个请求，请换一个新的键。');
    case 'answer-gone':
      return answerGone(failure.streamId);
    case 'in-progress':
      return new Problem('request-in-progress', '相同的请求还在处理，请稍后用同一个键重试。', {
        headers: { 'Retry-After': '1' },
      });
    case 'catching-up':
      return new Problem('request-in-progress', '同时逾期的多起隐患正在并入该事项，请稍后刷新再办理。', {
        headers: { 'Retry-After': String(failure.retryAfterSeconds) },
      });
    case 'outcome-unknown':
      return new Problem('outcome-unknown', '未能确认是否已保存，请用同一个 Idempotency-Key 重试。', {
        headers: { 'Retry-After': '2' },
      });
    case 'unknown-event':
      return programTooOld();
    case 'storage-full':
      return new Problem(
        'storage-full',
        '存储空间不足，没有保存任何内容。请联系管理员清理存储空间，之后用同一个 Idempotency-Key 重试。',
        { headers: { 'Retry-After': String(failure.retryAfterSeconds) } },
      );
    case 'unavailable':
      return new Problem('dependency-down', '数据库暂不可用，请稍后重试。', {
        headers: { 'Retry-After': String(failure.retryAfterSeconds) },
      });
  }
};

/** An event that this program does not know: no repetition helps, another version does. */
const programTooOld = (): Problem =>
  new Problem(
    'program-too-old',
    '该记录由较新版本的程序写入，或者内容不完整，本程序不能识别；未作任何更改，请联系管理员升级程序或核查数据后重试。',
    {
      headers: { 'Retry-After': '60' },
    },
  );

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

/** Where files are kept there is no room, or they cannot be written for now. */
const noRoom: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const noFiles: readonly unknown[] = ['EROFS', 'EIO', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE', 'ENOTDIR'];

const storageFull = (): Problem => problemOfFailure({ kind: 'storage-full', retryAfterSeconds: 30 });

/** Any thrown value as a problem; what is unknown becomes a bare 500. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof MulterError)
    return new Problem('malformed-request', '上传内容格式错误：只接受一个名为 file 的文件。');
  if (error instanceof UnreadableEvent) return programTooOld();
  const trouble = troubleOf(error);
  if (trouble === 'full') return storageFull();
  if (passing.includes(trouble)) return problemOfFailure({ kind: 'unavailable', retryAfterSeconds: 2 });
  const code = fieldOf(error, 'code');
  if (noRoom.includes(code)) return storageFull();
  if (noFiles.includes(code))
    return new Problem('dependency-down', '文件存储暂不可用，没有保存任何内容，请稍后重试或联系管理员。', {
      headers: { 'Retry-After': '30' },
    });
  const status = fieldOf(error, 'status');
  const known = typeof status === 'number' ? problemOfStatus(status) : undefined;
  return known ?? new Problem('internal', '系统内部错误，请凭 traceId 联系管理员。');
};

/** The last-resort handler: nothing of an unknown error leaves the process but the trace id. */
export const lastResort =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    const problem = problemOf(error);
    if (problem.code === 'internal' || problem.code === 'program-too-old')
      logger.error('request failed', { error, traceId: traceIdOf() });
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(request, response, problem);
  };
