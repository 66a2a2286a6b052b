import { civilDateOf, type CivilDate } from '../clock/civil';
import type { Context } from '../context';
import { hazardTypeOf } from '../policy/clocks';
import type { CaseFile, CasePaper } from './file';

/** Papers that are issued and not yet served: they can still be served or withdrawn. */
export const unservedPapers = ({ papers }: Pick<CaseFile, 'papers'>): CasePaper[] =>
  papers.filter((paper) => paper.state === 'issued');

/** Papers that were served and still stand. */
export const servedPapers = ({ papers }: Pick<CaseFile, 'papers'>): CasePaper[] =>
  papers.filter((paper) => paper.state === 'served');

/** A 提示单 advises; every other paper is a real one (settled 3.3, roles.md 3.2). */
export const isHint = ({ type }: Pick<CasePaper, 'type'>): boolean => type === 'tishi';

/** The date that the pack fixes for all hazards of this type, and whether it has passed; undefined where it fixes none. */
export const commonDate = (
  { hazardType }: Pick<CaseFile, 'hazardType'>,
  { policy, now }: Pick<Context, 'policy' | 'now'>,
): { on: CivilDate; isPast: boolean } | undefined => {
  const on = hazardTypeOf(policy, hazardType)?.commonDueOn;
  return on === undefined ? undefined : { on, isPast: on < civilDateOf(now) };
};

/** In which cycle a paper was issued: each closing ends one. */
export const cycleOf = ({ closures }: Pick<CaseFile, 'closures'>, { issuedAt }: Pick<CasePaper, 'issuedAt'>): number =>
  1 + closures.filter(({ at }) => at < issuedAt).length;

/** True for a paper of the current cycle: what was issued before the last closing asks for nothing any more. */
const isOfCycle = (file: CaseFile, paper: CasePaper): boolean => cycleOf(file, paper) > file.closures.length;

/** True while nothing but hints was served in this cycle, this paper apart. */
export const onlyHinted = (file: CaseFile, but?: CasePaper): boolean => {
  const served = servedPapers(file).filter((paper) => paper.documentId !== but?.documentId && isOfCycle(file, paper));
  return served.length > 0 && served.every(isHint);
};

/**
 * True for a hint beside a real paper, served or about to be: it changes nothing (settled 3.3). An assigned case waits for a
 * new act, whatever was served before.
 */
export const changesNothing = (file: CaseFile, paper: CasePaper): boolean =>
  isHint(paper) &&
  file.papers.some(
    (other) =>
      !isHint(other) &&
      isOfCycle(file, other) &&
      (other.state === 'issued' || (other.state === 'served' && file.status !== 'assigned')),
  );
