import ipaddr from 'ipaddr.js';

/** `host:port` or a CIDR block from the configuration; the person who creates a webhook has no say in it. */
export type WebhookAllowance = readonly string[];

/** Why a webhook may not call a URL; what people are told about it is put into words by the API. */
export type UrlFault =
  | 'not a URL'
  | 'only https'
  | 'credentials in the URL'
  | 'not an allowed port'
  | 'not a public address'
  | 'not a public name'
  | 'an address of the cloud itself';

export type AddressVerdict = { url: URL } | { refused: UrlFault };

/** Ports on which receivers listen. Any other belongs to a service that is no receiver, unless `host:port` names it. */
const receiverPorts: readonly number[] = [443, 80, 8080, 8443];

/**
 * Where clouds answer their own machines, with credentials among the answers: never called, whatever is allowed. Link-local
 * addresses as a whole, and those that lie elsewhere: Azure, Oracle, Alibaba, Amazon and Google by IPv6.
 */
const cloudBlocks = [
  '169.254.0.0/16',
  'fe80::/10',
  '168.63.129.16/32',
  '192.0.0.192/32',
  '100.100.100.200/32',
  'fd00:ec2::/32',
  'fd20:ce::/32',
].map((block) => ipaddr.parseCIDR(block));
const cloudNames = /^(metadata|instance-data)(\.goog|\.tencentyun\.com|(\.[a-z0-9-]+)*\.internal)?$/;

/** What IPv6 lets through to the public: everything else is reserved, local, or an IPv4 address in disguise. */
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/** Prefixes in bits after which an IPv4 address follows: compatible, translated, NAT64 (both) and 6to4. */
const disguises = [
  ['::/96', 96],
  ['::ffff:0:0:0/96', 96],
  ['64:ff9b::/96', 96],
  ['64:ff9b:1::/48', 96],
  ['2002::/16', 16],
] as const;

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const isWithin = (address: Address, [network, bits]: [Address, number]): boolean =>
  address.kind() === network.kind() && address.match(network, bits);

/** The IPv4 address that an IPv6 address stands for; undefined for one that is its own. */
const hiddenIn = (address: Address): ipaddr.IPv4 | undefined => {
  const found = disguises.find(([block]) => isWithin(address, ipaddr.parseCIDR(block)));
  if (found === undefined) return undefined;
  const from = found[1] / 8;
  return new ipaddr.IPv4(address.toByteArray().slice(from, from + 4));
};

const isIp = (text: string): boolean => ipaddr.isValid(text);

/** The host of a URL as names and addresses are written elsewhere: without brackets and without the final dot. */
const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

const portOf = (url: URL): number => Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port);

const isInBlocks = (address: Address, allow: WebhookAllowance): boolean =>
  allow.some((item) => ipaddr.isValidCIDR(item) && isWithin(address, ipaddr.parseCIDR(item)));

/** Whether the configuration names this very endpoint. Its addresses are then the operator's business. */
function isNamedEndpoint(url: URL, allow: WebhookAllowance): boolean {
  const endpoint = `${bareHost(url)}:${portOf(url)}`;
  return allow.some((item) => item.replace(/^\[|\](?=:\d+$)/g, '').toLowerCase() === endpoint);
}

/** Whether a cloud answers its own machines there, by itself or behind a disguise. */
function isOfCloud(text: string): boolean {
  const address = ipaddr.process(text);
  const hidden = hiddenIn(address);
  return cloudBlocks.some((block) => isWithin(address, block) || (hidden !== undefined && isWithin(hidden, block)));
}

const isPublic = (address: Address): boolean =>
  address.range() === 'unicast' && (address.kind() === 'ipv4' || isWithin(address, globalUnicast));

/**
 * Whether a webhook may connect to this address: public unicast only, or inside an allowed block. An IPv6 address that
 * stands for an IPv4 address needs a block of its own that allows it, and the IPv4 address must be allowed as well.
 */
export function isAllowedAddress(text: string, allow: WebhookAllowance): boolean {
  if (!isIp(text) || isOfCloud(text)) return false;
  const address = ipaddr.process(text);
  const hidden = hiddenIn(address);
  if (hidden === undefined) return isPublic(address) || isInBlocks(address, allow);
  return isInBlocks(address, allow) && (isPublic(hidden) || isInBlocks(hidden, allow));
}

/** The same for the address to which the name in a URL leads: where the configuration names the endpoint, any but a cloud's own. */
export function isAllowedEndpoint(url: URL, address: string, allow: WebhookAllowance): boolean {
  return isNamedEndpoint(url, allow) ? isIp(address) && !isOfCloud(address) : isAllowedAddress(address, allow);
}

const faultOfHost = (host: string, allow: WebhookAllowance): UrlFault | undefined => {
  if (isIp(host)) return isAllowedAddress(host, allow) ? undefined : 'not a public address';
  const isLocal = !host.includes('.') || /(^|\.)(localhost|local|internal|localdomain)$/.test(host);
  return isLocal ? 'not a public name' : undefined;
};

/**
 * Classifies the URL of a webhook, after the URL parser has undone every disguise of an address. A name that resolves to a
 * private address passes here and is refused when the connection is made, since only that address counts. `host:port` in
 * the configuration opens exactly that; a block opens its addresses on the ports of receivers, and without TLS.
 */
export function checkWebhookUrl(text: string, allow: WebhookAllowance): AddressVerdict {
  if (text.length > 2_000 || !URL.canParse(text)) return { refused: 'not a URL' };
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { refused: 'only https' };
  if (url.username !== '' || url.password !== '') return { refused: 'credentials in the URL' };
  const host = bareHost(url);
  if (isIp(host) ? isOfCloud(host) : cloudNames.test(host)) return { refused: 'an address of the cloud itself' };
  if (isNamedEndpoint(url, allow)) return { url };
  const fault = faultOfHost(host, allow);
  if (fault !== undefined) return { refused: fault };
  if (!receiverPorts.includes(portOf(url))) return { refused: 'not an allowed port' };
  const isOpened = isIp(host) && isInBlocks(ipaddr.process(host), allow);
  return url.protocol === 'https:' || isOpened ? { url } : { refused: 'only https' };
}
