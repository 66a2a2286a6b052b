import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { keyProblem } from './payload-key';
import {
  ConfigError,
  isLoopback,
  readAddress,
  readAllowedHosts,
  readAllowlist,
  readHost,
  Reader,
  readTrustProxy,
  type Environment,
} from './setting-reader';

export { payloadKeyOf } from './payload-key';
export { ConfigError, type Environment } from './setting-reader';

/** The folder of package.json, whether this file runs as source or from dist/. */
export const rootDir = existsSync(join(__dirname, 'package.json')) ? __dirname : dirname(__dirname);

export type LogLevel = 'error' | 'warn' | 'info' | 'http' | 'verbose' | 'debug' | 'silly';
export type DatabaseConfig = { type: 'sqlite'; file: string } | { type: 'mysql' | 'mariadb'; url: string };

/** For how many days what nobody needs any more is kept; 0 keeps it for ever. */
export interface Kept {
  /** Rows of the outbox since they were sent; one that no anchor covers yet stays longer. */
  outbox: number;
  /** Answers under idempotency keys. The keys stay for ever. */
  answers: number;
  /** Messages in the app since they were read. */
  read: number;
  /** Messages in the app that nobody has read. */
  unread: number;
  /** Deliveries to webhooks that arrived. */
  delivered: number;
  /** Deliveries to webhooks that were given up. */
  failed: number;
}

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
  /** TEMPORAL_UI: `1` shows the UI of a dev server that is started here, on loopback, with a codec endpoint that decrypts for it. */
  temporalUi: boolean;
  /** TEMPORAL_NAMESPACE */
  temporalNamespace: string;
  /** TASK_QUEUE: workers and clients must agree on it. */
  taskQueue: string;
  /** WORKFLOW_STACKS: `1` keeps the stacks of workflow failures and ends one that loops, at a third of the speed; for who looks for a fault. */
  workflowStacks: boolean;
  /** PAYLOAD_KEY: 32 random bytes in base64; undefined means the file in dataDir, see `payloadKeyOf`. */
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
  /** ALLOWED_HOSTS: Host headers answered (without port). Must be given where HOST is every address (0.0.0.0, ::). */
  allowedHosts: readonly string[];
  /** COOKIE_SECURE: cookies over HTTPS only. Default: false on a loopback HOST, true elsewhere. */
  cookieSecure: boolean;
  /** RATE_LIMIT: requests per minute and client; 0 switches it off. */
  rateLimit: number;
  /** UPLOADS_PER_DAY, UPLOAD_MB_PER_DAY: files and MiB that one person may upload on a day; 0 switches either off. */
  uploadQuota: { files: number; megabytes: number };
  /**
   * For how many days what nobody needs any more is kept; 0 keeps it for ever. KEEP_OUTBOX_DAYS (7): events that their
   * workflows were told. KEEP_ANSWERS_DAYS (7): answers under idempotency keys; nobody repeats a request after that, and one
   * that is repeated is answered 410, not carried out again. KEEP_READ_MESSAGES_DAYS (180), KEEP_UNREAD_MESSAGES_DAYS (730):
   * messages in the app. KEEP_DELIVERED_DAYS (30, at least 30), KEEP_FAILED_DAYS (90, at least 30): webhooks, so that they
   * can be sent once more.
   */
  keep: Kept;
  /** PACKS: policy packs to load, comma-separated. */
  packs: readonly string[];
  /** ANCHOR_FILE: where anchors are appended, outside the data directory. Absolute. */
  anchorFile: string;
  /** ANCHOR_SYSLOG: host:port of a syslog server (UDP, RFC 5424) that is told of every anchor. */
  anchorSyslog: string | undefined;
}

const levels: readonly LogLevel[] = ['error', 'warn', 'info', 'http', 'verbose', 'debug', 'silly'];

