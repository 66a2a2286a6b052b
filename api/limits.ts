import { rateLimit } from 'express-rate-limit';
import type { Request, RequestHandler } from 'express';
import { callerOf } from './caller';
import { Problem } from './problem';
import { sendProblem } from './problems';
import { addressOf, networkOf } from './session/address';

const windowMs = 60_000;
const pass: RequestHandler = (_request, _response, next) => {
  next();
};

const clientOf = (request: Request): string => callerOf(request)?.personId ?? networkOf(addressOf(request));

/** Requests per minute of one person, or of one address where nobody is signed in; 0 switches it off. */
export const limitRequests = (perMinute: number): RequestHandler => {
  if (perMinute === 0) return pass;
  return rateLimit({
    windowMs,
    limit: perMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // A forwarded address from an untrusted sender is ignored, and no reason to complain on the console.
    validate: { xForwardedForHeader: false },
    keyGenerator: clientOf,
    handler: (request, response) => {
      const headers = { 'Retry-After': String(windowMs / 1000) };
      sendProblem(request, response, new Problem('rate-limited', '请求过于频繁，请稍后再试。', { headers }));
    },
  });
};
