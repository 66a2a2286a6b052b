import type { CaseFile, CasePaper, PaperState } from './file';

/** The papers with one of them binding: its public notice has hung its time. */
export const boundPaper = (file: CaseFile, documentId: string, fires: string | undefined): CasePaper[] => {
  const boundAt = file.deadlines.find(({ deadlineId }) => deadlineId === fires)?.dueAt ?? null;
  return file.papers.map((paper) => (paper.documentId === documentId ? { ...paper, boundAt } : paper));
};

/** The papers with one of them in another state; its number is kept (settled 6.3). */
export const withState = (papers: CasePaper[], documentId: string, state: PaperState): CasePaper[] =>
  papers.map((paper) => (paper.documentId === documentId ? { ...paper, state } : paper));

/** A paper of a case that is void; one that was withdrawn stays so. */
export const voided = (paper: CasePaper): CasePaper =>
  paper.state === 'withdrawn' ? paper : { ...paper, state: 'void' };
