import { setTimeout as sleep } from 'node:timers/promises';
import { openActs } from './stack-acts';
import type { Clients } from './stack-client';
import type { Random } from './stack-random';
import { COMPANIES } from './stack-companies';

export interface LoadOptions {
  clients: Clients;
  random: Random;
  writesPerSecond: number;
  readsPerSecond: number;
}

export interface LoadReport {
  writes: number;
  reads: number;
  /** Turns left out because too many requests were under way: the machine did not keep up. */
  skipped: number;
  seconds: number;
}

export const USERNAMES: readonly string[] = [
  ...['vgg', 'vgm', 'ofc', 'ofd', 'ofd2', 'ldc', 'ldd', 'ru', 'l1', 'l2', 'sa', 'other-ofc'],
  ...COMPANIES.flatMap(({ officer, head }) => [officer, head]),
];

const mostUnderWay = 24;
export const openLoad = ({ clients, random, writesPerSecond, readsPerSecond }: LoadOptions) => {
  const acts = openActs(clients, random);
  const report: LoadReport = { writes: 0, reads: 0, skipped: 0, seconds: 0 };
  const underWay = new Set<Promise<unknown>>();
  let running = true;

  const launch = (work: () => Promise<void>): void => {
    if (clients.inFlight() >= mostUnderWay) {
      report.skipped += 1;
      return;
    }
    const going = work().finally(() => underWay.delete(going));
    underWay.add(going);
  };

  const every = async (perSecond: number, work: () => Promise<void>): Promise<void> => {
    const startedAt = performance.now();
    for (let count = 1; running; count += 1) {
      launch(work);
      await sleep(Math.max(0, startedAt + (count * 1000) / perSecond - performance.now()));
    }
  };

  return {
    /** Goes on until `stop`. */
    async run(): Promise<void> {
      const startedAt = performance.now();
      await Promise.all([every(writesPerSecond, acts.writeSome), every(readsPerSecond, acts.readSome)]);
      Object.assign(report, acts.done);
      report.seconds = (performance.now() - startedAt) / 1000;
    },
    stop: () => {
      running = false;
    },
    /** Resolves when every request has its answer, or nobody tries any more. */
    async settled(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    report,
  };
};
