import { First1763000000001 } from './0001-first';

/** In the order in which they run. */
export const migrations = [First1763000000001];