/** The path in `sqlite:///path`; undefined where its escapes cannot be read. */
function pathIn(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function readDatabase(read: Reader, dataDir: string): DatabaseConfig {
  const standard: DatabaseConfig = { type: 'sqlite', file: join(dataDir, 'bihuan.sqlite') };
  const value = read.optional('DATABASE_URL');
  if (value === undefined) return standard;
  if (value.startsWith('sqlite:')) {
    const path = pathIn(value.slice('sqlite:'.length).replace(/^\/\//, ''));
    if (path === ':memory:') return { type: 'sqlite', file: path };
    if (path === undefined || path.endsWith('/') || path === '')
      return read.wrong('DATABASE_URL names no SQLite file', standard);
    return { type: 'sqlite', file: resolve(rootDir, path) };
  }
  const type = /^(mysql|mariadb):\/\/[^/]+\/[^/?]+/.exec(value)?.[1];
  if ((type === 'mysql' || type === 'mariadb') && URL.canParse(value)) return { type, url: value };
  return read.wrong(
    'DATABASE_URL must be sqlite:///path, mysql://user:password@host/name or mariadb://… (write @ : / % # ? of a password as %40 %3A %2F %25 %23 %3F)',
    standard,
  );
}

function readPayloadKey(read: Reader): Buffer | undefined {
  const value = read.optional('PAYLOAD_KEY');
  const problem = value === undefined ? undefined : keyProblem(value);
  if (problem !== undefined) return read.wrong<Buffer | undefined>(`PAYLOAD_KEY ${problem}`, undefined);
  return value === undefined ? undefined : Buffer.from(value, 'base64');
}

/** Inside the data directory an anchor would be lost, or changed, together with what it vouches for. */
function readAnchorFile(read: Reader, dataDir: string): string {
  const file = resolve(rootDir, read.text('ANCHOR_FILE', `${dataDir}-anchors.jsonl`));
  const isInside = !relative(dataDir, file).startsWith('..');
  return isInside ? read.wrong('ANCHOR_FILE must lie outside DATA_DIR', file) : file;
}

/** A receiver that was away for a month can still be sent what it missed. */
const leastReplayDays = 30;

function readKept(read: Reader): Kept {
  const days = (name: string, fallback: number): number => read.whole(name, fallback, 36_500);
  const replayed = (name: string, fallback: number): number => {
    const given = days(name, fallback);
    return given > 0 && given < leastReplayDays
      ? read.wrong(`${name} must be 0 or at least ${leastReplayDays}`, fallback)
      : given;
  };
  return {
    outbox: days('KEEP_OUTBOX_DAYS', 7),
    answers: days('KEEP_ANSWERS_DAYS', 7),
    read: days('KEEP_READ_MESSAGES_DAYS', 180),
    unread: days('KEEP_UNREAD_MESSAGES_DAYS', 730),
    delivered: replayed('KEEP_DELIVERED_DAYS', 30),
    failed: replayed('KEEP_FAILED_DAYS', 90),
  };
}

function readPacks(read: Reader): readonly string[] {
  const packs = read.list('PACKS', ['baihe-2025']);
  if (packs.length > 0 && packs.every((pack) => /^[a-z0-9][a-z0-9-]*$/.test(pack))) return packs;
  return read.wrong('PACKS must be names of folders in policies/', packs);
}

/** All settings with everything that is wrong with them; what is wrong has its default. */
export function readConfig(env: Environment = process.env): { config: Config; problems: readonly string[] } {
  const read = new Reader(env);
  const host = readHost(read, 'HOST', '127.0.0.1');
  const dataDir = resolve(rootDir, read.text('DATA_DIR', 'data'));
  const config: Config = {
    host,
    port: read.whole('PORT', 8080, 65_535),
    opsHost: readHost(read, 'OPS_HOST', '127.0.0.1'),
    opsPort: read.whole('OPS_PORT', 0, 65_535),
    database: readDatabase(read, dataDir),
    dataDir,
    temporal: read.choice('TEMPORAL', ['auto', 'off'], 'auto'),
    temporalAddress: readAddress(read, 'TEMPORAL_ADDRESS'),
    temporalUi: read.choice('TEMPORAL_UI', ['0', '1'], '0') === '1',
    temporalNamespace: read.text('TEMPORAL_NAMESPACE', 'default'),
    taskQueue: read.text('TASK_QUEUE', 'bihuan'),
    workflowStacks: read.choice('WORKFLOW_STACKS', ['0', '1'], '0') === '1',
    payloadKey: readPayloadKey(read),
    logLevel: read.choice('LOG_LEVEL', levels, 'info'),
    webhookAllow: readAllowlist(read),
    trustProxy: readTrustProxy(read),
    allowedHosts: readAllowedHosts(read, host),
    cookieSecure: read.choice('COOKIE_SECURE', ['true', 'false'], isLoopback(host) ? 'false' : 'true') === 'true',
    rateLimit: read.whole('RATE_LIMIT', 600, 1_000_000),
    uploadQuota: {
      files: read.whole('UPLOADS_PER_DAY', 500, 1_000_000),
      megabytes: read.whole('UPLOAD_MB_PER_DAY', 4_000, 1_000_000),
    },
    keep: readKept(read),
    packs: readPacks(read),
    anchorFile: readAnchorFile(read, dataDir),
    anchorSyslog: readAddress(read, 'ANCHOR_SYSLOG'),
  };
  return { config, problems: read.problems };
}

/** Reads and checks all settings. Throws a ConfigError that lists every problem. */
export function loadConfig(env: Environment = process.env): Config {
  const { config, problems } = readConfig(env);
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
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
