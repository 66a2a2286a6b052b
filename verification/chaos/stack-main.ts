import 'reflect-metadata';
import { randomInt } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rootDir } from '../../config';
import { endWithNpm } from '../../end-with-npm';
import { clockFrom, files, openHistory, type RunFacts } from './history';
import { haunt } from './nemesis';
import { NoTemporal, openBed } from './stack-bed';
import { openClients } from './stack-client';
import { atRest, collect } from './stack-evidence';
import { faultsOn } from './stack-faults';
import { openJournal } from './stack-journal';
import { openLoad, USERNAMES } from './stack-load';
import { randomFrom } from './stack-random';
import { judge, type StackFacts } from './stack-verdict';

const USAGE = `npm run chaos -- [--minutes 3] [--seed N] [--keep] | --check <folder>

  --minutes N   how long faults and load go on (default 3)
  --seed N      repeats the choices of another run (default: any)
  --keep        leaves the folder of the run where it is, whatever the verdict
  --check F     judges the folder of an earlier run again

Two API and two worker processes on a private MariaDB, a Temporal server, a receiver of webhooks, and proxies between them;
kills, pauses, cuts and resets while people work; then a checker over everything that was answered, stored and delivered.
Exit code: 0 holds, 1 violations, 2 the run proves nothing or could not be done.`;

const writesPerSecond = 10;
const readsPerSecond = 5;
/** A notification that a killed worker had claimed is due again after a minute: its lease must have run out. */
const restLimitMs = 90_000;

interface Options {
  minutes: number;
  seed: number;
  keep: boolean;
  check: string | undefined;
}

const optionsIn = (args: readonly string[]): Options => {
  const value = (name: string): string | undefined => {
    const index = args.indexOf(name);
    return index < 0 ? undefined : args[index + 1];
  };
  const known = ['--minutes', '--seed', '--check', '--keep'];
  const unknown = args.find((arg, index) => arg.startsWith('--') && !known.includes(arg) && index >= 0);
  const minutes = Number(value('--minutes') ?? 3);
  const seed = Number(value('--seed') ?? randomInt(1, 1_000_000));
  if (unknown !== undefined || !(minutes > 0) || !Number.isSafeInteger(seed)) throw new Error(USAGE);
  return { minutes, seed, keep: args.includes('--keep'), check: value('--check') };
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Plays the run and leaves everything the checker needs in `folder`. */
const play = async (folder: string, { minutes, seed }: Options): Promise<void> => {
  const bed = await openBed(folder, randomFrom(seed + 1));
  try {
    const now = clockFrom();
    const clients = openClients(bed.apis, openHistory(folder, now), randomFrom(seed + 2));
    await clients.logIn(USERNAMES);
    const hook = { url: bed.sinkUrl, townId: 'drill-town' };
    await clients.send({ intent: 'set-up', username: 'sa', method: 'POST', path: '/api/v1/webhooks', body: hook });
    const load = openLoad({ clients, random: randomFrom(seed + 3), writesPerSecond, readsPerSecond });
    say(`ready; ${minutes} minutes of load and faults`);
    const loading = load.run();
    const untilMs = now().tMono + minutes * 60_000;
    const faults = faultsOn(bed, {
      inFlight: () => clients.inFlight(),
      ready: openJournal(join(folder, 'ready.jsonl')),
      now,
    });
    const count = await haunt({ faults, random: randomFrom(seed), folder, now, untilMs, gapMs: [300, 1_200] });
    await sleep(Math.max(0, untilMs - now().tMono));
    load.stop();
    await loading;
    say(`${count} faults; now peace`);
    await load.settled();
    clients.giveUp();
    const { waiting, tookMs } = await atRest(bed.databaseUrl, restLimitMs);
    await collect(folder, bed.databaseUrl, bed.temporal);
    const run: RunFacts = {
      database: 'whole stack on mariadb',
      seconds: Math.round(load.report.seconds),
      seed,
      bug: null,
    };
    writeFileSync(join(folder, files.run), JSON.stringify(run));
    const facts: StackFacts = {
      ...{ load: load.report, writesPerSecond, readsPerSecond, waiting, restMs: tookMs },
      crashes: [...bed.victims.values()].flatMap((victim) => victim.crashes()),
      quietStartMs: Object.fromEntries(bed.quietStartMs),
    };
    writeFileSync(join(folder, 'stack.json'), JSON.stringify(facts));
    await clients.close();
  } finally {
    await bed.stop();
  }
};

const main = async (): Promise<number> => {
  const options = optionsIn(process.argv.slice(2));
  if (options.check !== undefined) {
    const again = judge(options.check);
    say(again.text);
    return again.code;
  }
  const folder = join(rootDir, '.cache', 'chaos', `stack-${options.seed}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  say(`chaos: seed ${options.seed}, files in ${folder}`);
  await play(folder, options);
  const { code, text } = judge(folder);
  writeFileSync(join(folder, files.report), `${text}\n`);
  say(text);
  if (code === 0 && !options.keep) rmSync(folder, { recursive: true, force: true });
  return code;
};

endWithNpm();
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof NoTemporal ? `skipped: ${error.message}` : String(error instanceof Error ? (error.stack ?? error.message) : error)}\n`,
    );
    process.exit(2);
  },
);
