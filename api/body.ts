import express, { type Request, type RequestHandler, type Response } from 'express';
import { malformed, Problem } from './problem';
import { parseStrictJson } from './strict-json';
import { cleanTexts } from './text-rules';

const bodies = new WeakMap<Request, Record<string, unknown>>();
const maxBytes = 100 * 1024;

/** Reads the bytes of any type: the type was checked before, and the limit counts inflated bytes too. */
const readBytes = express.raw({ type: () => true, limit: maxBytes });

const hasBody = (request: Request): boolean =>
  request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;

/** `application/json` alone, or with the charset it has anyway. */
const isJson = (contentType: string | undefined): boolean =>
  contentType !== undefined && /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType);

const decode = (bytes: Buffer): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('请求内容不是有效的 UTF-8。');
  }
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parseBody = (bytes: Buffer): Record<string, unknown> => {
  const value = cleanTexts(parseStrictJson(decode(bytes)));
  if (!isRecord(value)) throw malformed('请求内容必须是一个 JSON 对象。');
  return value;
};

const bytesOf = (request: Request, response: Response): Promise<unknown> =>
  new Promise((resolve, reject) => {
    readBytes(request, response, (error?: unknown) => {
      if (error === undefined) resolve(request.body);
      else reject(error instanceof Error ? error : malformed('请求内容无法读取。'));
    });
  });

/** JSON objects only: 415 for another type, 413 over 100 KB (inflated), 400 for anything that is not strict JSON. */
export const readBody: RequestHandler = async (request, response, next) => {
  if (!hasBody(request)) {
    next();
    return;
  }
  if (!isJson(request.headers['content-type']))
    throw new Problem('unsupported-media-type', '请求内容必须是 application/json。');
  const bytes = await bytesOf(request, response);
  if (Buffer.isBuffer(bytes)) bodies.set(request, parseBody(bytes));
  next();
};

/** The checked body; empty where the request had none. */
export const bodyOf = (request: Request): Record<string, unknown> => bodies.get(request) ?? {};
