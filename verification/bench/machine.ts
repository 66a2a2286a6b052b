import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

/** Clock ticks a second in /proc, the same on every Linux that Node runs on. */
const ticksPerSecond = 100;

const lines = (file: string): string[] => readFileSync(file, 'utf8').split('\n');

/** Processor time a process has used so far, in seconds; 0 for one that is gone. */
export const cpuSecondsOf = (pid: number): number => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold blanks.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  } catch {
    return 0;
  }
};

/** Resident memory of a process in MB. */
export const residentMbOf = (pid: number): number => {
  try {
    const line = lines(`/proc/${pid}/status`).find((one) => one.startsWith('VmRSS:')) ?? '';
    return Number(/\d+/.exec(line)?.[0] ?? 0) / 1024;
  } catch {
    return 0;
  }
};

/** The machine's processor time so far, in seconds: in use, stolen by the host, and all there was. */
interface MachineTime {
  busy: number;
  stolen: number;
  total: number;
}

const machineTime = (): MachineTime => {
  const fields = (lines('/proc/stat')[0] ?? '').trim().split(/\s+/).slice(1).map(Number);
  const [user = 0, nice = 0, system = 0, idle = 0, waiting = 0, irq = 0, soft = 0, stolen = 0] = fields;
  const busy = user + nice + system + irq + soft;
  return {
    busy: busy / ticksPerSecond,
    stolen: stolen / ticksPerSecond,
    total: (busy + idle + waiting + stolen) / ticksPerSecond,
  };
};

/** Shares of the machine while somebody watched, 0 to 1. */
export interface Watched {
  /** Used by processes that are none of ours. */
  foreign: number;
  stolen: number;
  loadBefore: number;
}

/** A run is dropped when more of the machine than this went elsewhere. */
const tolerated = 0.1;

export const isDisturbed = ({ foreign, stolen }: Watched): boolean => foreign > tolerated || stolen > tolerated;

const loadNow = (): number => Number((lines('/proc/loadavg')[0] ?? '').split(' ')[0]);

/**
 * Watches the machine during a run. `ours` are told as they start, so that what they use is not counted as foreign; the
 * processor time of children that have ended is not known and counts as foreign, which errs on the safe side.
 */
export class Watch {
  private readonly begun = machineTime();
  private readonly loadBefore = loadNow();
  private readonly ours = new Map<number, number>([[process.pid, cpuSecondsOf(process.pid)]]);
  private ended = 0;

  /** A process of ours, from its start. */
  add(pid: number): void {
    this.ours.set(pid, 0);
  }

  /** Call it before the process ends. */
  remove(pid: number): void {
    const before = this.ours.get(pid);
    if (before !== undefined) this.ended += cpuSecondsOf(pid) - before;
    this.ours.delete(pid);
  }

  /** A process that was there before, such as the database. */
  addRunning(pid: number): void {
    this.ours.set(pid, cpuSecondsOf(pid));
  }

  end(): Watched {
    const now = machineTime();
    const total = Math.max(0.01, now.total - this.begun.total);
    const own = [...this.ours].reduce((sum, [pid, before]) => sum + cpuSecondsOf(pid) - before, this.ended);
    const foreign = Math.max(0, now.busy - this.begun.busy - own) / total;
    return { foreign, stolen: (now.stolen - this.begun.stolen) / total, loadBefore: this.loadBefore };
  }
}

/** Waits, at most so long, until less than a tenth of the machine is in use. */
export const untilQuiet = async (limitMs: number): Promise<void> => {
  const endsAt = Date.now() + limitMs;
  while (Date.now() < endsAt) {
    const before = machineTime();
    await sleep(500);
    const after = machineTime();
    if ((after.busy - before.busy) / Math.max(0.01, after.total - before.total) < 0.1) return;
  }
};

/** Waits until these processes together use less than a tenth of one core for half a second. False after the limit. */
export const untilIdle = async (pids: readonly number[], limitMs: number): Promise<boolean> => {
  const endsAt = Date.now() + limitMs;
  const used = (): number => pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
  while (Date.now() < endsAt) {
    const before = used();
    await sleep(500);
    if (used() - before < 0.05) return true;
  }
  return false;
};

/** What the figures were taken on. */
export const machineWords = (): string => {
  const model =
    lines('/proc/cpuinfo')
      .find((line) => line.startsWith('model name'))
      ?.split(': ')[1] ?? 'unknown CPU';
  const memory = Number(/\d+/.exec(lines('/proc/meminfo')[0] ?? '')?.[0] ?? 0) / 1024 / 1024;
  return `${availableParallelism()} cores (${model}), ${memory.toFixed(0)} GB, Linux`;
};
