import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';

/** Below it the headers of a packet weigh more than what is saved. */
const leastBytes = 1_024;

/**
 * What may not be kept is not compressed either. Compression tells by its length what repeats in an answer: whoever makes a
 * browser ask, puts guesses into the answer and sees its length over TLS finds out a secret that stands beside them (BREACH).
 * Our secrets stand in answers that say `no-store`: the CSRF token in `GET /api/v1/me`, tokens, one-time passwords and secrets
 * of webhooks in the answers of writes. The other answers hold none, and no other site can make a browser ask for them with its
 * cookie, which is SameSite=Lax; nor do answers repeat what was asked.
 */
const isCompressed = (request: Request, response: Response): boolean => {
  const isKept = !String(response.getHeader('Cache-Control') ?? '').includes('no-store');
  // Events would wait for the buffer to fill. Photos and PDFs are none of the types that gain by it.
  const isStream = String(response.getHeader('Content-Type') ?? '').startsWith('text/event-stream');
  return isKept && !isStream && compression.filter(request, response);
};

/** Answers, scripts and style sheets of more than a kilobyte go out compressed. */
export const compressAnswers = (): RequestHandler => compression({ threshold: leastBytes, filter: isCompressed });
