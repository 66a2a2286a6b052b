import { AsyncLocalStorage } from 'node:async_hooks';
import type { Request, RequestHandler } from 'express';
import { credentialName, type AuditPlace } from '../record/audit';
import { callerOf } from './caller';
import { routeOf } from './metrics';
import { addressOf } from './session/address';

const served = new AsyncLocalStorage<Request>();

/** Keeps the request at hand for what is written about it deep inside, such as audit rows. */
export const keepAtHand: RequestHandler = (request, _response, next) => {
  served.run(request, next);
};

/** Where a request came from, for the audit log. A forwarded address counts from a trusted proxy alone. */
export const placeOf = (request: Request): AuditPlace => {
  const caller = callerOf(request);
  const kind = caller?.by === 'token' ? 'token' : 'session';
  return {
    method: request.method,
    route: routeOf(request),
    address: addressOf(request),
    credential: caller === undefined ? null : credentialName(kind, caller.credentialHash),
  };
};

/** The place of the request being served; undefined outside of one. */
export const placeNow = (): AuditPlace | undefined => {
  const request = served.getStore();
  return request === undefined ? undefined : placeOf(request);
};
