import type { BenchmarkId } from './options';
import type { Lab } from './stage';
import type { Watch } from './machine';

/** What a line of the table compares, and with what it must bear comparison. */
export interface Line {
  what: string;
  unit: string;
  /** Of the ratio to the control where there is one, else of our own figure. */
  bar?: Bound;
  stretch?: Bound;
}

export interface Bound {
  is: 'at least' | 'at most';
  value: number;
}

export const atLeast = (value: number): Bound => ({ is: 'at least', value });
export const atMost = (value: number): Bound => ({ is: 'at most', value });

/** One run's figure of a line. */
export interface Figure {
  ours: number;
  control?: number;
}

export interface Benchmark<K extends string = string> {
  id: BenchmarkId;
  title: string;
  /** `pairs`: once a pair; `once`: counts, or runs too long to repeat. */
  repeats: 'pairs' | 'once';
  lines: Record<K, Line>;
  run(lab: Lab, watch: Watch): Promise<Partial<Record<K, Figure>>>;
}
