import type { Context } from '../context';
import { decidersToday } from '../people/candidates';
import type { CaseFile } from './file';
import { isOfAuthority } from './levels';
import type { Proposal } from './proposal';

/** The units that re-checked in this cycle. */
export const recheckingUnits = ({ parts, cycle }: CaseFile): (string | null)[] =>
  parts.filter((part) => part.act === 'recheck' && part.cycle === cycle).map(({ unitId }) => unitId);

/**
 * Where the only authority that is competent did the re-check, another of its officers closes, then L2: two officers and a
 * leader (settled 2, roles.md 3.3 rule 3).
 */
export const isOnlyAuthority = (
  file: CaseFile,
  context: Context,
  { steps: [step] }: Pick<Proposal, 'steps'>,
): boolean =>
  file.grade === 'major' &&
  step !== undefined &&
  isOfAuthority(step) &&
  recheckingUnits(file).length > 0 &&
  decidersToday(context, step).every(({ unitId }) => recheckingUnits(file).includes(unitId));
