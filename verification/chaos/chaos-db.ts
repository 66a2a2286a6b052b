import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { endWithNpm } from '../../end-with-npm';
import { startMariaDb, type MariaDb } from '../../scripts/mariadb';
import { plantedBugs, type PlantedBug } from './bugs/catalogue';
import { newSchema, serverOf } from './database';
import type { RunVerdict } from './history';
import { runOn } from './run-database';

const bugSeconds = 20;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    db: { type: 'string', default: 'both' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    bug: { type: 'string' },
    bugs: { type: 'boolean', default: false },
  },
});

const seed = Number(values.seed);

const onMariaDb = async <T>(work: (server: MariaDb) => Promise<T>): Promise<T> => {
  const server = await startMariaDb();
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
};

const runOnServer = async (server: MariaDb, seconds: number, planted: PlantedBug | null): Promise<RunVerdict> => {
  const bug = planted?.name ?? null;
  const kind = planted?.shownBy ?? null;
  const at = await newSchema(server, `chaos_${bug?.toLowerCase() ?? 'run'}`);
  return runOn({ database: 'mariadb', seconds, seed, bug, at, server: serverOf(server), doors: 2, kind });
};

const runOnFile = async (seconds: number): Promise<RunVerdict> => {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-chaos-'));
  try {
    const at = { type: 'sqlite', file: join(folder, 'chaos.sqlite') } as const;
    return await runOn({ database: 'sqlite', seconds, seed, bug: null, at, server: null, doors: 1, kind: null });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A bug is caught when one of the invariants that it breaks is found broken. */
const isCaught = ({ breaks }: PlantedBug, { kinds }: RunVerdict): boolean =>
  breaks.some((name) => kinds.includes(name));

const hunt = (bugs: PlantedBug[], seconds: number): Promise<number> =>
  onMariaDb(async (server) => {
    const lines: string[] = [];
    let caught = 0;
    for (const bug of bugs) {
      const verdict = await runOnServer(server, seconds, bug);
      const found = isCaught(bug, verdict);
      if (found) caught += 1;
      lines.push(`${bug.name} ${bug.what}: ${found ? 'caught' : 'NOT CAUGHT'}, broken: ${verdict.kinds.join(', ')}`);
    }
    console.log([...lines, `${caught} of ${bugs.length} planted bugs caught`].join('\n'));
    return caught === bugs.length ? 0 : 1;
  });

const run = async (seconds: number): Promise<number> => {
  const verdicts: RunVerdict[] = [];
  if (values.db !== 'mariadb') verdicts.push(await runOnFile(seconds));
  if (values.db !== 'sqlite') verdicts.push(await onMariaDb((server) => runOnServer(server, seconds, null)));
  if (verdicts.some(({ violations }) => violations > 0)) return 1;
  return verdicts.some((verdict) => verdict.void.length > 0) ? 2 : 0;
};

const main = (): Promise<number> => {
  const chosen = plantedBugs.filter(({ name }) => values.bugs || name === values.bug);
  if (values.bug !== undefined && chosen.length === 0) throw new Error(`there is no planted bug ${values.bug}`);
  console.log(`seed ${seed}`);
  return chosen.length > 0 ? hunt(chosen, bugSeconds) : run(Number(values.seconds));
};

endWithNpm();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
