import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment, rootDir } from '../../config';
import { guardChild } from '../../worker/child-guard';

const run = promisify(execFile);
const folder = join(rootDir, '.cache', 'fuzz');

/** The fuzzer in an environment of its own under `.cache`, made once for these pinned packages. Returns its command. */
export const ensureSchemathesis = async (): Promise<string> => {
  const requirements = join(rootDir, 'verification', 'fuzz', 'requirements.txt');
  const version = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const place = join(folder, version);
  const made = join(place, 'made');
  if (!existsSync(made)) {
    rmSync(place, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await run('python3', ['-m', 'venv', place]);
    await run(join(place, 'bin', 'pip'), ['install', '--quiet', '--requirement', requirements]);
    writeFileSync(made, '');
  }
  return join(place, 'bin', 'st');
};

export interface FuzzRun {
  /** Address of the product. */
  url: string;
  headers: Record<string, string>;
  seed: number;
  /** Cases an operation at most. */
  examples: number;
  seconds: number;
}

/** An answer must be one that the document has, in its form; the API tests hold the same of their own answers. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
].join(',');

/** What it may not do: it would only end the session that the other requests are sent in. */
const signOut = 'deleteApiV1Session';

/** One run over the API document; what it says, and whether it found an answer of 5xx or one that is not as the document says. */
export const fuzz = (
  command: string,
  { url, headers, seed, examples, seconds }: FuzzRun,
): Promise<{ ended: number | null; output: string }> => {
  const args = [
    'run',
    `${url}/api/openapi.json`,
    ...Object.entries(headers).flatMap(([name, value]) => ['--header', `${name}:${value}`]),
    ...['--checks', checks, '--phases', 'examples,coverage,fuzzing', '--mode', 'all'],
    ...['--seed', String(seed), '--max-examples', String(examples), '--max-time', String(seconds)],
    // Two threads of it trip over each other in Python's own parser.
    ...['--workers', '1', '--request-timeout', '20', '--suppress-health-check', 'all', '--warnings', 'off'],
    ...['--continue-on-failure', '--no-shrink', '--no-color', '--exclude-operation-id', signOut],
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, env: childEnvironment({}), stdio: ['ignore', 'pipe', 'pipe'] });
    guardChild(child);
    let output = '';
    const take = (bytes: Buffer): void => {
      output += bytes.toString();
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    // It looks at its time between operations only.
    const timer = setTimeout(() => child.kill('SIGINT'), (seconds + 30) * 1_000);
    child.once('error', reject);
    child.once('exit', (ended) => {
      clearTimeout(timer);
      resolve({ ended, output });
    });
  });
};
