import { First1763000000001 } from './0001-first';
import { Anchor1763900000002 } from './0002-anchor';
import { Audit1764100000007 } from './0007-audit';

/** In the order in which they run. */
export const migrations = [First1763000000001, Anchor1763900000002, Audit1764100000007];
