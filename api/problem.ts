import { ROLE_NAMES, type Role } from '../domain/people/roles';
import type { WhoCan } from '../domain/stream';

/** Problem codes that callers rely on; each has one status and one Chinese title. */
export const PROBLEMS = {
  'malformed-request': { status: 400, title: '请求格式错误' },
  'idempotency-key-missing': { status: 400, title: '缺少幂等键' },
  unauthenticated: { status: 401, title: '未登录或登录已失效' },
  forbidden: { status: 403, title: '没有权限' },
  'sod-violation': { status: 403, title: '违反岗位分离' },
  'issuer-lacks-capacity': { status: 403, title: '无权制发该文书' },
  'not-found': { status: 404, title: '未找到' },
  'method-not-allowed': { status: 405, title: '不支持的请求方法' },
  'not-acceptable': { status: 406, title: '无法提供所要求的格式' },
  conflict: { status: 409, title: '与现有数据冲突' },
  'illegal-transition': { status: 409, title: '当前状态不能办理' },
  'request-in-progress': { status: 409, title: '相同请求正在处理' },
  gone: { status: 410, title: '已不可用' },
  'version-mismatch': { status: 412, title: '内容已有变化' },
  'too-large': { status: 413, title: '内容过大' },
  'unsupported-media-type': { status: 415, title: '不支持的内容类型' },
  validation: { status: 422, title: '内容未通过校验' },
  'idempotency-key-reuse': { status: 422, title: '幂等键已用于其他请求' },
  'unsafe-file': { status: 422, title: '文件不被接受' },
  'import-rejected': { status: 422, title: '导入被拒绝' },
  'precondition-required': { status: 428, title: '缺少版本条件' },
  'rate-limited': { status: 429, title: '请求过于频繁' },
  'header-too-large': { status: 431, title: '请求头过大' },
  internal: { status: 500, title: '系统内部错误' },
  'dependency-down': { status: 503, title: '依赖的服务暂不可用' },
  'program-too-old': { status: 503, title: '程序版本过旧' },
  'outcome-unknown': { status: 503, title: '处理结果未知' },
  'storage-full': { status: 507, title: '存储空间不足' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** One wrong place of the request; `pointer` is a JSON pointer into the body, or `?name` for a query parameter. */
export interface FieldError {
  pointer: string;
  code: string;
  message: string;
}

/** What a problem may say besides its code. */
export interface ProblemExtras {
  errors?: FieldError[];
  /** Finer code of a domain refusal. */
  reason?: string;
  /** Roles that could act instead. */
  whoCan?: string[];
  /** The same with their units. */
  whoCanDo?: WhoCan[];
  /** Another case that stands in the way, or the one that a request made or changed whose answer is gone. */
  caseId?: string;
  /** The same of a 督办, 约谈 or 通报. */
  escalationId?: string;
  /** Current version, on 412. */
  version?: number;
  /** Response headers such as `Retry-After` or `Allow`. */
  headers?: Record<string, string>;
}

/** An expected failure of a request, thrown by parsing and permission checks and rendered in problems.ts. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly detail: string,
    readonly extras: ProblemExtras = {},
  ) {
    super(code);
    this.name = 'Problem';
  }
}

/** What everybody gets for an object that does not exist, belongs to another town or has a malformed id. */
export const notFound = (): Problem => new Problem('not-found', '所请求的对象不存在。');

const ofRole = (role: Role): WhoCan => ({
  role,
  roleName: ROLE_NAMES[role],
  unitId: null,
  unitName: null,
  another: false,
});

export const malformed = (detail: string): Problem => new Problem('malformed-request', detail);

/** A body that is wrong everywhere gets no answer of its own size: so many places are named, and so much of each. */
const mostErrors = 20;
const longestPointer = 200;

export const invalid = (errors: FieldError[]): Problem => {
  const named = errors
    .slice(0, mostErrors)
    .map((error) => ({ ...error, pointer: error.pointer.slice(0, longestPointer) }));
  const messages = [...new Set(named.map((error) => error.message))].join('；') || '内容未通过校验。';
  const rest = errors.length > mostErrors ? `（共 ${errors.length} 处，只列出前 ${mostErrors} 处）` : '';
  return new Problem('validation', `${messages}${rest}`, { errors: named });
};

/** A 422 about a single place. */
export const invalidField = (pointer: string, code: string, message: string): Problem =>
  invalid([{ pointer, code, message }]);

/** A 403; where some roles could, they are told by their names, too, for people who have to find somebody. */
export const forbidden = (reason: string, detail: string, whoCan: readonly Role[] = []): Problem =>
  new Problem('forbidden', detail, {
    reason,
    whoCan: [...whoCan],
    ...(whoCan.length > 0 ? { whoCanDo: whoCan.map(ofRole) } : {}),
  });
