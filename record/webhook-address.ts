import ipaddr from 'ipaddr.js';

/** `host:port` or a CIDR block from the configuration; the person who creates a webhook has no say in it. */
export type WebhookAllowance = readonly string[];

export type AddressVerdict = { url: URL } | { refused: string };

const isIp = (text: string): boolean => ipaddr.isValid(text);

/** The host of a URL as names and addresses are written elsewhere: without brackets and without the final dot. */
const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const portOf = (url: URL): number => Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);

function isInBlock(address: string, block: string): boolean {
  if (!ipaddr.isValidCIDR(block)) return false;
  const [network, bits] = ipaddr.parseCIDR(block);
  const parsed = ipaddr.process(address);
  return parsed.kind() === network.kind() && parsed.match(network, bits);
}

/** Whether the configuration names this very endpoint. Its addresses are then the operator's business. */
export function isNamedEndpoint(url: URL, allow: WebhookAllowance): boolean {
  const endpoint = `${bareHost(url)}:${portOf(url)}`;
  return allow.some((item) => item.replace(/^\[|\](?=:\d+$)/g, '').toLowerCase() === endpoint);
}

/** Whether a webhook may connect to this address: public unicast only, or inside an allowed block. */
export function isAllowedAddress(address: string, allow: WebhookAllowance): boolean {
  if (!isIp(address)) return false;
  return ipaddr.process(address).range() === 'unicast' || allow.some((item) => isInBlock(address, item));
}

/**
 * Classifies the URL of a webhook, after the URL parser has undone every disguise of an address. A name that resolves to a
 * private address passes here and is refused when the connection is made, since only that address counts.
 */
export function checkWebhookUrl(text: string, allow: WebhookAllowance): AddressVerdict {
  if (text.length > 2_000 || !URL.canParse(text)) return { refused: 'not a URL' };
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { refused: 'only https' };
  if (url.username !== '' || url.password !== '') return { refused: 'credentials in the URL' };
  if (isNamedEndpoint(url, allow)) return { url };
  const host = bareHost(url);
  if (isIp(host)) {
    if (!isAllowedAddress(host, allow)) return { refused: 'not a public address' };
    if (allow.some((item) => isInBlock(host, item))) return { url };
  } else if (!host.includes('.') || /(^|\.)(localhost|local|internal|localdomain)$/.test(host)) {
    return { refused: 'not a public name' };
  }
  return url.protocol === 'https:' ? { url } : { refused: 'only https' };
}
