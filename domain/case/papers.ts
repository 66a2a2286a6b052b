import type { CaseFile, CasePaper } from './file';

/** Papers that are issued and not yet served: they can still be served or withdrawn. */
export const unservedPapers = ({ papers }: Pick<CaseFile, 'papers'>): CasePaper[] =>
  papers.filter((paper) => paper.state === 'issued');

/** Papers that were served and still stand. */
export const servedPapers = ({ papers }: Pick<CaseFile, 'papers'>): CasePaper[] =>
  papers.filter((paper) => paper.state === 'served');
