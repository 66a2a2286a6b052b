import { joined } from '../../deadlines';
import type { Signer } from '../../stream';
import { refuseField } from '../../people/permit';
import { closeCase } from '../closing';
import { competent, orderingHead } from '../deciders';
import { L1, L2, OFD } from '../proposal';
import { off } from '../fold-overlays';
import { withParts } from '../fold-parts';
import { underOrder } from '../issuing';
import { isOnlyAuthority, recheckingUnits } from '../only-authority';
import { whoDid } from '../parts';
import { unique } from '../../people/audience';
import { controlStillOn } from '../control';
import { armFor } from '../owing';
import { goingOn } from '../going-on';
import { reviewGoesOn } from '../plan-owed';
import { record } from '../recording';
import type { Conflict, ProposalSlice } from './rule';

export interface Facts {
  closed: { decidedBy: Signer[] };
  'closure-returned': { to: 'rectifying' | 'rechecking'; reason: string };
}

const personOf = (signer: Signer): string[] => (signer.kind === 'person' ? [signer.personId] : []);

/** Who closes is not rectifier, re-checker, on-the-spot signer or assigner of this cycle; for 重大 another unit than the re-checkers'. */
const conflict: Conflict = (file, context, proposal, { did, unitId }) => {
  if (did(whoDid(file, ['recheck']))) return { reason: 'rechecker-closes', message: '复查人不得审核销号。' };
  if (did(whoDid(file, ['rectify']))) return { reason: 'rectifier-closes', message: '整改人不得审核销号。' };
  if (did(whoDid(file, ['sign-on-the-spot'])))
    return { reason: 'signer-closes', message: '即查即改的签字人不得审核销号。' };
  if (did(whoDid(file, ['assign']))) return { reason: 'assigner-closes', message: '本轮交办人不得审核销号。' };
  if (file.grade === 'major' && recheckingUnits(file).includes(unitId) && !isOnlyAuthority(file, context, proposal)) {
    return { reason: 'same-unit-closes', message: '重大隐患须由复查单位以外的部门审核销号。' };
  }
  return null;
};

/** T11 and T11r: proposed by the system alone; a rejection says where it goes back to (authority.md 1). */
export const close: ProposalSlice<'close', object, Facts> = {
  act: 'close',
  effect: '销号，进入回头看',
  grants: [],
  from: ['closure-review'],
  blocks: [controlStillOn('不能销号')],
  steps: (file, context) => {
    if (file.grade === 'major') return { steps: [competent(file, context), L2], above: [] };
    return { steps: [underOrder(file) ? orderingHead(file, context) : OFD], above: [L2, L1] };
  },
  conflict,
  authorityEmpty: {
    to: L2,
    then: [L1],
    reason: '有权部门没有未参与复查的人员，由镇分管领导、镇主要领导依次审核',
  },
  carryOut: (recording, proposal) => {
    closeCase(recording, proposal);
    return null;
  },
  reject: (recording, _, { opinion, returnTo }) => {
    // What was fixed on the spot has no date to go back to: it is looked at again.
    const to = recording.file.fixedOnTheSpot ? 'rechecking' : returnTo;
    if (to === undefined)
      return refuseField('return-to-missing', '退回销号须选择退回到哪一步：整改或复查。', '/returnTo');
    record(recording, 'closure-returned', {
      to,
      reason: opinion,
      ...joined(
        reviewGoesOn(recording),
        to === 'rectifying' ? goingOn(recording) : { arms: armFor(recording, 'recheck') },
      ),
    });
    return null;
  },
  records: {
    closed: (file, { at, body }) => ({
      status: 'watching',
      closedAt: at,
      closures: [...file.closures, { cycle: file.cycle, at, by: body.decidedBy.flatMap(personOf) }],
      overlays: off(file.overlays, 'overdue', 'supervised'),
      parts: withParts(file, 'close', body.decidedBy),
    }),
    'closure-returned': (file, { at, body: { to } }) => ({
      status: to,
      recheckPassedAt: null,
      ...(to === 'rectifying'
        ? { recheckStartedBy: [], recheckStartedAt: null, lastRequestAt: null }
        : { recheckStartedAt: file.recheckStartedAt ?? at }),
    }),
  },
  tells: {
    closed: ({ subjects, holder, data }) => [{ personIds: unique([...subjects, ...holder]), template: 'closed', data }],
    'closure-returned': ({ subjects, holder, data }) => [
      { personIds: unique([...subjects, ...holder]), template: 'closure-returned', data },
    ],
  },
};
