import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, relative, resolve } from 'node:path';

/** The folder of package.json, whether this file runs as source or from dist/. */
export const rootDir = existsSync(join(__dirname, 'package.json')) ? __dirname : dirname(__dirname);

export type Environment = Readonly<Record<string, string | undefined>>;
export type LogLevel = 'error' | 'warn' | 'info' | 'http' | 'verbose' | 'debug' | 'silly';
export type DatabaseConfig = { type: 'sqlite'; file: string } | { type: 'mysql' | 'mariadb'; url: string };

export interface Config {
  /** HOST: address the HTTP server binds to. Only this machine by default. */
  host: string;
  /** PORT: 0 takes any free one. */
  port: number;
  /** OPS_HOST: address where a worker process answers /healthz, /readyz and /metrics. Only this machine by default. */
  opsHost: string;
  /** OPS_PORT: 0 takes any free one. */
  opsPort: number;
  /** DATABASE_URL: `sqlite:///absolute/path`, `sqlite:relative/path`, `sqlite::memory:`, `mysql://…` or `mariadb://…`. */
  database: DatabaseConfig;
  /** DATA_DIR: SQLite file, Temporal file, payload key, uploads. Absolute. */
  dataDir: string;
  /** TEMPORAL: `off` runs without the workflow engine (API and record only). */
  temporal: 'auto' | 'off';
  /** TEMPORAL_ADDRESS: host:port of a server that somebody else runs; undefined means find and start one. */
  temporalAddress: string | undefined;
  /** TEMPORAL_NAMESPACE */
  temporalNamespace: string;
  /** TASK_QUEUE: workers and clients must agree on it. */
  taskQueue: string;
  /** PAYLOAD_KEY: 32 bytes in base64; undefined means the file in dataDir, see `payloadKeyOf`. */
  payloadKey: Buffer | undefined;
  /** LOG_LEVEL */
  logLevel: LogLevel;
  /**
   * WEBHOOK_ALLOW: comma-separated host:port or CIDR blocks that webhooks may call besides public addresses; a block opens
   * its addresses on ports 443, 80, 8080 and 8443. Addresses where clouds answer their own machines stay closed.
   */
  webhookAllow: readonly string[];
  /** TRUST_PROXY: number of proxies in front, or their addresses or CIDR blocks; false believes no forwarded header. */
  trustProxy: false | number | readonly string[];
  /** ALLOWED_HOSTS: Host headers answered (without port). */
  allowedHosts: readonly string[];
  /** COOKIE_SECURE: cookies over HTTPS only. Default: false on a loopback HOST, true elsewhere. */
  cookieSecure: boolean;
  /** RATE_LIMIT: requests per minute and client; 0 switches it off. */
  rateLimit: number;
  /** UPLOADS_PER_DAY, UPLOAD_MB_PER_DAY: files and MiB that one person may upload on a day; 0 switches either off. */
  uploadQuota: { files: number; megabytes: number };
  /** PACKS: policy packs to load, comma-separated. */
  packs: readonly string[];
  /** ANCHOR_FILE: where anchors are appended, outside the data directory. Absolute. */
  anchorFile: string;
  /** ANCHOR_SYSLOG: host:port of a syslog server (UDP, RFC 5424) that is told of every anchor. */
  anchorSyslog: string | undefined;
}

export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

const levels: readonly LogLevel[] = ['error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly'];
const loopback = ['localhost', '127.0.0.1', '::1'];

