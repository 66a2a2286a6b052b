import type { Context } from '../context';
import { overtaken } from '../case/overtaken';
import { cancel, meet } from '../deadlines';
import { grantedPosts, isActor, refuse, signAs } from '../people/permit';
import type { Decided, Settled } from '../stream-module';
import { SYSTEM, type Refusal } from '../stream';
import { admitToEscalation } from './admit';
import { hearCompany, publish, withdrawCircular } from './circular';
import { isEffect, type Direct, type EscalationCommand, type EscalationEffect, type OpenEscalation } from './commands';
import type { EscalationDraft, LeavingWhy } from './facts';
import type { EscalationFile } from './file';
import { decidingPost, escalationGate, mayApprove } from './gate';
import { protectedRefusal } from './protection';
import { fileMinutes, fileReport, holdInterview, recordAbsence } from './interview';
import { approve, openEscalation, raise, skipEmptyLevels } from './open';
import { emit, isMajor, stakeOf, turnOn, type Turn } from './turn';
import { grantsOn } from './who';

type Of<T extends EscalationCommand['type']> = Extract<EscalationCommand, { type: T }>;

/** Where nothing is open any more: what the system withdrew it for is told as what has changed (settled 1.1). */
const notOpen = (file: EscalationFile, context: Context): Refusal => {
  const gone = '系统已撤回这一事项。';
  const left = refuse('illegal-transition', 'overtaken', '所涉隐患均已办结或认定不属实，');
  const changed = file.cases.length === 0 ? left : protectedRefusal(context, file);
  return file.status === 'withdrawn' && changed !== null
    ? overtaken(changed, [], gone)
    : refuse('illegal-transition', 'proposal-not-open', '该提请不存在或已办结。', [], '/proposalId');
};

const decideProposal = (turn: Turn, command: Of<'decide-proposal'>): Refusal | null => {
  const { context, file } = turn;
  const proposal = file.proposals.find((candidate) => candidate.proposalId === command.proposalId);
  if (proposal === undefined) return notOpen(file, context);
  const post = decidingPost(file, context);
  if ('code' in post) return post;
  const barred = command.decision === 'approve' ? mayApprove(file, context) : null;
  if (barred) return barred;
  turn.signer = signAs(context, post);
  emit(turn, 'proposal-decided', {
    proposalId: proposal.proposalId,
    act: file.act,
    decision: command.decision,
    opinion: command.opinion,
    final: true,
    ...meet(file.deadlines, 'decision', context.now),
  });
  if (command.decision === 'approve') approve(turn);
  else emit(turn, 'rejected', { opinion: command.opinion, ...cancel(turn.file.deadlines, 'rejected') });
  return null;
};

const withdraw = (turn: Turn, command: Of<'withdraw-proposal'>): Refusal | null => {
  const { context, file } = turn;
  const proposal = file.proposals.find((candidate) => candidate.proposalId === command.proposalId);
  if (proposal === undefined) return notOpen(file, context);
  if (proposal.by.kind !== 'person' || !isActor(context, proposal.by.personId)) {
    return refuse('forbidden', 'not-the-author', '只有提请人可以撤回提请。');
  }
  turn.signer = proposal.by;
  emit(turn, 'proposal-withdrawn', { proposalId: proposal.proposalId, reason: command.reason });
  emit(turn, 'withdrawn', { why: 'author', ...cancel(turn.file.deadlines, 'withdrawn') });
  return null;
};

const direct = (turn: Turn, command: Of<Direct>): Refusal | null => {
  const { context, file } = turn;
  const refusal = escalationGate(file, context, command.type);
  if (refusal) return refusal;
  turn.signer = signAs(context, grantedPosts(grantsOn(file, context, command.type), context, stakeOf(file))[0]);
  switch (command.type) {
    case 'hold-interview':
      return holdInterview(turn, command);
    case 'record-absence':
      return recordAbsence(turn, command);
    case 'file-minutes':
      return fileMinutes(turn, command);
    case 'file-interview-report':
      return fileReport(turn, command);
    case 'hear-company':
      return hearCompany(turn, command);
    case 'publish':
      return publish(turn, command);
    case 'withdraw-circular':
      return withdrawCircular(turn, command);
  }
};

