import { availableParallelism, loadavg } from 'node:os';
import type { Moment } from './history';
import { killOf, pauseOf, type Fault, type Killable } from './nemesis';
import type { Bed } from './stack-bed';
import type { Journal } from './stack-journal';
import type { FaultLink, LinkMode } from './stack-link';
import type { Victim } from './stack-process';
import type { Random } from './stack-random';

/** A process was started again after a kill. */
export interface ReadyLine extends Moment {
  target: string;
  readyMs: number;
  /** reliability 8.3, or three times the start at the beginning of the run; longer on a machine that others use. */
  boundMs: number;
  /** Runnable processes for each processor in the last minute. */
  crowd: number;
}

const boundsMs: Readonly<Record<string, number>> = {
  api1: 3_000,
  api2: 3_000,
  worker1: 5_000,
  worker2: 5_000,
  mariadb: 10_000,
  temporal: 15_000,
};

/** What this bed alone brings about on two processors; beyond it the machine is somebody else's too. */
const ownCrowd = 2;

const crowdNow = (): number => (loadavg()[0] ?? 0) / availableParallelism();

interface Weighted {
  fault: Fault;
  weight: number;
}

/** The faults N1–N4, N6, N8 and N9 of reliability 8.3; N15 is what the clients do. */
export const faultsOn = (
  { victims, links, quietStartMs }: Bed,
  { inFlight, ready, now }: { inFlight: () => number; ready: Journal; now: () => Moment },
): Weighted[] => {
  const measured = (victim: Victim): Killable => ({
    name: victim.name,
    kill: () => victim.kill(),
    pause: () => {
      victim.pause();
    },
    resume: () => {
      victim.resume();
    },
    async start() {
      const readyMs = await victim.start();
      const crowd = crowdNow();
      const quietMs = Math.max(boundsMs[victim.name] ?? 0, 3 * (quietStartMs.get(victim.name) ?? 0));
      const boundMs = quietMs * Math.max(1, crowd / ownCrowd);
      ready.write({ ...now(), target: victim.name, readyMs, boundMs, crowd } satisfies ReadyLine);
    },
  });
  const victim = (name: string): Killable => {
    const found = victims.get(name);
    if (found === undefined) throw new Error(`no process ${name}`);
    return measured(found);
  };
  const both: Killable = {
    name: 'api1+api2',
    kill: async () => {
      await Promise.all([victim('api1').kill(), victim('api2').kill()]);
    },
    start: () => Promise.all([victim('api1').start(), victim('api2').start()]),
    pause: () => undefined,
    resume: () => undefined,
  };
  const kill = (kind: string, target: Killable, weight: number): Weighted => ({
    fault: { ...killOf(target, inFlight, [0, 3_000]), kind: `${kind} kill` },
    weight,
  });
  const pause = (name: string, most: number, weight: number): Weighted => ({
    fault: { ...pauseOf(victim(name), inFlight, [500, most]), kind: 'N6 pause' },
    weight,
  });
  const spoil = (kind: string, link: FaultLink, mode: LinkMode, most: number, weight: number): Weighted => ({
    fault: {
      kind,
      target: link.name,
      inFlight,
      begin: () => link.set(mode),
      end: () => link.set({ kind: 'pass' }),
      lastsMs: (random: Random) => random.whole(500, most),
    },
    weight,
  });
  const link = (name: string): FaultLink => {
    const found = links.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no link ${name}`);
    return found;
  };
  return [
    kill('N1', victim('worker1'), 2),
    kill('N1', victim('worker2'), 2),
    kill('N2', victim('api1'), 2),
    kill('N2', victim('api2'), 2),
    kill('N2', both, 1),
    kill('N3', victim('temporal'), 2),
    kill('N4', victim('mariadb'), 2),
    pause('api1', 4_000, 1),
    pause('api2', 4_000, 1),
    pause('worker1', 5_000, 1),
    pause('worker2', 5_000, 1),
    pause('temporal', 5_000, 1),
    pause('mariadb', 5_000, 2),
    spoil('N8 blackhole', link('api1→database'), { kind: 'blackhole' }, 4_000, 1),
    spoil('N8 refuse', link('api2→database'), { kind: 'refuse' }, 3_000, 1),
    spoil('N8 reset', link('worker1→database'), { kind: 'reset' }, 4_000, 1),
    spoil('N8 blackhole', link('worker2→temporal'), { kind: 'blackhole' }, 4_000, 1),
    spoil('N8 reset', link('worker1→temporal'), { kind: 'reset' }, 4_000, 1),
    spoil('N8 reset', link('worker→sink'), { kind: 'reset' }, 3_000, 1),
    spoil('N8 latency', link('worker2→database'), { kind: 'latency', ms: 300, jitterMs: 400 }, 4_000, 1),
    spoil('N9 cut answer', link('client→api1'), { kind: 'cut-answer', afterBytes: 40 }, 3_000, 2),
    spoil('N9 cut answer', link('client→api2'), { kind: 'cut-answer', afterBytes: 400 }, 3_000, 2),
    spoil('N9 cut answer', link('api1→database'), { kind: 'cut-answer', afterBytes: 600 }, 3_000, 2),
    spoil('N9 cut answer', link('api2→database'), { kind: 'cut-answer', afterBytes: 90 }, 3_000, 2),
    spoil('N9 cut answer', link('worker→sink'), { kind: 'cut-answer', afterBytes: 0 }, 2_000, 1),
  ];
};
