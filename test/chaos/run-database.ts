import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rootDir } from '../../config';
import type { Database } from '../../entities/data-source';
import { freePort } from '../../worker/free-port';
import { cutOf, dumpTo, prepare } from './database';
import type { DoorSettings } from './door-process';
import { doorsAt } from './doors';
import { clockFrom, files, openHistory, type RunFacts, type RunVerdict } from './history';
import { openLoad } from './load';
import { haunt, killOf, pauseOf, type Killable } from './nemesis';
import { program, type Victim } from './stack-process';
import { randomFrom } from './stack-random';

const clients = 8;
/** After the last fault, clients try again for so long; then what is due must have fired before the dump is taken. */
const persistMs = 15_000;
const quietMs = 7_000;

type Range = [least: number, most: number];

interface Pace {
  gapMs: Range;
  downMs: Range;
  pauseMs: Range;
  /** How often connections are cut, for seven kills of a process. */
  cuts: number;
}

const usual: Pace = { gapMs: [500, 2_500], downMs: [0, 1_000], pauseMs: [500, 8_000], cuts: 7 };
/** A planted bug has twenty seconds to show itself. */
const dense: Pace = { gapMs: [50, 250], downMs: [0, 300], pauseMs: [500, 2_000], cuts: 60 };

export interface RunOptions extends RunFacts {
  /** What the doors open: empty, and nobody else's. */
  at: Database;
  /** Faulted beside the doors. */
  server: Killable | null;
  doors: number;
}

const source = (file: string, ...args: string[]): string[] => [
  join(rootDir, 'scripts', 'run-source.js'),
  join(rootDir, 'test', 'chaos', file),
  ...args,
];

const openDoor = (number: number, folder: string, settings: DoorSettings, bug: string | null): Victim =>
  program({
    name: `door-${number}`,
    node: process.execPath,
    args:
      bug === null
        ? source('door-process.ts', JSON.stringify(settings))
        : source('faulty-door-process.ts', JSON.stringify(settings), bug),
    env: {},
    cwd: rootDir,
    logFile: join(folder, `door-${number}.log`),
    isReady: (output) => output.includes('ready'),
  });

/** The checker is a program of its own: it knows the history, the dump, the rules and the hash. */
const check = async (folder: string): Promise<RunVerdict> => {
  const checker = spawn(process.execPath, source('check.ts', folder), { cwd: rootDir, stdio: 'inherit' });
  const code = await new Promise<number | null>((resolve) => checker.once('exit', resolve));
  if (code === null || code > 2) throw new Error(`the checker ended with ${code ?? 'a signal'}`);
  return JSON.parse(readFileSync(join(folder, files.verdict), 'utf8')) as RunVerdict;
};

/** One run: load and faults for so many seconds, then peace, a dump, and the verdict. */
export const runOn = async ({ at, server, doors: count, ...facts }: RunOptions): Promise<RunVerdict> => {
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
    const victims = [
      ...processes.map((victim, index) => ({ victim, inFlight: () => doors.inFlight(index) })),
      ...(server ? [{ victim: server, inFlight: () => doors.inFlight() }] : []),
    ];
    const faults = victims.flatMap(({ victim, inFlight }) => [
      { fault: killOf(victim, inFlight, pace.downMs), weight: 7 },
      { fault: pauseOf(victim, inFlight, pace.pauseMs), weight: 3 },
    ]);
    if (server) faults.push({ fault: cutOf(at, () => doors.inFlight()), weight: pace.cuts });
    const nemesis = haunt({
      faults,
      random: randomFrom(facts.seed + 1),
      folder,
      now,
      untilMs: endsAt,
      gapMs: pace.gapMs,
    });
    const loading = load.run(clients, () => now().tMono < endsAt);
    await nemesis;
    mended = true;
    await loading;
    doors.close();
    await sleep(quietMs);
  } finally {
    await Promise.all(processes.map((door) => door.stop()));
  }
  for (const crash of processes.flatMap((door) => door.crashes())) console.log(`  ${crash}`);
  await dumpTo(folder, at, new Date(Date.now()).toISOString());
  return check(folder);
};
