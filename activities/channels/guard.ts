import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { isAllowedAddress, isNamedEndpoint, type WebhookAllowance } from '../../record/webhook-address';

/**
 * An HTTP agent for one delivery that connects only where webhooks may: the name is resolved here, every address is
 * checked, and the connection goes to an address that was checked, so there is no second look-up to lie to. A URL with a
 * literal address never asks this hook; `checkWebhookUrl` has judged it before.
 */
export function guardedAgent(
  url: URL,
  allow: WebhookAllowance,
  limits: { timeoutMs: number; maxBytes: number },
): Agent {
  const named = isNamedEndpoint(url, allow);
  const resolve: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const first = addresses[0];
      if (error || !first) {
        callback(error ?? new Error('the name has no address'), '');
      } else if (!named && !addresses.every(({ address }) => isAllowedAddress(address, allow))) {
        callback(new Error('the name leads to an address that is not public'), '');
      } else if (options.all) {
        callback(null, addresses);
      } else {
        callback(null, first.address, first.family);
      }
    });
  };
  return new Agent({
    connect: { lookup: resolve, timeout: limits.timeoutMs },
    headersTimeout: limits.timeoutMs,
    bodyTimeout: limits.timeoutMs,
    maxResponseSize: limits.maxBytes,
    pipelining: 0,
  });
}
