import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from './setting-reader';

const keyBytes = 32;
/** 32 random bytes have about thirty different ones; a dozen does not happen. */
const fewestDifferent = 12;
/** How a new key is made by hand. */
const makeOne = 'make one with `openssl rand -base64 32`';

/** The bytes that a text in base64 stands for; undefined where it does not stand for 32. */
const bytesOf = (text: string): Buffer | undefined => {
  const isBase64 = /^[\w+/-]+=*$/.test(text);
  const bytes = Buffer.from(text, 'base64');
  return isBase64 && bytes.length === keyBytes ? bytes : undefined;
};

/** Why nobody can have got these bytes by chance; undefined for a key that may be used. */
const weaknessOf = (key: Buffer): string | undefined => {
  if (key.every((byte) => byte === 0)) return 'is all zero';
  const half = key.subarray(0, keyBytes / 2);
  if (new Set(key).size < fewestDifferent || half.equals(key.subarray(keyBytes / 2))) return 'repeats itself';
  const step = (key[1] ?? 0) - (key[0] ?? 0);
  const isCount = key.every((byte, at) => at === 0 || (byte - (key[at - 1] ?? 0) - step) % 256 === 0);
  if (isCount) return 'is a row of numbers';
  return key.every((byte) => byte >= 0x20 && byte < 0x7f) ? 'is a text and no random bytes' : undefined;
};

/** What is wrong with a key as it is written; undefined for a good one. Never shows the key. */
export const keyProblem = (text: string): string | undefined => {
  const key = bytesOf(text.trim());
  if (key === undefined) return `must be ${keyBytes} bytes in base64: ${makeOne}`;
  const weakness = weaknessOf(key);
  return weakness === undefined ? undefined : `${weakness}: ${makeOne}`;
};

export const payloadKeyFile = (dataDir: string): string => join(dataDir, 'payload.key');

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';

/** A key of an earlier start is never made anew, since what it has encrypted would be lost. */
const wayOnOfFile = 'put the right one back from the backup (its payload.key)';

/** What is wrong with an existing key file: its mode, that it cannot be read, its content. Undefined where all is well. */
export const keyFileProblem = (file: string): string | undefined => {
  try {
    const mode = statSync(file).mode & 0o777;
    if ((mode & 0o077) !== 0) {
      return `${file} is open to other accounts (mode ${mode.toString(8).padStart(4, '0')}): chmod 600 ${file}`;
    }
    const problem = keyProblem(readFileSync(file, 'utf8'));
    return problem === undefined ? undefined : `${file} ${problem.split(':')[0] ?? ''}: ${wayOnOfFile}`;
  } catch (error) {
    return `${file} cannot be read (${codeOf(error)}): it must be a file of the account that runs the program, mode 0600`;
  }
};

/**
 * The key that encrypts workflow payloads: PAYLOAD_KEY, else a file made once, which must be kept with the data.
 *
 * @throws ConfigError where the file cannot be used
 */
export function payloadKeyOf(config: { payloadKey: Buffer | undefined; dataDir: string }): Buffer {
  if (config.payloadKey) return config.payloadKey;
  const file = payloadKeyFile(config.dataDir);
  try {
    if (!existsSync(file)) writeOnce(file, `${randomBytes(keyBytes).toString('base64')}\n`);
  } catch (error) {
    throw new ConfigError([
      `DATA_DIR ${config.dataDir} cannot be written by the account of this program (${codeOf(error)}): give it to that account, or name another one`,
    ]);
  }
  const problem = keyFileProblem(file);
  if (problem !== undefined) throw new ConfigError([problem]);
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
}

/** Two processes that start at once must agree: the link fails for the second, which then reads the first one's file. */
function writeOnce(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
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
