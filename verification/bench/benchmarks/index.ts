import type { Benchmark } from '../benchmark';
import type { Sizes } from '../options';
import { approval } from './approval';
import { counters } from './counters';
import { intake } from './intake';
import { latency } from './latency';
import { overhead } from './overhead';
import { recovery } from './recovery';
import { replays } from './replay';
import { scaleAt } from './scale';
import { storm } from './storm';
import { stormAtWork } from './storm-at-work';
import { year } from './year';

/** All of them, in the order in which they run. */
export const benchmarksOf = ({ sleeping }: Sizes): Benchmark[] => [
  counters,
  year,
  intake,
  approval,
  storm,
  stormAtWork,
  latency,
  overhead,
  replays,
  recovery,
  ...sleeping.map(scaleAt),
];
