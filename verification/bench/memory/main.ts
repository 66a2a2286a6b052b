import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment, rootDir } from '../../../config';
import { guardChild, stopChild } from '../../../worker/child-guard';
import { Caller } from '../caller';
import { closedLoop, sound } from '../load';
import { openMeasuredTown, PACK } from '../measured-town';
import { addressIn } from '../product';
import { reportBody } from '../standard-case';
import { runBench } from '../run-bench';
import { shareOf, treeOf } from './share';

/*
 * `npm run bench:memory -- [--cases 3000]`: what the embedded default (SQLite, one process, its own Temporal server) takes
 * of the machine's memory at rest and empty, and 15 s after so many cases were opened by 32 callers.
 */

const callers = 32;
const restMs = 20_000;
const afterMs = 15_000;
const limitMs = 120_000;

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

const tell = (when: string, child: ChildProcess): void => {
  const parts = treeOf(child.pid ?? 0).map((pid) => shareOf(pid));
  const all = parts.reduce((sum, { mb }) => sum + mb, 0);
  const each = parts.map(({ name, mb }) => `${name} ${mb.toFixed(0)}`).join(' · ');
  process.stdout.write(`| ${when} | ${all.toFixed(0)} | ${each} |\n`);
};

const main = async (): Promise<void> => {
  const count = Number(argument('--cases') ?? 3_000);
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-memory-'));
  const dataDir = join(folder, 'data');
  const databaseUrl = `sqlite:///${join(folder, 'bihuan.sqlite')}`;
  try {
    const town = await openMeasuredTown(databaseUrl, dataDir);
    await town.photos.ready('vgg', count);
    await town.close();
    const child = spawn(process.execPath, [join(rootDir, 'scripts', 'start.js')], {
      env: childEnvironment({
        HOST: '127.0.0.1',
        PORT: '0',
        DATA_DIR: dataDir,
        DATABASE_URL: databaseUrl,
        PACKS: PACK,
        RATE_LIMIT: '0',
        LOG_LEVEL: 'error',
      }),
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    guardChild(child);
    const url = await addressIn(child);
    process.stdout.write('| when | MB | of which |\n| --- | --- | --- |\n');
    await sleep(restMs);
    tell('at rest and empty', child);
    const person = await Caller.signIn(url, 'vgg', callers);
    const report = async (): Promise<void> => {
      await person.must('/api/v1/cases', reportBody(await town.photos.take('vgg')));
    };
    const { seconds } = sound(await closedLoop(callers, count, report, { limitMs }), 'intake');
    tell(`${count} cases opened in ${seconds.toFixed(1)} s`, child);
    await sleep(afterMs);
    tell('15 s later', child);
    await sleep(afterMs * 2);
    tell('45 s later', child);
    await person.close();
    await stopChild(child, 30_000);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

runBench(main);
