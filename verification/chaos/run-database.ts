import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rootDir } from '../../config';
import type { Database } from '../../entities/data-source';
import { freePort } from '../../worker/free-port';
import { dumpTo, prepare } from './database';
import type { DoorSettings } from './door-process';
import { doorsAt, type Doors } from './doors';
import { clockFrom, files, openHistory, type RunFacts, type RunVerdict } from './history';
import { openLoad } from './load';
import { haunt, type Killable } from './nemesis';
import { dense, faultsOn, usual } from './run-faults';
import { program, type Victim } from './stack-process';
import { randomFrom } from './stack-random';

const clients = 8;
/** After the last fault, clients try again for so long. */
const persistMs = 15_000;
/** Then what is due must fire: nothing may be overdue for longer than the sweeper's grace and a little more. */
const quietMs = 3_000;
const quietLimitMs = 60_000;

export interface RunOptions extends RunFacts {
  /** What the doors open: empty, and nobody else's. */
  at: Database;
  /** Faulted beside the doors. */
  server: Killable | null;
  doors: number;
  /** The one kind of fault, or all. */
  kind: string | null;
}

const beside = (name: string, ...args: string[]): string[] => [
  '--enable-source-maps',
  join(__dirname, `${name}.js`),
  ...args,
];

const openDoor = (number: number, folder: string, settings: DoorSettings, bug: string | null): Victim =>
  program({
    name: `door-${number}`,
    node: process.execPath,
    args:
      bug === null
        ? beside('door-process', JSON.stringify(settings))
        : beside('faulty-door-process', JSON.stringify(settings), bug),
    env: {},
    cwd: rootDir,
    logFile: join(folder, `door-${number}.log`),
    isReady: (output) => output.includes('ready'),
  });

/** The checker is a program of its own: it knows the history, the dump, the rules and the hash. */
const check = async (folder: string): Promise<RunVerdict> => {
  const checker = spawn(process.execPath, beside('check', folder), { cwd: rootDir, stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve) => checker.once('exit', resolve));
  if (code === null || code > 2) throw new Error(`the checker ended with ${code ?? 'a signal'}`);
  return JSON.parse(readFileSync(join(folder, files.verdict), 'utf8')) as RunVerdict;
};

/** Waits until the doors have caught up with the clock; the checker says what they have not. */
const untilSettled = async (doors: Doors): Promise<void> => {
  const begun = performance.now();
  for (;;) {
    await sleep(quietMs);
    const reply = await doors.ask(0, { ask: 'overdue' });
    const said =
      reply.kind === 'answered' && reply.told.status === 200
        ? (JSON.parse(reply.told.body) as { oldestOverdueMs: number })
        : null;
    if ((said !== null && said.oldestOverdueMs < quietMs) || performance.now() - begun > quietLimitMs) return;
  }
};

/** One run: load and faults for so many seconds, then peace, a dump, and the verdict. */
export const runOn = async ({ at, server, doors: count, kind, ...facts }: RunOptions): Promise<RunVerdict> => {
  const name = [facts.database, facts.seed, facts.bug].filter((part) => part !== null).join('-');
  const folder = join(rootDir, '.cache', 'chaos', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, files.run), JSON.stringify(facts));
  await prepare(at);

  const ports: number[] = [];
  for (let number = 1; number <= count; number += 1) ports.push(await freePort());
  const key = Buffer.alloc(32, 7).toString('base64');
  const processes = ports.map((port, index) => openDoor(index + 1, folder, { database: at, port, key }, facts.bug));
  try {
    await Promise.all(processes.map((door) => door.start()));
    const now = clockFrom();
    const endsAt = facts.seconds * 1_000;
    const random = randomFrom(facts.seed);
    const doors = doorsAt(ports);
    const history = openHistory(folder, now);
    let mended = false;
    const isOver = (): boolean => mended && now().tMono > endsAt + persistMs;
    const load = openLoad({ doors, history, random, isOver });
    const pace = facts.bug === null ? usual : dense;
    const faults = faultsOn({ processes, server, at, doors, pace, kind });
    const haunting = { random: randomFrom(facts.seed + 1), folder, now, untilMs: endsAt, gapMs: pace.gapMs };
    const nemesis = haunt({ faults, ...haunting });
    const loading = load.run(clients, () => now().tMono < endsAt);
    await nemesis;
    mended = true;
    await loading;
    await untilSettled(doors);
    doors.close();
  } finally {
    await Promise.all(processes.map((door) => door.stop()));
  }
  for (const crash of processes.flatMap((door) => door.crashes())) console.log(`  ${crash}`);
  await dumpTo(folder, at, new Date(Date.now()).toISOString());
  return check(folder);
};
