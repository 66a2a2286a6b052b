import type { Instant } from '../clock/instant';
import type { DeadlineChanges } from '../stream';
import type { CaseEvent, CaseFacts } from './facts';
import type { CaseFile, CasePaper, PaperState } from './file';
import { off } from './fold-overlays';
import { withoutRungs } from './fold-rungs';

/** A paper as its issue leaves it. */
export const issuedPaper = ({ at, actor, body }: Extract<CaseEvent, { type: 'notice-issued' }>): CasePaper => ({
  documentId: body.paper.documentId,
  type: body.paper.type,
  number: body.paper.number,
  issuerUnitId: body.paper.issuerUnitId,
  byUnitId: actor.kind === 'person' ? (actor.post?.unitId ?? null) : null,
  statutory: body.statutory,
  clauseId: body.clauseId,
  dueOn: body.dueOn,
  issuedAt: at,
  servedAt: null,
  boundAt: null,
  state: 'issued',
  supplementedAt: null,
});

/** The papers with one of them served; a public notice binds nobody yet (settled 5.5). */
export const servedPaper = (
  papers: CasePaper[],
  { documentId, servedAt, mode }: CaseFacts['notice-served'],
): CasePaper[] =>
  papers.map((paper) =>
    paper.documentId === documentId
      ? { ...paper, servedAt, boundAt: mode === 'public-notice' ? null : servedAt, state: 'served' }
      : paper,
  );

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

/** The papers with those of them supplemented that a confirmation as 重大 after service names. */
export const supplemented = (papers: CasePaper[], documentIds: string[], at: Instant): CasePaper[] =>
  documentIds.length === 0
    ? papers
    : papers.map((paper) => (documentIds.includes(paper.documentId) ? { ...paper, supplementedAt: at } : paper));

/** A cancelled order takes with it what stood on it: date, plan, application and re-checks; the case is assigned as before. */
export const orderCancelled = (
  file: CaseFile,
  { documentId, leaves = [], uncounts }: CaseFacts['order-cancelled'] & DeadlineChanges,
): Partial<CaseFile> => ({
  status: 'assigned',
  papers: withState(file.papers, documentId, 'void'),
  ...withoutRungs({ ...file, overlays: off(file.overlays, 'overdue') }, uncounts),
  escalations: file.escalations.filter(({ escalationId }) => !leaves.includes(escalationId)),
  plan: null,
  planAccepted: false,
  lastRequestAt: null,
  recheckPassedAt: null,
  recheckStartedBy: [],
  failedRechecks: 0,
});
