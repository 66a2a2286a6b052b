import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { bodyOf } from './body';
import { malformed, Problem } from './problem';

/** The caller's `Idempotency-Key`: 1–128 visible ASCII characters, or 400. */
export const idempotencyKeyOf = (request: Request): string => {
  const key = request.headers['idempotency-key'];
  if (key === undefined || key === '')
    throw new Problem('idempotency-key-missing', '写操作必须带 Idempotency-Key 请求头。');
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(key))
    throw malformed('Idempotency-Key 必须是 1 到 128 个可见的 ASCII 字符。');
  return key;
};

/** The version in `If-Match: "<version>"`: 428 without it, 400 for any other form. */
export const expectedVersionOf = (request: Request): number => {
  const header = request.headers['if-match'];
  if (header === undefined) throw new Problem('precondition-required', '请用 If-Match 给出所依据的版本。');
  const version = /^"(\d{1,15})"$/.exec(header)?.[1];
  if (version === undefined) throw malformed('If-Match 必须是带引号的版本号，如 "12"。');
  return Number(version);
};

/** JSON with sorted keys, so that the order of fields does not make another request. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
};

/** The path that was asked for, without its query. */
export const pathOf = (request: Request): string => request.originalUrl.split('?')[0] ?? '';

/** SHA-256 of what the request asks for: method, path and body. */
export const requestHashOf = (request: Request, content: unknown = bodyOf(request)): string => {
  return createHash('sha256')
    .update(`${request.method}\n${pathOf(request)}\n${canonical(content)}`)
    .digest('hex');
};
