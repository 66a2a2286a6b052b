import type { Context } from '../../context';
import { cancel } from '../../deadlines';
import { EF, LD, OF, VG } from '../../people/authority';
import { unique } from '../../people/audience';
import { refuse, refuseField, signAs, type Grant } from '../../people/permit';
import type { Refusal } from '../../stream';
import { isRefusal } from '../evidence';
import type { CaseFile } from '../file';
import { withState } from '../fold-papers';
import { handOver } from '../handing-over';
import { issuerOf, postForPaper } from '../issuing';
import { owerOf } from '../owing';
import { unservedPapers } from '../papers';
import { record } from '../recording';
import type { CommandSlice } from '../slice';

export interface WithdrawNotice {
  type: 'withdraw-notice';
  documentId: string;
  reason: string;
}

export interface Facts {
  'notice-withdrawn': { documentId: string; reason: string };
}

const GRANTS: Grant[] = [{ roles: [...LD, ...EF, 'ST', 'DS', 'RU', ...OF, ...VG], relation: 'issuing' }];

/** Only who issued one of the papers that wait for service takes it back (settled 3.3). */
const byIssuer = (file: CaseFile, context: Context): Refusal | null => {
  const posts = unservedPapers(file).map((paper) => postForPaper(file, context, paper, GRANTS));
  const [first] = posts;
  if (first === undefined)
    return refuse('illegal-transition', 'nothing-unserved', '没有尚未送达的文书；已送达的责令文书须撤销。');
  return isRefusal(first) && posts.every(isRefusal) ? first : null;
};

/** A paper is taken back by its issuer before service; the number is kept and not given again (settled 6.3). */
export const withdrawNotice: CommandSlice<WithdrawNotice, Facts> = {
  type: 'withdraw-notice',
  grants: GRANTS,
  from: ['graded', 'assigned', 'notified', 'rectifying', 'awaiting-recheck', 'rechecking', 'closure-review'],
  guards: [byIssuer],
  run: (recording, { documentId, reason }) => {
    const { context, file } = recording;
    const paper = file.papers.find((candidate) => candidate.documentId === documentId);
    if (paper === undefined) return refuseField('document-unknown', '本案没有这份文书。', '/documentId');
    if (paper.state !== 'issued') {
      const words = '该文书已送达、撤回或作废，不能撤回；已送达的责令文书须撤销。';
      return refuse('illegal-transition', 'not-unserved', words, [], '/documentId');
    }
    const post = postForPaper(file, context, paper, GRANTS);
    if (isRefusal(post)) return post;
    recording.signer = signAs(context, post);
    const serve = file.deadlines.filter(({ clock }) => clock === 'serve');
    // An assigned case still owes a notice, now by who leads it; elsewhere the clock of service ran for this paper alone.
    const owed =
      file.status === 'assigned'
        ? handOver(
            recording,
            serve.filter(({ addressee }) => addressee === `unit:${issuerOf(paper)}`),
            owerOf(file, context, 'serve'),
            'notice-withdrawn',
          )
        : cancel(serve, 'notice-withdrawn');
    record(recording, 'notice-withdrawn', { documentId, reason, ...owed });
    return null;
  },
  records: {
    'notice-withdrawn': (file, { body }) => ({ papers: withState(file.papers, body.documentId, 'withdrawn') }),
  },
  tells: {
    'notice-withdrawn': ({ subjects, holder, data }) => [
      { personIds: unique([...subjects, ...holder]), template: 'notice-withdrawn', data },
    ],
  },
};
