import { inTheFuture } from '../case/claimed';
import { evidenceOf, isRefusal } from '../case/evidence';
import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { cancel, meet } from '../deadlines';
import { ON_ESCALATION } from '../people/authority';
import { decidersToday } from '../people/candidates';
import { validOn } from '../people/directory';
import { grantedPosts, isActor, refuse, rolesOf, signAs } from '../people/permit';
import type { Decided } from '../rules';
import { SYSTEM, type Refusal } from '../stream';
import { admitToEscalation } from './admit';
import type { EscalationCommand, EscalationEffect, OpenEscalation } from './commands';
import type { EscalationDraft } from './facts';
import type { EscalationFile, EscalationStatus } from './file';
import { approve, openEscalation } from './open';
import { conflictOf } from './separation';
import { armFor, emit, stakeOf, turnOn, type Turn } from './turn';

type Direct = Exclude<EscalationCommand['type'], 'decide-proposal' | 'withdraw-proposal'>;

const STATUS_NAMES: Record<EscalationStatus, string> = {
  proposed: '待审批',
  approved: '已批准',
  held: '已约谈',
  completed: '已办结',
  rejected: '未批准',
  withdrawn: '已撤回',
};

const FROM: Record<Direct, { act: EscalationFile['act'][]; status: EscalationStatus[] }> = {
  'hold-interview': { act: ['interview'], status: ['approved'] },
  'record-absence': { act: ['interview'], status: ['approved'] },
  'file-minutes': { act: ['interview'], status: ['held'] },
  'file-interview-report': { act: ['interview'], status: ['held'] },
  'hear-company': { act: ['circular'], status: ['proposed', 'approved'] },
  publish: { act: ['circular'], status: ['approved'] },
  'withdraw-circular': { act: ['circular'], status: ['completed', 'approved'] },
};

/** Who, which act, which state; the same function draws the buttons. */
export const escalationGate = (file: EscalationFile, context: Context, type: Direct): Refusal | null => {
  const grants = ON_ESCALATION[type];
  if (grantedPosts(grants, context, stakeOf(file)).length === 0) {
    return refuse('forbidden', 'not-your-task', '您的岗位无权办理此操作。', rolesOf(grants));
  }
  const { act, status } = FROM[type];
  if (!act.includes(file.act)) return refuse('illegal-transition', 'other-act', '此操作不适用于该事项。');
  if (!status.includes(file.status)) {
    return refuse(
      'illegal-transition',
      `not-from-${file.status}`,
      `当前状态为“${STATUS_NAMES[file.status]}”，不能办理此操作。`,
    );
  }
  if (type === 'file-minutes' && file.minutes !== null)
    return refuse('illegal-transition', 'minutes-filed', '约谈纪要已归档。');
  if (type === 'publish' && file.addresseeIsCompany && file.heardAt === null) return notHeard();
  return null;
};

const notHeard = (): Refusal =>
  refuse('illegal-transition', 'company-not-heard', '通报企业前须听取其陈述申辩。', ['OFc', 'OFd', 'LDc', 'LDd']);

/** Whether the actor may decide the open proposal. */
export const mayDecide = (file: EscalationFile, context: Context): Refusal | null => {
  const step = file.proposals[0]?.steps[0];
  if (step === undefined) return refuse('illegal-transition', 'proposal-not-open', '该提请已办结。');
  const posts = decidersToday(context, step).filter((post) => post.personId === context.actor.personId);
  if (posts.length === 0) return refuse('forbidden', 'not-your-decision', '您的岗位无权审批此事项。', step.roles);
  const conflict = conflictOf(file, context, { personId: context.actor.personId, unitId: posts[0]?.unitId ?? null });
  return conflict ? refuse('sod-violation', conflict.reason, conflict.message, step.roles) : null;
};

