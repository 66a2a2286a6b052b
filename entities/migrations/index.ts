import { First1763000000001 } from './0001-first';
import { Anchor1763900000002 } from './0002-anchor';
import { Accounts1764100000004 } from './0004-accounts';

/** In the order in which they run. */
export const migrations = [First1763000000001, Anchor1763900000002, Accounts1764100000004];
