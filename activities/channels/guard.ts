import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { isAllowedEndpoint, type WebhookAllowance } from '../../record/webhook-address';

/** The code of the error when the name of a receiver leads where webhooks may not connect. */
export const addressRefused = 'ADDRESS_REFUSED';

const refusal = (): Error =>
  Object.assign(new Error('the name leads to an address that is not public'), { code: addressRefused });

/**
 * An HTTP agent for one delivery that connects only where webhooks may: the name is resolved here, every address is
 * checked, and the connection goes to an address that was checked, so there is no second look-up to lie to. A URL with a
 * literal address never asks this hook; `checkWebhookUrl` has judged it before. What goes wrong in the hook reaches the
 * request as its error: an exception in it would end the process, because nobody stands above a resolver's callback.
 */
export function guardedAgent(
  url: URL,
  allow: WebhookAllowance,
  limits: { timeoutMs: number; maxBytes: number },
): Agent {
  const resolve: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      // With an error there are no addresses at all.
      const [first] = error ? [] : addresses;
      if (error) callback(error, []);
      else if (first === undefined) callback(new Error('the name has no address'), []);
      else if (!addresses.every(({ address }) => isAllowedEndpoint(url, address, allow))) callback(refusal(), []);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
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
