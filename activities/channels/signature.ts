import { createHmac } from 'node:crypto';

/**
 * The header by which a receiver knows that we sent the body: HMAC-SHA256 in hex over `<t>.<body>`, where `t` is the time
 * of sending in seconds since 1970, so that an old request cannot be played again much later.
 */
export function signatureOf(secret: string, body: string, sentAtMs: number): string {
  const t = Math.floor(sentAtMs / 1000);
  const v1 = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex');
  return `t=${t},v1=${v1}`;
}
