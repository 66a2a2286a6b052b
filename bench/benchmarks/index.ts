import type { Benchmark } from '../benchmark';
import { approval } from './approval';
import { counters } from './counters';
import { intake } from './intake';
import { latency } from './latency';
import { overhead } from './overhead';
import { recovery } from './recovery';
import { replays } from './replay';
import { scales } from './scale';
import { storm } from './storm';
import { year } from './year';

/** In the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  counters,
  year,
  intake,
  approval,
  storm,
  latency,
  overhead,
  replays,
  recovery,
  ...scales,
];