/** Reads the variables and notes what is wrong with them, so that one start shows every mistake. */
class Reader {
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

function readDatabase(read: Reader, dataDir: string): DatabaseConfig {
  const standard: DatabaseConfig = { type: 'sqlite', file: join(dataDir, 'bihuan.sqlite') };
  const value = read.optional('DATABASE_URL');
  if (value === undefined) return standard;
  if (value.startsWith('sqlite:')) {
    const path = value.slice('sqlite:'.length).replace(/^\/\//, '');
    if (path === ':memory:') return { type: 'sqlite', file: path };
    if (path === '' || path === '/') return read.wrong('DATABASE_URL names no SQLite file', standard);
    return { type: 'sqlite', file: resolve(rootDir, decodeURIComponent(path)) };
  }
  const type = /^(mysql|mariadb):\/\/[^/]+\/[^/?]+/.exec(value)?.[1];
  if (type === 'mysql' || type === 'mariadb') return { type, url: value };
  return read.wrong('DATABASE_URL must be sqlite:///path, mysql://user:password@host/name or mariadb://…', standard);
}

function readPayloadKey(read: Reader): Buffer | undefined {
  const value = read.optional('PAYLOAD_KEY');
  if (value === undefined) return undefined;
  const key = Buffer.from(value, 'base64');
  return key.length === 32 ? key : read.wrong<Buffer | undefined>('PAYLOAD_KEY must be 32 bytes in base64', undefined);
}

function readTrustProxy(read: Reader): false | number | readonly string[] {
  const value = read.optional('TRUST_PROXY');
  if (value === undefined || value === 'false' || value === '0') return false;
  if (value === 'true') return read.wrong('TRUST_PROXY=true would believe anybody: give a number or addresses', false);
  return /^\d{1,2}$/.test(value) ? Number(value) : read.list('TRUST_PROXY', []);
}

function readAllowlist(read: Reader): readonly string[] {
  const items = read.list('WEBHOOK_ALLOW', []);
  for (const item of items) {
    const isBlock = /^[\da-f.:]+\/\d{1,3}$/i.test(item);
    const isEndpoint = /^(\[[\da-f:]+\]|[\w.-]+):\d{1,5}$/i.test(item);
    if (!isBlock && !isEndpoint) read.problems.push(`WEBHOOK_ALLOW: "${item}" is neither host:port nor a CIDR block`);
  }
  return items;
}

function readAddress(read: Reader, name: string): string | undefined {
  const value = read.optional(name);
  if (value === undefined || /^(\[[\da-f:]+\]|[\w.-]+):\d{1,5}$/i.test(value)) return value;
  return read.wrong<string | undefined>(`${name} must be host:port`, undefined);
}

/** Inside the data directory an anchor would be lost, or changed, together with what it vouches for. */
function readAnchorFile(read: Reader, dataDir: string): string {
  const file = resolve(rootDir, read.text('ANCHOR_FILE', `${dataDir}-anchors.jsonl`));
  const isInside = !relative(dataDir, file).startsWith('..');
  return isInside ? read.wrong('ANCHOR_FILE must lie outside DATA_DIR', file) : file;
}

function readPacks(read: Reader): readonly string[] {
  const packs = read.list('PACKS', ['baihe-2025']);
  if (packs.length > 0 && packs.every((pack) => /^[a-z0-9][a-z0-9-]*$/.test(pack))) return packs;
  return read.wrong('PACKS must be names of folders in policies/', packs);
}

/** Reads and checks all settings. Throws a ConfigError that lists every problem. */
export function loadConfig(env: Environment = process.env): Config {
  const read = new Reader(env);
  const host = read.text('HOST', '127.0.0.1');
  const wildcard = host === '0.0.0.0' || host === '::';
  const dataDir = resolve(rootDir, read.text('DATA_DIR', 'data'));
  const config: Config = {
    host,
    port: read.whole('PORT', 8080, 65_535),
    opsHost: read.text('OPS_HOST', '127.0.0.1'),
    opsPort: read.whole('OPS_PORT', 0, 65_535),
    database: readDatabase(read, dataDir),
    dataDir,
    temporal: read.choice('TEMPORAL', ['auto', 'off'], 'auto'),
    temporalAddress: readAddress(read, 'TEMPORAL_ADDRESS'),
    temporalNamespace: read.text('TEMPORAL_NAMESPACE', 'default'),
    taskQueue: read.text('TASK_QUEUE', 'bihuan'),
    payloadKey: readPayloadKey(read),
    logLevel: read.choice('LOG_LEVEL', levels, 'info'),
    webhookAllow: readAllowlist(read),
    trustProxy: readTrustProxy(read),
    allowedHosts: read.list('ALLOWED_HOSTS', wildcard || loopback.includes(host) ? loopback : [...loopback, host]),
    cookieSecure:
      read.choice('COOKIE_SECURE', ['true', 'false'], loopback.includes(host) ? 'false' : 'true') === 'true',
    rateLimit: read.whole('RATE_LIMIT', 600, 1_000_000),
    uploadQuota: {
      files: read.whole('UPLOADS_PER_DAY', 500, 1_000_000),
      megabytes: read.whole('UPLOAD_MB_PER_DAY', 4_000, 1_000_000),
    },
    packs: readPacks(read),
    anchorFile: readAnchorFile(read, dataDir),
    anchorSyslog: readAddress(read, 'ANCHOR_SYSLOG'),
  };
  if (read.problems.length > 0) throw new ConfigError(read.problems);
  return config;
}

/** The key that encrypts workflow payloads: PAYLOAD_KEY, else a file made once, which must be kept with the data. */
export function payloadKeyOf(config: Pick<Config, 'payloadKey' | 'dataDir'>): Buffer {
  if (config.payloadKey) return config.payloadKey;
  const file = join(config.dataDir, 'payload.key');
  if (!existsSync(file)) writeOnce(file, `${randomBytes(32).toString('base64')}\n`);
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length !== 32) throw new ConfigError([`${file} does not hold 32 bytes in base64`]);
  return key;
}

/** Two processes that start at once must agree: the link fails for the second, which then reads the first one's file. */
function writeOnce(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

export interface Machine {
  /** PATH as a list. */
  searchPath: readonly string[];
  /** Where this user's downloads of bihuan are kept between checkouts. */
  cacheDir: string;
}

export function loadMachine(env: Environment = process.env): Machine {
  const cache = env['XDG_CACHE_HOME'];
  return {
    searchPath: (env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder)),
    cacheDir: join(cache !== undefined && isAbsolute(cache) ? cache : join(homedir(), '.cache'), 'bihuan'),
  };
}

/** The environment for a child process: ours plus `extra`. */
export const childEnvironment = (extra: Environment): Record<string, string | undefined> => ({
  ...process.env,
  ...extra,
});
