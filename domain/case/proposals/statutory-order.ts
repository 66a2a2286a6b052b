import { civilDateOf, type CivilDate } from '../../clock/civil';
import type { Context } from '../../context';
import { refuse } from '../../people/permit';
import type { Addressee, Refusal } from '../../stream';
import type { CaseFile } from '../file';
import { cannotOrder, officersRefusal, orderFieldsRefusal, secondOfficer } from '../ordering';
import { handOver } from '../handing-over';
import { armFor } from '../owing';
import { notAcceptedYet } from '../not-accepted';
import { unservedPapers } from '../papers';
import { L1, L2, type Proposal } from '../proposal';
import { addresseesOf, record, idFor, paperOf, type Recording } from '../recording';
import { hasEnded, isBefore, optionalText, requireFields, textOf } from './fields';
import { noCapacity, noGround, noSecondToOrder, orderingPost, orderSecond, ORDERING } from '../ordering';
import type { Propose, ProposalSlice } from './rule';

export interface Fields {
  paperType: string;
  clauseId: string;
  requirements: string;
  coActorId: string;
  inspectionRef: string;
  emergencyReason: string;
  dueOn: CivilDate;
}

/** One order at a time waits to be served; one whose date has passed can only be issued anew (settled 5.4, 5.5). */
const noneUnserved = (file: CaseFile, { now }: Context): Refusal | null =>
  unservedPapers(file).some(({ statutory, dueOn }) => statutory && (dueOn === null || dueOn >= civilDateOf(now)))
    ? refuse('illegal-transition', 'order-unserved', '已有一份责令文书尚未送达，请先送达或撤回。', {
        command: 'record-service',
      })
    : null;

const issue = (recording: Recording, proposal: Proposal): void => {
  const { context } = recording;
  const by = proposal.by.kind === 'person' ? proposal.by : null;
  const issuerUnitId = by?.post?.unitId ?? '';
  const issuer: Addressee = `unit:${issuerUnitId}`;
  const serve = recording.file.deadlines.filter((deadline) => deadline.clock === 'serve');
  record(
    recording,
    'notice-issued',
    {
      paper: paperOf(context, idFor(recording, 'd'), textOf(proposal, 'paperType'), issuerUnitId),
      statutory: true,
      requirements: textOf(proposal, 'requirements'),
      to: addresseesOf(recording.file),
      dueOn: optionalText(proposal, 'dueOn') ?? null,
      coActor: secondOfficer(context, proposal) ?? null,
      clauseId: textOf(proposal, 'clauseId'),
      // Who issued it serves it (settled 3.3): the clock of service is his from now on, what was missed is not.
      ...(serve.length > 0
        ? handOver(recording, serve, issuer, 'replaced')
        : { arms: armFor(recording, 'serve', { addressee: issuer }) }),
    },
    proposal.by,
  );
};

/**
 * T5b: after acceptance, also where advice was ignored, overdue or not; one that is open waits through a re-check (settled
 * 1.2, 1.3). Both officers count again on the day of the decision.
 */
export const statutoryOrder: ProposalSlice<'statutory-order', Fields> = {
  act: 'statutory-order',
  effect: '制发责令类文书',
  grants: ORDERING,
  post: orderingPost,
  lacking: noCapacity,
  second: ({ unitId }) => orderSecond(unitId),
  from: ['assigned', 'notified', 'rectifying'],
  waits: ['awaiting-recheck', 'rechecking', 'closure-review'],
  needs: [notAcceptedYet, noneUnserved],
  proposer: [cannotOrder, noGround],
  button: noSecondToOrder,
  fields: ({ file, context }, { fields }: Propose<Fields>) => {
    const absent = requireFields<Fields>(fields, ['paperType', 'clauseId', 'requirements', 'coActorId']);
    if (absent) return absent;
    const { paperType, clauseId, requirements, coActorId, inspectionRef, emergencyReason, dueOn } = fields;
    const kept = { paperType, clauseId, requirements, coActorId, inspectionRef, emergencyReason, dueOn };
    return orderFieldsRefusal(file, context, kept) ?? kept;
  },
  // Its own head decides (authority.md 1); where a department has none it waits: nobody of the town orders in its name (settled 1.4).
  steps: (_file, _context, by) => {
    const post = by.kind === 'person' ? by.post : undefined;
    const role = post?.role === 'DS' || post?.role === 'ST' ? post.role : 'EFh';
    const own = post === undefined ? {} : { unitId: post.unitId };
    return { steps: [{ roles: [role], ...own }], above: role === 'DS' ? [] : [L2, L1] };
  },
  authorityEmpty: null,
  holds: (file, context, proposal) =>
    officersRefusal(file, context, proposal) ??
    orderFieldsRefusal(file, context, {
      paperType: textOf(proposal, 'paperType'),
      clauseId: textOf(proposal, 'clauseId'),
      inspectionRef: optionalText(proposal, 'inspectionRef'),
      emergencyReason: optionalText(proposal, 'emergencyReason'),
      dueOn: optionalText(proposal, 'dueOn'),
    }),
  isPast: ({ dueOn, clauseId }, day, context) => isBefore(dueOn, day) || hasEnded(context, clauseId, day),
  carryOut: (recording, proposal) => {
    issue(recording, proposal);
    return null;
  },
  records: {},
};