/** A 重大 among its cases takes an undecided circular to L1 (authority.md 1). */
const raiseForMajor = (turn: Turn): void => {
  const step = turn.file.proposals[0]?.steps[0];
  if (step === undefined || turn.file.act !== 'circular' || step.roles.includes('L1')) return;
  raise(turn, { roles: ['L1'] }, 'major');
  skipEmptyLevels(turn);
};

/** A case joins. */
const join = (turn: Turn, { cases, why }: Extract<EscalationEffect, { type: 'join' }>): void => {
  for (const linked of cases) {
    if (!turn.file.cases.some((known) => known.caseId === linked.caseId && known.cycle === linked.cycle)) {
      emit(turn, 'case-joined', { ...linked, why });
    }
  }
  if (isMajor(turn.file)) raiseForMajor(turn);
};

const withdrawFor = (turn: Turn, why: LeavingWhy): void => {
  const proposal = turn.file.proposals[0];
  if (proposal) emit(turn, 'proposal-withdrawn', { proposalId: proposal.proposalId, reason: why });
  emit(turn, 'withdrawn', { why, ...cancel(turn.file.deadlines, why) });
};

/**
 * An ended case leaves an undecided one; the last to leave withdraws it (settled 6.4). It stays in what is decided; but where
 * none of its cases was there at all, nobody is talked to or criticised over them (settled 1.1). What has been held runs on.
 * The lateness under a cancelled order leaves whatever came of it, so that the next one has rungs of its own.
 */
const leave = (turn: Turn, { caseId, why, addressee }: Extract<EscalationEffect, { type: 'leave' }>): void => {
  const { file, context } = turn;
  // Only whoever is not late any more is spared.
  if (addressee !== undefined && addressee !== file.addressee) return;
  if (!file.cases.some((linked) => linked.caseId === caseId)) return;
  const isOpen = file.status === 'proposed';
  if (isOpen || why === 'order-cancelled') {
    emit(turn, 'case-left', { caseId, why });
    if (isOpen && turn.file.cases.length === 0) withdrawFor(turn, why);
    return;
  }
  const isUntrue = (id: string): boolean => id === caseId || context.lookups.caseNow(id)?.status === 'void';
  if (file.status === 'approved' && why === 'case-void' && file.cases.every((linked) => isUntrue(linked.caseId)))
    withdrawFor(turn, why);
};

const effectOn = (turn: Turn, command: EscalationEffect): Settled<EscalationFile, EscalationDraft> => {
  switch (command.type) {
    case 'join':
      join(turn, command);
      break;
    case 'leave':
      leave(turn, command);
      break;
    case 'became-major':
      raiseForMajor(turn);
  }
  return { drafts: turn.drafts, file: turn.file };
};

/** Decides a command or an effect on an escalation. */
export const decideEscalation = (
  file: EscalationFile | null,
  command: EscalationCommand | EscalationEffect | OpenEscalation,
  context: Context,
): Decided<EscalationFile, EscalationDraft> => {
  if (command.type === 'open' && file === null) {
    const opened = openEscalation(command, context);
    return 'code' in opened ? { refusal: opened } : opened;
  }
  // Two rungs of one settling open the same one once; the second joins.
  if (command.type === 'open')
    return decideEscalation(file, { type: 'join', cases: command.cases, why: command.why }, context);
  if (file === null) return { refusal: refuse('not-found', 'escalation-unknown', '没有这一事项。') };
  if (isEffect(command)) return effectOn(turnOn(file, context, SYSTEM), command);
  const stranger = admitToEscalation(file, command, context);
  if (stranger) return { refusal: stranger };
  const turn = turnOn(file, context, signAs(context, context.actor.posts[0]));
  const refusal =
    command.type === 'decide-proposal'
      ? decideProposal(turn, command)
      : command.type === 'withdraw-proposal'
        ? withdraw(turn, command)
        : direct(turn, command);
  return refusal ? { refusal } : { drafts: turn.drafts, file: turn.file };
};
