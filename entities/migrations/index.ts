import { First1763000000001 } from './0001-first';
import { Anchor1763900000002 } from './0002-anchor';
import { Uploads1764100000006 } from './0006-uploads';

/** In the order in which they run. */
export const migrations = [First1763000000001, Anchor1763900000002, Uploads1764100000006];
