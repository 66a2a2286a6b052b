import type { Context } from '../context';
import { RIGHTS } from '../people/authority';
import type { Post } from '../people/directory';
import { refuse, refuseField } from '../people/permit';
import type { Refusal } from '../stream';
import { isRefusal } from './evidence';
import type { CaseFile, CasePaper } from './file';
import { postForPaper } from './issuing';
import { groundLost } from './ordering';
import { isHint, onlyHinted, unservedPapers } from './papers';

/** The paper of a case that is to be served, or why it cannot be, whoever serves it. */
export const toServe = (file: CaseFile, documentId: string): CasePaper | Refusal => {
  const paper = file.papers.find((candidate) => candidate.documentId === documentId);
  if (paper === undefined) return refuseField('document-unknown', '本案没有这份文书。', '/documentId');
  if (paper.state === 'served')
    return refuse('illegal-transition', 'already-served', '该文书已记录送达。', [], '/documentId');
  if (paper.state !== 'issued')
    return refuse('illegal-transition', 'paper-not-live', '该文书已撤回或作废，不能送达。', [], '/documentId');
  if (file.status !== 'rectifying' || paper.statutory) return paper;
  if (!isHint(paper) && onlyHinted(file)) return paper;
  const words = '整改期限已经起算，此时只能送达责令文书；请撤回这份文书。';
  return refuse('illegal-transition', 'already-rectifying', words, [], '/documentId');
};

/** The post in which a paper is served today, or why it is not, however it is done. */
export const servedBy = (
  file: CaseFile,
  context: Context,
  { documentId }: Pick<CasePaper, 'documentId'>,
): Post | Refusal => {
  const paper = toServe(file, documentId);
  if (isRefusal(paper)) return paper;
  return groundLost(file, context, paper) ?? postForPaper(file, context, paper, RIGHTS['record-service']);
};

/** Whether one of the papers that wait for service can be served by the actor, whose unit issued it (settled 3.3). */
export const servesOne = (file: CaseFile, context: Context): Refusal | null => {
  const refusals = unservedPapers(file)
    .map((paper) => servedBy(file, context, paper))
    .map((post) => (isRefusal(post) ? post : null));
  const [first] = refusals;
  if (first === undefined)
    return refuse('illegal-transition', 'nothing-to-serve', '没有待送达的文书。', { command: 'issue-notice' });
  return refusals.includes(null) ? null : first;
};
