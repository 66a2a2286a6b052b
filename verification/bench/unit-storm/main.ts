import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMariaDb } from '../../../scripts/mariadb';
import { plusMs } from '../../../domain/clock/instant';
import { seedLateLeads } from '../fixtures';
import { openMeasuredTown } from '../measured-town';
import { runBench } from '../run-bench';

/*
 * `npm run bench:unit-storm -- [--counts 250,500,1000] [--mariadb]`: how long the sweeper takes for so many leads of one unit
 * that fall due at one instant and all join the same interview of that unit; each count on a database of its own, without
 * Temporal.
 */

const pageSize = 100;

const argument = (name: string): string | undefined => {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
};

/** Seconds of wall time and of this process, until nothing is left to do, and how many cases the interview has then. */
const measured = async (count: number, databaseUrl: string, folder: string): Promise<string> => {
  const town = await openMeasuredTown(databaseUrl, folder);
  try {
    await seedLateLeads(town, count, plusMs(new Date().toISOString(), -60_000));
    const startedAt = performance.now();
    const cpuBefore = process.cpuUsage();
    while ((await town.record.door.settlePage(pageSize)).settled > 0);
    const seconds = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(cpuBefore);
    const cpuMs = (user + system) / 1000 / count;
    const [counted] = await town.record.sources.read.query<{ n: number | string }[]>(
      "SELECT COUNT(DISTINCT case_id) AS n FROM escalation_case WHERE act = 'interview'",
    );
    if (Number(counted?.n) !== count) throw new Error(`${String(counted?.n)} of ${String(count)} joined`);
    return `| ${String(count)} | ${seconds.toFixed(2)} | ${((seconds * 1000) / count).toFixed(1)} | ${cpuMs.toFixed(1)} |\n`;
  } finally {
    await town.close();
  }
};

const main = async (): Promise<void> => {
  const counts = (argument('--counts') ?? '250,500,1000').split(',').map(Number);
  process.stdout.write('| late cases | s | ms a case | our process, CPU ms a case |\n| --- | --- | --- | --- |\n');
  for (const count of counts) {
    const folder = mkdtempSync(join(tmpdir(), 'bihuan-storm-'));
    const server = process.argv.includes('--mariadb') ? await startMariaDb() : undefined;
    try {
      const url = server?.url ?? `sqlite:///${join(folder, 'storm.sqlite')}`;
      process.stdout.write(await measured(count, url, join(folder, 'data')));
    } finally {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
};

runBench(main);
