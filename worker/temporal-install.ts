import { execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '../config';
import type { Logger } from '../logger';

/** The last CLI that `go install` can build; it embeds server 1.29.1. */
export const cliVersion = '1.5.1';

const downloadLimitMs = 20_000;
const buildLimitMs = 20 * 60_000;
const progressMs = 15_000;
const run = promisify(execFile);

const platforms: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** A folder next to the target, so that the finished binary moves into place in one step. */
function scratchFolder(target: string): string {
  mkdirSync(dirname(target), { recursive: true });
  return mkdtempSync(join(dirname(target), 'incoming-'));
}

async function limitedFetch(url: string, limitMs: number): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(limitMs) });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  return response;
}

function textField(value: unknown, name: string): string {
  const field: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof field !== 'string') throw new Error(`the download service named no ${name}`);
  return field;
}

/** Fetches the CLI from its vendor's service, as the SDK's own test environment does. False when that is not possible. */
export async function downloadTemporal(target: string, log: Logger): Promise<boolean> {
  const platform = platforms[process.platform];
  const arch = architectures[process.arch];
  if (platform === undefined || arch === undefined) return false;
  const scratch = scratchFolder(target);
  try {
    const query = `arch=${arch}&platform=${platform}&format=tar.gz`;
    const answer = await limitedFetch(`https://temporal.download/cli/v${cliVersion}?${query}`, 5_000);
    const info: unknown = await answer.json();
    const archive = await limitedFetch(textField(info, 'archiveUrl'), downloadLimitMs);
    writeFileSync(join(scratch, 'cli.tar.gz'), Buffer.from(await archive.arrayBuffer()));
    await run('tar', ['-xzf', 'cli.tar.gz'], { cwd: scratch });
    const binary = join(scratch, textField(info, 'fileToExtract'));
    chmodSync(binary, 0o755);
    renameSync(binary, target);
    return true;
  } catch (error) {
    log.info('Temporal server could not be downloaded', { reason: reasonOf(error) });
    return false;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

export interface GoProgram {
  /** For people and the log. */
  title: string;
  /** Import path without the version; the program is called like its last part. */
  path: string;
  version: string;
}

const cli: GoProgram = {
  title: 'the Temporal server',
  path: 'github.com/temporalio/cli/cmd/temporal',
  version: cliVersion,
};

/** Builds the CLI with the Go tool at `go`, in about three minutes on two cores. False when the build fails. */
export const buildTemporal = (go: string, target: string, log: Logger): Promise<boolean> =>
  buildWithGo(go, cli, target, log);

/** Builds a program from its Go module, which may take minutes. False, with a line in the log, when the build fails. */
export async function buildWithGo(go: string, program: GoProgram, target: string, log: Logger): Promise<boolean> {
  const { title, path, version } = program;
  const scratch = scratchFolder(target);
  const startedAt = Date.now();
  const elapsedSeconds = (): number => Math.round((Date.now() - startedAt) / 1000);
  const progress = setInterval(() => {
    log.info(`building ${title}`, { elapsedSeconds: elapsedSeconds() });
  }, progressMs);
  log.info(`building ${title}, once; this takes some minutes`, { version });
  try {
    const output = await goInstall(go, `${path}@v${version}`, scratch);
    const binary = join(scratch, basename(path));
    if (!existsSync(binary)) {
      log.warn(`${title} could not be built`, { output: output.slice(-2000) });
      return false;
    }
    renameSync(binary, target);
    log.info(`${title} built`, { elapsedSeconds: elapsedSeconds() });
    return true;
  } finally {
    clearInterval(progress);
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Resolves to what the tool wrote, whether it succeeded or not: the caller looks for the binary. */
function goInstall(go: string, what: string, binFolder: string): Promise<string> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(go, ['install', what], {
      cwd: binFolder,
      env: childEnvironment({ GOBIN: binFolder, GOFLAGS: '', CGO_ENABLED: '0' }),
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: buildLimitMs,
    });
    child.stderr.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-8000)));
    child.once('error', (error) => {
      resolve(`${output}${error.message}`);
    });
    child.once('close', () => {
      resolve(output);
    });
  });
}
