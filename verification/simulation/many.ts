import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { isBug, type Bug } from './bugs';
import { playSeed } from './play';
import { loadTowns } from './simulated-town';
import type { Violation } from './violation';

/** What came of a range of seeds. */
export interface Tally {
  schedules: number;
  commands: number;
  faults: number;
  events: number;
  fired: number;
  /** The seeds that broke a promise, the first promise each. */
  failed: { seed: number; violation: Violation }[];
}

interface Share {
  first: number;
  count: number;
  stride: number;
  bug: Bug | null;
}

const nothing = (): Tally => ({ schedules: 0, commands: 0, faults: 0, events: 0, fired: 0, failed: [] });

/** More failures than this say nothing new. */
const mostFailures = 20;

/** Plays `count` schedules from a seed on, every `stride`-th. */
export const playMany = async ({ first, count, stride, bug }: Share): Promise<Tally> => {
  const options = { towns: loadTowns(), bug };
  const tally = nothing();
  for (let seed = first; tally.schedules < count && tally.failed.length < mostFailures; seed += stride) {
    const { violations, commands, faults, events, fired } = await playSeed(options, seed);
    tally.schedules += 1;
    tally.commands += commands;
    tally.faults += faults;
    tally.events += events;
    tally.fired += fired;
    const [violation] = violations;
    if (violation) tally.failed.push({ seed, violation });
  }
  return tally;
};

const inWorker = (share: Share): Promise<Tally> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(__filename, { workerData: share });
    worker.once('message', resolve);
    worker.once('error', reject);
  });

/** Plays schedules on all cores. */
export const playOnAllCores = async (first: number, count: number, bug: Bug | null): Promise<Tally> => {
  const stride = Math.min(availableParallelism(), count);
  const shares = Array.from({ length: stride }, (_, index): Share => {
    const own = Math.floor(count / stride) + (index < count % stride ? 1 : 0);
    return { first: first + index, count: own, stride, bug };
  });
  const sum = nothing();
  for (const tally of await Promise.all(shares.map(inWorker))) {
    sum.schedules += tally.schedules;
    sum.commands += tally.commands;
    sum.faults += tally.faults;
    sum.events += tally.events;
    sum.fired += tally.fired;
    sum.failed.push(...tally.failed);
  }
  sum.failed.sort((a, b) => a.seed - b.seed);
  return sum;
};

const isShare = (data: unknown): data is Share =>
  typeof data === 'object' &&
  data !== null &&
  'stride' in data &&
  'bug' in data &&
  (data.bug === null || (typeof data.bug === 'string' && isBug(data.bug)));

if (parentPort !== null && isShare(workerData)) {
  const port = parentPort;
  void playMany(workerData).then((tally) => {
    port.postMessage(tally);
  });
}
