import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { Request, RequestHandler } from 'express';
import { callerOf } from './caller';
import { Problem } from './problem';
import { sendProblem } from './problems';

const windowMs = 60_000;
const pass: RequestHandler = (_request, _response, next) => {
  next();
};

const clientOf = (request: Request): string => callerOf(request)?.personId ?? ipKeyGenerator(request.ip ?? 'unknown');

const limiter = (limit: number, failedOnly: boolean): RequestHandler => {
  if (limit === 0) return pass;
  return rateLimit({
    windowMs,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // A forwarded address from an untrusted sender is ignored, and no reason to complain on the console.
    validate: { xForwardedForHeader: false },
    skipSuccessfulRequests: failedOnly,
    keyGenerator: (request) => (failedOnly ? ipKeyGenerator(request.ip ?? 'unknown') : clientOf(request)),
    handler: (request, response) => {
      const headers = { 'Retry-After': String(windowMs / 1000) };
      sendProblem(request, response, new Problem('rate-limited', '请求过于频繁，请稍后再试。', { headers }));
    },
  });
};

/** Requests per minute of one person, or of one address where nobody is signed in; 0 switches it off. */
export const limitRequests = (perMinute: number): RequestHandler => limiter(perMinute, false);

/** Failed sign-ins per minute of one address: a twentieth of the general limit, at least ten. */
export const limitSignIns = (perMinute: number): RequestHandler =>
  limiter(perMinute === 0 ? 0 : Math.max(10, Math.floor(perMinute / 20)), true);
