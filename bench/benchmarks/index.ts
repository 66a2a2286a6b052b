import type { Benchmark } from '../benchmark';
import { approval } from './approval';
import { intake } from './intake';

/** In the order in which they run. */
export const benchmarks: readonly Benchmark[] = [intake, approval];
