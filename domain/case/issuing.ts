import type { Context } from '../context';
import { grantedPosts, type Grant, type Stake } from '../people/permit';
import { refuseTo } from '../people/who-can';
import type { Post } from '../people/directory';
import type { Refusal } from '../stream';
import type { CaseFile, CasePaper } from './file';
import { stakeOf } from './recording';

/** The unit that issued a paper: that of its officer, also where the town government's name stands on it (settled 3.3). */
export const issuerOf = (paper: Pick<CasePaper, 'issuerUnitId' | 'byUnitId'>): string =>
  paper.byUnitId ?? paper.issuerUnitId;

/**
 * The order that the case stands under: the last statutory one that was served and still stands; advice never takes its place
 * (settled 3.3).
 */
export const orderInForce = (file: CaseFile): CasePaper | undefined =>
  file.papers.findLast((paper) => paper.statutory && paper.state === 'served');

/** True when the case stands under a statutory order. */
export const underOrder = (file: CaseFile): boolean => orderInForce(file) !== undefined;

/** What a right on one paper is measured against: `issuing` is the unit that issued this very paper (settled 3.3). */
export const paperStake = (file: CaseFile, paper: CasePaper): Stake => ({
  ...stakeOf(file),
  issuingUnitIds: [issuerOf(paper)],
});

/** The post in which the actor acts on one paper, or the refusal that names the unit whose matter it is. */
export const postForPaper = (file: CaseFile, context: Context, paper: CasePaper, grants: Grant[]): Post | Refusal => {
  const [post] = grantedPosts(grants, context, paperStake(file, paper));
  if (post !== undefined) return post;
  const name = context.directory.units[issuerOf(paper)]?.name ?? issuerOf(paper);
  return refuseTo(
    { grants, asking: context, stake: paperStake(file, paper) },
    {
      code: 'forbidden',
      reason: 'not-your-paper',
      message: `这份文书由${name}制发，须由该单位办理。`,
      pointer: '/documentId',
    },
  );
};
