import { First1763000000001 } from './0001-first';
import { Anchor1763900000002 } from './0002-anchor';
import { Startup1764100000008 } from './0008-startup';

/** In the order in which they run. */
export const migrations = [First1763000000001, Anchor1763900000002, Startup1764100000008];
