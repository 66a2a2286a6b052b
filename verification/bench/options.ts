import { parseArgs } from 'node:util';

export const BENCHMARKS = ['counters', 'B1', 'B2', 'B3', 'B4', 'B5', 'B9', 'B10', 'latency', 'year'] as const;
export type BenchmarkId = (typeof BENCHMARKS)[number];

/** How much of everything. */
export interface Sizes {
  /** Interleaved pairs of ours and control. */
  pairs: number;
  /** No new run begins after this. */
  minutes: number;
  intake: number;
  /** Approvals by one caller, by sixteen, and in the open loop. */
  approvals: { one: number; many: number };
  storm: number;
  /** Sleeping cases of the open-case scale, one run each. */
  sleeping: number[];
  recovery: { open: number; firing: number; clicks: number };
  standardCases: number;
  histories: number;
  latencySeconds: number;
  yearCases: number;
}

const usual: Sizes = {
  pairs: 2,
  minutes: 32,
  intake: 3_000,
  approvals: { one: 300, many: 600 },
  storm: 2_000,
  sleeping: [10_000],
  recovery: { open: 2_000, firing: 200, clicks: 200 },
  standardCases: 80,
  histories: 200,
  latencySeconds: 10,
  yearCases: 5_000,
};

const full: Sizes = {
  ...usual,
  pairs: 5,
  minutes: 150,
  intake: 5_000,
  approvals: { one: 1_000, many: 2_000 },
  storm: 5_000,
  sleeping: [100_000],
  standardCases: 400,
  latencySeconds: 20,
};

/** Proves that everything runs; says nothing about speed. */
const quick: Sizes = {
  pairs: 1,
  minutes: 10,
  intake: 300,
  approvals: { one: 30, many: 80 },
  storm: 150,
  sleeping: [300],
  recovery: { open: 60, firing: 20, clicks: 20 },
  standardCases: 12,
  histories: 24,
  latencySeconds: 2,
  yearCases: 300,
};

export interface Options {
  only: readonly BenchmarkId[];
  sizes: Sizes;
  mode: 'quick' | 'usual' | 'full';
  /** The Temporal server as `start-dev` comes, without our settings. */
  stock: boolean;
  /** API and worker as processes of their own instead of the embedded default. */
  split: boolean;
  /** Write CPU profiles of our processes. */
  profile: boolean;
}

export const USAGE = `npm run bench -- [--quick | --full] [--only ${BENCHMARKS.join(',')}] [--pairs N] [--stock] [--split] [--profile]`;

const isBenchmark = (name: string): name is BenchmarkId => BENCHMARKS.some((known) => known === name);

const chosen = (text: string | undefined): BenchmarkId[] => {
  if (text === undefined) return [...BENCHMARKS];
  const names = text.split(',');
  const unknown = names.filter((name) => !isBenchmark(name));
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(', ')}\n${USAGE}`);
  return BENCHMARKS.filter((id) => names.includes(id));
};

/** Reads the arguments. @throws with the usage when they are not understood. */
export const readOptions = (args: string[]): Options => {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      pairs: { type: 'string' },
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      stock: { type: 'boolean', default: false },
      split: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  const mode = values.quick ? 'quick' : values.full ? 'full' : 'usual';
  const sizes = { quick, usual, full }[mode];
  const pairs = values.pairs === undefined ? sizes.pairs : Number(values.pairs);
  if (!Number.isInteger(pairs) || pairs < 1 || pairs > 20) throw new Error(`--pairs is 1 to 20\n${USAGE}`);
  const { stock, split, profile } = values;
  return { only: chosen(values.only), sizes: { ...sizes, pairs }, mode, stock, split, profile };
};
