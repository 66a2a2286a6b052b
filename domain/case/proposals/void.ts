import { cancel } from '../../deadlines';
import { refuse, refuseField } from '../../people/permit';
import type { Refusal } from '../../stream';
import { controlStillOn } from '../control';
import type { CaseFile } from '../file';
import { underOrder } from '../issuing';
import { actorDid } from '../parts';
import { L1, L2, OFD, type Proposal } from '../proposal';
import { record } from '../recording';
import { withdrawOpen } from '../withdrawing';
import { competent } from '../deciders';
import { off } from '../fold-overlays';
import { voided } from '../fold-papers';
import { rectifierDecides } from '../separation-words';
import { unique } from '../../people/audience';
import { EF, LD, OF, VG } from '../../people/authority';
import type { CaseAudience } from '../audience';
import type { ProposalSlice } from './rule';

/** Who reported in his own name; a protected reporter is told of nothing that could lead to him. */
const namedReporters = ({ file }: CaseAudience): string[] =>
  file.protectedSource ? [] : file.parts.flatMap((part) => (part.act === 'report' ? [part.personId] : []));

const noServedOrder = (file: CaseFile): Refusal | null =>
  !underOrder(file)
    ? null
    : refuse('illegal-transition', 'order-stands', '责令文书已送达，须先撤销该责令，再认定不属实。', {
        command: 'cancel-order',
      });

/** A 重大 takes two decisions, also where it was confirmed as one only after the proposal (authority.md 1, settled 1.1). */
const enoughDecisions = (file: CaseFile, { decisions, steps }: Proposal): Refusal | null =>
  file.grade !== 'major' || decisions.length + steps.length > 1
    ? null
    : refuse('illegal-transition', 'two-decisions', '本案已认定为重大隐患，认定不属实须经专班和区级主管部门两级审批。');

/** T2v, with proof, up to the application for a re-check (authority.md 1, settled 1.3): the papers become void, their numbers stay. */
export const voidCase: ProposalSlice<'void', object, { voided: { reason: string } }> = {
  act: 'void',
  effect: '认定不属实，结束本案',
  grants: [{ roles: [...OF, ...LD, 'RU', ...VG, ...EF, 'ST', 'DS'] }],
  from: ['lead', 'registered', 'graded', 'assigned', 'notified', 'rectifying', 'awaiting-recheck'],
  needs: [noServedOrder, controlStillOn('不能认定不属实')],
  proposer: [
    (file, context) =>
      file.status === 'lead' && actorDid(file, context, ['report'])
        ? refuse('sod-violation', 'reporter-verifies', '上报人不得单独认定自己上报的线索。')
        : null,
  ],
  fields: (_, { attachmentIds }) =>
    attachmentIds.length === 0
      ? refuseField('proof-missing', '请上传不属实的证明材料或现场照片。', '/attachmentIds')
      : {},
  steps: (file, context) => ({
    steps: file.grade === 'major' ? [OFD, competent(file, context)] : [OFD],
    above: [L2, L1],
  }),
  conflict: rectifierDecides,
  holds: (file, _, proposal) => enoughDecisions(file, proposal),
  isDone: (file, _, proposal) => enoughDecisions(file, proposal) !== null,
  carryOut: (recording, proposal) => {
    record(recording, 'voided', { reason: proposal.reason, ...cancel(recording.file.deadlines, 'void') });
    withdrawOpen(recording, 'case-void');
    return null;
  },
  records: {
    voided: (file) => ({
      status: 'void',
      papers: file.papers.map(voided),
      overlays: off(file.overlays, 'suspended'),
      suspension: null,
    }),
  },
  tells: {
    voided: (told) => {
      const recipients = told.file.papers.length > 0 ? told.subjects : [];
      const personIds = unique([...recipients, ...told.holder, ...namedReporters(told)]);
      return [{ personIds, template: 'voided', data: told.data }];
    },
  },
};
