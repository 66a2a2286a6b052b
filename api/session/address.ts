import { isIP } from 'node:net';
import type { Request } from 'express';
import ipaddr from 'ipaddr.js';

const isAddress = (text: string): boolean => isIP(text) !== 0;

/** Where a request comes from: the peer's address, or what TRUST_PROXY lets a proxy say; `unknown` when that is none. */
export const addressOf = ({ ip = '' }: Pick<Request, 'ip'>): string =>
  isAddress(ip) ? ipaddr.process(ip).toString() : 'unknown';

/** The part of an address that one customer has to himself: all of IPv4, the first 64 bits of IPv6. */
export const networkOf = (address: string): string => {
  if (!isAddress(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${Buffer.from(parsed.toByteArray().slice(0, 8)).toString('hex')}/64`;
};
