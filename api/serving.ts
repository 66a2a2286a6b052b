import type { Request } from 'express';
import { credentialName, type AuditPlace } from '../record/audit';
import { callerOf } from './caller';
import { routeOf } from './metrics';
import { addressOf } from './session/address';

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
