import { spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment, rootDir, type Environment } from '../../config';
import type { Database } from '../../entities/data-source';

export interface ProgramEnd {
  code: number | null;
  output: string;
}

/** Every program of the product that opens its data, as `dist/` has it, with arguments that it needs to begin. */
export const programs: readonly (readonly [file: string, ...args: string[]])[] = [
  ['main.js'],
  ['api/main.js'],
  ['worker/main.js'],
  ['scripts/migrate.js'],
  ['scripts/reconcile.js'],
  ['scripts/rebuild-workflows.js'],
  ['scripts/rebuild-read-model.js'],
  ['scripts/verify-chain.js'],
  ['scripts/backup.js', '--to', '/nowhere/backup'],
  ['scripts/restore.js', '--from', '/nowhere/backup'],
];

export const urlOf = (database: Database): string =>
  database.type === 'sqlite' ? `sqlite://${database.file}` : database.url;

const quiet = { HOST: '', PORT: '0', OPS_PORT: '0', TEMPORAL: 'off', TEMPORAL_ADDRESS: '', LOG_LEVEL: 'error' };

/** Starts a compiled program of the product; its output goes where `output` says. */
export const spawnProgram = (
  [file, ...args]: readonly [file: string, ...args: string[]],
  env: Environment,
  output: 'pipe' | { file: string } = 'pipe',
) =>
  spawn(process.execPath, [join(rootDir, 'dist', file), ...args], {
    cwd: rootDir,
    env: childEnvironment({ ...quiet, PACKS: 'drill', ...env }),
    stdio: [
      'ignore',
      ...(output === 'pipe' ? (['pipe', 'pipe'] as const) : [openSync(output.file, 'a'), 'ignore' as const]),
    ],
  });

const limitMs = 40_000;

/** Runs a program until it ends by itself; code null where it did not. */
export const runProgram = async (
  program: readonly [file: string, ...args: string[]],
  env: Environment,
): Promise<ProgramEnd> => {
  const child = spawnProgram(program, env);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearTimeout(limit);
  return { code, output };
};
