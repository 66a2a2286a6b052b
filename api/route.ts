import type { Request, Response } from 'express';
import type { TokenNeed } from '../domain/people/scopes';
import type { Dto } from './parse';

export type Method = 'get' | 'post' | 'delete';

/** Bodies of several classes: the field `by` says which, by its value. */
export interface BodyByField {
  by: string;
  classes: Readonly<Record<string, Dto<object>>>;
}

/** What comes back when all went well. */
export interface Success {
  status: number;
  /** Chinese. */
  description: string;
  /** The class of the answer; without it nothing comes back, or what `media` says. */
  answer?: Dto<object>;
  /** It comes with the version, as `ETag`. */
  versioned?: true;
  /** The type of an answer that is not JSON; beside `answer`, of the same in another form, for who asks for it. */
  media?: string;
}

/** One endpoint as data: the router, the 405 answers and the OpenAPI document are all made from it. */
export interface Route {
  method: Method;
  /** Express path, such as `/api/v1/cases/:caseId`. */
  path: string;
  /** Chinese, for the documentation page. */
  summary: string;
  /** What it does, for whom, and what to heed; Chinese. */
  description: string;
  access: 'public' | 'person';
  /** What a personal token must be good for; without it the route is closed to tokens. */
  token?: TokenNeed;
  /** Open to somebody who has to replace the password first. */
  firstPassword?: true;
  /** A write that needs an `Idempotency-Key`. */
  key?: true;
  /** A command on an existing stream: needs `If-Match`. */
  ifMatch?: true;
  /** The class of the body. */
  body?: Dto<object> | BodyByField;
  /** The body is multipart and read by the handler itself. */
  multipart?: true;
  /** The fields that a multipart body has beside its file. */
  beside?: Dto<object>;
  /** The class of the query. */
  query?: Dto<object>;
  success: Success;
  /** Answers with another status that are no problem either. */
  others?: readonly Success[];
  /** A list that is given as CSV, too, where `format=csv` asks for it: what that file is called, Chinese. */
  csv?: string;
  /** The answer is not JSON (downloads, pages): any `Accept` will do. */
  raw?: true;
  handle(request: Request, response: Response): Promise<void> | void;
}
