import type { Request } from 'express';
import type { Route } from '../route';
import { Maybe } from './fields';
import { Named } from './named';
import { FlagAsked } from './query-fields';

/** Of every command: whether it is only to be shown what it would do. */
export class PreviewQuery {
  @Maybe() @Named('是否只预览效果、不办理') @FlagAsked() preview?: boolean;
}

/** Whether a request asks for a preview where one is offered. */
export const asksPreview = ({ query }: Pick<Request, 'query'>, route?: Pick<Route, 'query'>): boolean =>
  (route === undefined || route.query === PreviewQuery) && query['preview'] === 'true';
