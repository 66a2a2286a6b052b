import type { CaseFile, CaseStatus } from '../case/file';
import type { CaseFact, Context } from '../context';
import type { ClockName } from '../stream';
import type { LinkedCase } from './file';

/** States of a case that has ended: it leaves undecided escalations and joins none (settled 6.4). */
const ENDED: readonly CaseStatus[] = ['watching', 'archived', 'void'];

/** A case as other streams see it. */
export const factOf = ({ townId, status, cycle, grade }: CaseFile): CaseFact => ({
  townId,
  status,
  cycle,
  major: grade === 'major',
});

/** True for a case that was closed, withdrawn, found untrue or archived. */
export const hasEnded = ({ status }: Pick<CaseFact, 'status'>): boolean => ENDED.includes(status);

/** Whether a missed clock still counts on the unit ladder: of the case's present cycle, and after closing a visit alone (settled 6.4). */
export const stillCounts = (
  { status, cycle }: Pick<CaseFact, 'status' | 'cycle'>,
  missed: { clock: ClockName; cycle: number },
): boolean => {
  if (missed.cycle !== cycle) return false;
  return status === 'watching' ? missed.clock === 'watch-visit' : !hasEnded({ status });
};

/** Those of the linked cases that have not ended, as they stand now. */
export const openCases = (context: Context, cases: readonly LinkedCase[]): LinkedCase[] =>
  cases.flatMap((linked) => {
    const fact = context.lookups.caseNow(linked.caseId);
    if (fact === undefined) return [linked];
    return hasEnded(fact) ? [] : [{ ...linked, major: fact.major }];
  });
