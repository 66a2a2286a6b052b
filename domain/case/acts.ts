import { dueOnDate } from '../clock/term';
import type { Context } from '../context';
import { cancel, joined, meet } from '../deadlines';
import { refuse } from '../people/permit';
import { clockRow } from '../policy/clocks';
import type { Refusal } from '../stream';
import { closeCase } from './closing';
import { imposeControl } from './control';
import { recordGrade, subjectsOf } from './grading';
import { isRefusal } from './evidence';
import type { CaseFile } from './file';
import { armFor } from './owing';
import { officersRefusal, secondOfficer } from './ordering';
import type { Proposal } from './proposal';
import { confirmRelapse } from './relapse';
import { goingOn } from './recheck';
import { addresseesOf, emit, factsOf, idFor, paperOf, type Turn } from './turn';
import { withdrawOpen } from './withdrawing';

/** Text of a proposal's data. @throws when it is not there: what was proposed was checked. */
export const textOf = (proposal: Proposal, field: string): string => {
  const value = proposal.data[field];
  if (typeof value !== 'string') throw new Error(`proposal ${proposal.proposalId} has no ${field}`);
  return value;
};

const textsOf = (proposal: Proposal, field: string): string[] => {
  const value = proposal.data[field];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};

/** What stands against approving now, whoever approves. */
export const mayApprove = (file: CaseFile, context: Context, proposal: Proposal): Refusal | null => {
  if (proposal.act === 'statutory-order') return officersRefusal(file, context, proposal);
  if (proposal.act === 'close' && file.controls.length > 0) {
    return refuse('illegal-transition', 'control-still-on', '临时管控尚未解除，不能销号。', ['EFo', 'ST', 'DS', 'L2']);
  }
  if (proposal.act === 'confirm-major' && proposal.data['control'] === 'imposed' && file.controls.length === 0) {
    return refuse('illegal-transition', 'control-missing', '须先落实临时管控，再认定重大隐患。', [
      'EFo',
      'ST',
      'DS',
      'L2',
    ]);
  }
  return null;
};

/** What an approval does, in the same decision. */
export const carryOut = (turn: Turn, proposal: Proposal): Refusal | null => {
  switch (proposal.act) {
    case 'void':
      emit(turn, 'voided', { reason: proposal.reason, ...cancel(turn.file.deadlines, 'void') });
      withdrawOpen(turn, 'case-void');
      return null;
    case 'confirm-major':
      return confirmMajor(turn, proposal);
    case 'statutory-order':
      issueOrder(turn, proposal);
      return null;
    case 'impose-control':
      imposeControl(turn, {
        scope: textOf(proposal, 'scope'),
        measures: textOf(proposal, 'measures'),
        until: textOf(proposal, 'until'),
        guardPersonId: textOf(proposal, 'guardPersonId'),
      });
      return null;
    case 'close':
      closeCase(turn, proposal);
      return null;
    case 'relapse':
      confirmRelapse(turn);
      return null;
    case 'reassign-above':
      fixOwner(turn, proposal);
      return null;
    case 'new-date':
      moveDate(turn, textOf(proposal, 'newDueOn'));
      return null;
    case 'supervise':
    case 'interview':
    case 'circular':
      throw new Error(`${proposal.act} is not an act on a case`);
  }
};

/** What a rejection does: a closing goes back where the decider says, everything else leaves the case as it is. */
export const rejected = (turn: Turn, proposal: Proposal, reason: string, to: 'rectifying' | 'rechecking'): void => {
  if (proposal.act !== 'close') return;
  const { file } = turn;
  const back = file.fixedOnTheSpot && file.leadUnitId === null ? 'rechecking' : to;
  emit(turn, 'closure-returned', {
    to: back,
    reason,
    ...(back === 'rectifying' ? goingOn(turn) : { arms: armFor(turn, 'recheck') }),
  });
};

const confirmMajor = (turn: Turn, proposal: Proposal): Refusal | null => {
  const subjects = subjectsOf(turn.context, textsOf(proposal, 'subjectIds'));
  if (isRefusal(subjects)) return subjects;
  const domain = clauseDomain(turn, textOf(proposal, 'hazardType'));
  recordGrade(
    turn,
    {
      grade: 'major',
      domain,
      hazardType: textOf(proposal, 'hazardType'),
      clauseId: textOf(proposal, 'clauseId'),
      subjects,
    },
    turn.file,
    { arms: armFor({ ...turn, file: { ...turn.file, grade: 'major', domain } }, 'report-up') },
  );
  return null;
};

const clauseDomain = (turn: Turn, typeId: string) =>
  turn.context.policy.hazardTypes.find((type) => type.id === typeId)?.domain ?? 'other';

const issueOrder = (turn: Turn, proposal: Proposal): void => {
  const by = proposal.by.kind === 'person' ? proposal.by : null;
  const issuerUnitId = by?.post?.unitId ?? '';
  const dueOn = proposal.data['dueOn'];
  emit(
    turn,
    'notice-issued',
    {
      paper: paperOf(turn.context, idFor(turn, 'd'), textOf(proposal, 'paperType'), issuerUnitId),
      statutory: true,
      requirements: textOf(proposal, 'requirements'),
      to: addresseesOf(turn.file),
      dueOn: typeof dueOn === 'string' ? dueOn : null,
      coActor: secondOfficer(turn.context, proposal) ?? null,
      clauseId: textOf(proposal, 'clauseId'),
    },
    proposal.by,
  );
};

/** The leader fixes an interim owner: assigned and accepted in one, the clock does not stop. */
const fixOwner = (turn: Turn, proposal: Proposal): void => {
  const { file, context } = turn;
  const responsibleUnitId = textOf(proposal, 'responsibleUnitId');
  emit(turn, 'assigned', {
    leadUnitId: textOf(proposal, 'leadUnitId'),
    responsibleUnitId,
    coUnitIds: file.coUnitIds,
    reason: proposal.reason,
    ...joined(meet(file.deadlines, 'assign', context.now), cancel(file.deadlines, 'reassigned', 'accept')),
  });
  emit(turn, 'assignment-accepted', { unitId: responsibleUnitId, arms: armFor(turn, 'serve') });
};

/** A new date replaces the deadline, the old one is kept in the ledger; only rungs not yet reached are armed again. */
const moveDate = (turn: Turn, newDueOn: string): void => {
  const { file, context } = turn;
  const row = clockRow(context.policy, 'rectify', factsOf(file, context));
  emit(turn, 'date-moved', {
    newDueOn,
    ...joined(cancel(file.deadlines, 'new-date', 'rectify'), cancel(file.deadlines, 'new-date', 'recheck')),
    arms: armFor(turn, 'rectify', {
      instead: { due: dueOnDate(context.calendar, newDueOn), rule: `批准的新期限 ${newDueOn}`, source: row.source },
    }),
  });
};
