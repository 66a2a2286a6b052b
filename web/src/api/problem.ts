import type { Schemas } from './typed';

/** What the API says of a request that it did not carry out (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly body: Schemas['Problem'],
    /** After how many seconds it makes sense to try again. */
    readonly retryAfterSeconds: number | null,
  ) {
    super(body.detail);
    this.name = 'Problem';
  }

  is(code: Schemas['Problem']['code']): boolean {
    return this.body.code === code;
  }
}

/** No answer came: nobody knows whether the request was carried out, so it is sent again with the same key. */
export class Unreachable extends Error {
  constructor() {
    super('连接不上服务器，所填内容已保留，请稍后重试。');
    this.name = 'Unreachable';
  }
}

export const isProblem = (error: unknown, code?: Schemas['Problem']['code']): error is Problem =>
  error instanceof Problem && (code === undefined || error.is(code));
