import { setTimeout as sleep } from 'node:timers/promises';
import { openJournal } from './stack-journal';
import type { Random } from './stack-random';
import { files, type FaultLine, type Moment } from './history';

/** One way to spoil one thing. */
export interface Fault {
  kind: string;
  target: string;
  /** Requests under way at the target. */
  inFlight(): number;
  begin(): Promise<void> | void;
  /** Mends it; resolves when the target is itself again. */
  end(): Promise<void> | void;
  /** How long it lasts. */
  lastsMs(random: Random): number;
}

/** A process that can be killed, paused and started again. */
export interface Killable {
  readonly name: string;
  kill(): Promise<void>;
  start(): Promise<unknown>;
  pause(): void;
  resume(): void;
}

/** kill -9, and a new start after a while. */
export const killOf = (process: Killable, inFlight: () => number, [least, most]: [number, number]): Fault => ({
  kind: 'kill',
  target: process.name,
  inFlight,
  begin: () => process.kill(),
  end: async () => {
    await process.start();
  },
  lastsMs: (random) => random.whole(least, most),
});

/** SIGSTOP and, after a while, SIGCONT. */
export const pauseOf = (process: Killable, inFlight: () => number, [least, most]: [number, number]): Fault => ({
  kind: 'pause',
  target: process.name,
  inFlight,
  begin: () => {
    process.pause();
  },
  end: () => {
    process.resume();
  },
  lastsMs: (random) => random.whole(least, most),
});

export interface NemesisOptions {
  faults: { fault: Fault; weight: number }[];
  random: Random;
  folder: string;
  now: () => Moment;
  /** No fault begins after this moment of the monotonic clock. */
  untilMs: number;
  /** Peace between two faults. */
  gapMs: [number, number];
}

/** A fault waits this long for a request that it can hit. */
const victimLimitMs = 500;

/** One fault after another: first each once in a random order, then by weight. Resolves when the last is mended. */
export const haunt = async ({ faults, random, folder, now, untilMs, gapMs }: NemesisOptions): Promise<number> => {
  const journal = openJournal(`${folder}/${files.faults}`);
  const first = random.shuffled(faults.map(({ fault }) => fault));
  const weighted = faults.flatMap(({ fault, weight }) => Array.from({ length: weight }, () => fault));
  let count = 0;
  for (;;) {
    await sleep(random.whole(...gapMs));
    if (now().tMono >= untilMs) return count;
    const fault = first.shift() ?? random.pick(weighted);
    const { kind, target } = fault;
    const lasts = fault.lastsMs(random);
    const waited = performance.now();
    while (fault.inFlight() === 0 && performance.now() - waited < victimLimitMs) await sleep(1);
    const line = (phase: FaultLine['phase'], inFlight: number): FaultLine => ({
      ...now(),
      kind,
      target,
      phase,
      inFlight,
    });
    journal.write(line('begin', fault.inFlight()));
    await fault.begin();
    count += 1;
    await sleep(lasts);
    await fault.end();
    journal.write(line('end', fault.inFlight()));
  }
};