const decideProposal = (
  turn: Turn,
  command: Extract<EscalationCommand, { type: 'decide-proposal' }>,
): Refusal | null => {
  const { context, file } = turn;
  const proposal = file.proposals.find((candidate) => candidate.proposalId === command.proposalId);
  if (proposal === undefined)
    return refuse('illegal-transition', 'proposal-not-open', '该提请不存在或已办结。', [], '/proposalId');
  const refusal = mayDecide(file, context);
  if (refusal) return refusal;
  if (command.decision === 'approve' && file.act === 'circular' && file.addresseeIsCompany && file.heardAt === null)
    return notHeard();
  const step = proposal.steps[0];
  const post = step && decidersToday(context, step).find((candidate) => candidate.personId === context.actor.personId);
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

const withdraw = (turn: Turn, command: Extract<EscalationCommand, { type: 'withdraw-proposal' }>): Refusal | null => {
  const { context, file } = turn;
  const proposal = file.proposals.find((candidate) => candidate.proposalId === command.proposalId);
  if (proposal === undefined)
    return refuse('illegal-transition', 'proposal-not-open', '该提请不存在或已办结。', [], '/proposalId');
  if (proposal.by.kind !== 'person' || !isActor(context, proposal.by.personId)) {
    return refuse('forbidden', 'not-the-author', '只有提请人可以撤回提请。');
  }
  turn.signer = proposal.by;
  emit(turn, 'proposal-withdrawn', { proposalId: proposal.proposalId, reason: command.reason });
  emit(turn, 'withdrawn', { why: 'author', ...cancel(turn.file.deadlines, 'withdrawn') });
  return null;
};

const direct = (turn: Turn, command: Extract<EscalationCommand, { type: Direct }>): Refusal | null => {
  const { context, file } = turn;
  const refusal = escalationGate(file, context, command.type);
  if (refusal) return refusal;
  turn.signer = signAs(context, grantedPosts(ON_ESCALATION[command.type], context, stakeOf(file))[0]);
  switch (command.type) {
    case 'hold-interview':
      return hold(turn, command);
    case 'record-absence':
      emit(turn, 'absence-recorded', {
        reason: command.reason,
        ...meet(file.deadlines, 'interview-held', context.now),
      });
      oneRungUp(turn, 'interview-held');
      emit(turn, 'completed', { why: 'absence', ...cancel(turn.file.deadlines, 'completed') });
      return null;
    case 'file-minutes': {
      const evidence = evidenceOf(context, command.attachmentIds, '/attachmentIds');
      if (isRefusal(evidence)) return evidence;
      emit(turn, 'minutes-filed', { text: command.text, attachmentIds: command.attachmentIds });
      return null;
    }
    case 'file-interview-report': {
      const evidence = evidenceOf(context, command.attachmentIds, '/attachmentIds');
      if (isRefusal(evidence)) return evidence;
      emit(turn, 'interview-report-filed', {
        text: command.text,
        attachmentIds: command.attachmentIds,
        ...meet(file.deadlines, 'interview-report', context.now),
      });
      emit(turn, 'completed', { why: 'report', ...cancel(turn.file.deadlines, 'completed') });
      return null;
    }
    case 'hear-company': {
      const early = inTheFuture(context, command.heardAt, '/heardAt');
      if (early) return early;
      emit(turn, 'company-heard', { statement: command.statement, heardAt: command.heardAt });
      return null;
    }
    case 'publish':
      emit(turn, 'published', { channel: command.channel });
      emit(turn, 'completed', { why: 'published', ...cancel(turn.file.deadlines, 'completed') });
      return null;
    case 'withdraw-circular':
      emit(turn, 'circular-withdrawn', { reason: command.reason, ...cancel(file.deadlines, 'withdrawn') });
      return null;
  }
};

const hold = (turn: Turn, command: Extract<EscalationCommand, { type: 'hold-interview' }>): Refusal | null => {
  const { context, file } = turn;
  const early = inTheFuture(context, command.heldAt, '/heldAt');
  if (early) return early;
  const today = civilDateOf(context.now);
  if (!context.directory.posts.some((post) => post.personId === command.hostPersonId && validOn(post, today))) {
    return refuse('validation', 'person-unknown', '主持人不存在或不在岗。', [], '/hostPersonId');
  }
  emit(turn, 'interview-held', {
    heldAt: command.heldAt,
    hostPersonId: command.hostPersonId,
    attendees: command.attendees,
    ...meet(file.deadlines, 'interview-held', context.now),
    arms: armFor(turn, 'interview-report', file.addressee),
  });
  return null;
};

/** Absence or silence goes one rung up: a circular about the same addressee over the same cases. */
export const oneRungUp = (turn: Turn, clock: 'interview-held' | 'interview-report'): void => {
  const { escalationId } = turn.context.lookups.escalation('circular', turn.file.addressee);
  emit(turn, 'rung-reached', { act: 'circular', clock, level: 1, addressee: turn.file.addressee, escalationId });
};

const effect = (turn: Turn, command: EscalationEffect): void => {
  turn.signer = SYSTEM;
  if (command.type === 'join') {
    for (const linked of command.cases) {
      if (!turn.file.cases.some((known) => known.caseId === linked.caseId && known.cycle === linked.cycle)) {
        emit(turn, 'case-joined', { ...linked, why: command.why });
      }
    }
    return;
  }
  if (turn.file.status !== 'proposed' || !turn.file.cases.some((linked) => linked.caseId === command.caseId)) return;
  emit(turn, 'case-left', { caseId: command.caseId, why: 'case-closed' });
  if (turn.file.cases.length > 0) return;
  const proposal = turn.file.proposals[0];
  if (proposal) emit(turn, 'proposal-withdrawn', { proposalId: proposal.proposalId, reason: 'case-closed' });
  emit(turn, 'withdrawn', { why: 'case-closed', ...cancel(turn.file.deadlines, 'case-closed') });
};

/** Decides a command or an effect on an escalation. */
export const decideEscalation = (
  file: EscalationFile | null,
  command: EscalationCommand | EscalationEffect | OpenEscalation,
  context: Context,
): Decided<EscalationDraft> => {
  if (command.type === 'open') {
    const drafts = openEscalation(command, context);
    return Array.isArray(drafts) ? { drafts } : { refusal: drafts };
  }
  if (file === null) return unknown();
  const turn = turnOn(file, context, signAs(context, context.actor.posts[0]));
  if (command.type === 'join' || command.type === 'leave') {
    effect(turn, command);
    return { drafts: turn.drafts };
  }
  const stranger = admitToEscalation(file, command, context);
  if (stranger) return { refusal: stranger };
  const refusal =
    command.type === 'decide-proposal'
      ? decideProposal(turn, command)
      : command.type === 'withdraw-proposal'
        ? withdraw(turn, command)
        : direct(turn, command);
  return refusal ? { refusal } : { drafts: turn.drafts };
};

const unknown = (): { refusal: Refusal } => ({ refusal: refuse('not-found', 'escalation-unknown', '没有这一事项。') });
