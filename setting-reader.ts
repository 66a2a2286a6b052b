import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Something outside the program is not usable: every problem is named, each with the way on. Exit code 78. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/** Reads the variables and notes what is wrong with them, so that one start shows every mistake. */
export class Reader {
  readonly problems: string[] = [];

  constructor(private readonly env: Environment) {}

  text(name: string, fallback: string): string {
    return this.optional(name) ?? fallback;
  }

  optional(name: string): string | undefined {
    const value = this.env[name]?.trim();
    return value === '' ? undefined : value;
  }

  whole(name: string, fallback: number, max: number): number {
    const value = this.optional(name);
    if (value === undefined) return fallback;
    if (/^\d{1,9}$/.test(value) && Number(value) <= max) return Number(value);
    return this.wrong(`${name} must be a whole number from 0 to ${max}`, fallback);
  }

  choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const value = this.optional(name);
    if (value === undefined) return fallback;
    return allowed.find((one) => one === value) ?? this.wrong(`${name} must be one of ${allowed.join(', ')}`, fallback);
  }

  list(name: string, fallback: readonly string[]): readonly string[] {
    const value = this.optional(name);
    if (value === undefined) return fallback;
    return value
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '');
  }

  wrong<T>(problem: string, fallback: T): T {
    this.problems.push(problem);
    return fallback;
  }
}

const bare = (host: string): string => host.replace(/^\[(.*)\]$/, '$1');

const isHostName = (text: string): boolean =>
  /^(?=.{1,253}$)[a-z\d_]([a-z\d_-]*[a-z\d_])?(\.[a-z\d_]([a-z\d_-]*[a-z\d_])?)*\.?$/i.test(text) &&
  !/^[\d.]+$/.test(text);

const isHost = (text: string): boolean => isIP(text) !== 0 || isHostName(text);

const isEndpoint = (text: string): boolean => {
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(text) ?? [];
  const isBracketed = host.startsWith('[');
  const isRight = isBracketed ? isIP(bare(host)) === 6 : isHost(host) && isIP(host) !== 6;
  return isRight && Number(port) >= 1 && Number(port) <= 65_535;
};

/** host:port of a server; undefined where the setting is empty or wrong. */
export function readAddress(read: Reader, name: string): string | undefined {
  const value = read.optional(name);
  if (value === undefined || isEndpoint(value)) return value;
  return read.wrong<string | undefined>(`${name} must be host:port with a port from 1 to 65535`, undefined);
}

/** An address of this machine, or a name of it. */
export function readHost(read: Reader, name: string, fallback: string): string {
  const value = read.text(name, fallback);
  if (isHost(value)) return value;
  return read.wrong(`${name} must be an address or a name of this machine, such as 127.0.0.1 or ::1`, fallback);
}

/** Stands for every address of the machine, in whichever way it is written. */
const isEveryAddress = (host: string): boolean => isIP(host) !== 0 && ipaddr.process(host).range() === 'unspecified';

const loopback = ['localhost', '127.0.0.1', '::1'];

export const isLoopback = (host: string): boolean => loopback.includes(host);

/** A server on every address would silently refuse every name but the loopback ones, so the names have to be given. */
export function readAllowedHosts(read: Reader, host: string): readonly string[] {
  const names = read.list('ALLOWED_HOSTS', []);
  for (const name of names.filter((one) => !isHost(bare(one)))) {
    read.problems.push(`ALLOWED_HOSTS: "${name}" is no host name (write names or addresses without scheme and port)`);
  }
  if (names.length > 0) return names;
  if (!isEveryAddress(host)) return isLoopback(host) ? loopback : [...loopback, host];
  return read.wrong(
    `HOST=${host} listens on every address of this machine: name in ALLOWED_HOSTS the host names by which it is reached, such as ALLOWED_HOSTS=bihuan.example.gov.cn`,
    loopback,
  );
}

const blockProblem = (block: string): string | undefined => {
  if (!ipaddr.isValidCIDR(block) || isIP(block.split('/')[0] ?? '') === 0)
    return 'is no CIDR block (such as 10.1.0.0/16 or fd00::/8)';
  const [, bits] = ipaddr.parseCIDR(block);
  return bits === 0 ? 'would allow every address' : undefined;
};

/** Exactly what record/webhook-address.ts can match: an entry that matches nothing would be a silent refusal later. */
export function readAllowlist(read: Reader): readonly string[] {
  const items = read.list('WEBHOOK_ALLOW', []);
  for (const item of items) {
    const problem = item.includes('/')
      ? blockProblem(item)
      : isEndpoint(item)
        ? undefined
        : 'is neither host:port nor a CIDR block';
    if (problem !== undefined) read.problems.push(`WEBHOOK_ALLOW: "${item}" ${problem}`);
  }
  return items;
}

/** Names of ranges that Express knows. */
const proxyRanges = ['loopback', 'linklocal', 'uniquelocal'];

export function readTrustProxy(read: Reader): false | number | readonly string[] {
  const value = read.optional('TRUST_PROXY');
  if (value === undefined || value === 'false' || value === '0') return false;
  if (value === 'true') return read.wrong('TRUST_PROXY=true would believe anybody: give a number or addresses', false);
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const proxies = read.list('TRUST_PROXY', []);
  for (const proxy of proxies) {
    const problem = proxy.includes('/') ? blockProblem(proxy) : undefined;
    const isKnown = proxy.includes('/') || isIP(proxy) !== 0 || proxyRanges.includes(proxy);
    if (problem !== undefined) read.problems.push(`TRUST_PROXY: "${proxy}" ${problem}`);
    if (!isKnown)
      read.problems.push(`TRUST_PROXY: "${proxy}" is neither a number of proxies, an address nor a CIDR block`);
  }
  return proxies;
}
