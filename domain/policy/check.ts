import { checkDates } from './check-dates';
import { checkIds } from './check-ids';
import { checkLadders } from './check-ladders';
import { checkPapers } from './check-papers';
import { checkReferences } from './check-references';
import { checkRouting } from './check-routing';
import { checkRows } from './check-rows';
import type { Pack } from './pack';
import type { PackProblem } from './problem';

/**
 * What a schema cannot say about a pack: that its elements fit together and no case can get stuck in it.
 * Takes a pack of the right shape; an empty list means that it may be used.
 */
export const checkPack = (pack: Pack): PackProblem[] => [
  ...checkIds(pack),
  ...checkReferences(pack),
  ...checkRouting(pack),
  ...checkRows(pack),
  ...checkLadders(pack),
  ...checkPapers(pack),
  ...checkDates(pack),
];
