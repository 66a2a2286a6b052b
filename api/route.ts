import type { Request, Response } from 'express';
import type { TokenNeed } from '../domain/people/scopes';
import type { Dto } from './parse';
import type { Rules } from './query';

export type Method = 'get' | 'post' | 'delete';

/** One endpoint as data: the router, the 405 answers and the OpenAPI document are all made from it. */
export interface Route {
  method: Method;
  /** Express path, such as `/api/v1/cases/:caseId`. */
  path: string;
  /** Chinese, for the documentation page. */
  summary: string;
  access: 'public' | 'person';
  /** What a personal token must be good for; without it the route is closed to tokens. */
  token?: TokenNeed;
  /** Open to somebody who has to replace the password first. */
  firstPassword?: true;
  /** A write that needs an `Idempotency-Key`. */
  key?: true;
  /** A command on an existing stream: needs `If-Match`. */
  ifMatch?: true;
  /** DTO classes of the body; several where the path decides which. */
  bodies?: Dto<object>[];
  /** The body is multipart and read by the handler itself. */
  multipart?: true;
  query?: Rules;
  /** Status and words of the success answer. */
  success: { status: number; description: string };
  /** The answer is not JSON (downloads, pages): any `Accept` will do. */
  raw?: true;
  handle(request: Request, response: Response): Promise<void> | void;
}
