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
import { record, isMajor, stakeOf, recordingOn, type Recording } from './recording';
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

const decideProposal = (recording: Recording, command: Of<'decide-proposal'>): Refusal | null => {
  const { context, file } = recording;
  const proposal = file.proposals.find((candidate) => candidate.proposalId === command.proposalId);
  if (proposal === undefined) return notOpen(file, context);
  const post = decidingPost(file, context);
  if ('code' in post) return post;
  const barred = command.decision === 'approve' ? mayApprove(file, context) : null;
  if (barred) return barred;
  recording.signer = signAs(context, post);
  record(recording, 'proposal-decided', {
    proposalId: proposal.proposalId,
    act: file.act,
    decision: command.decision,
    opinion: command.opinion,
    final: true,
    ...meet(file.deadlines, 'decision', context.now),
  });
  if (command.decision === 'approve') approve(recording);
  else record(recording, 'rejected', { opinion: command.opinion, ...cancel(recording.file.deadlines, 'rejected') });
  return null;
};

const withdraw = (recording: Recording, command: Of<'withdraw-proposal'>): Refusal | null => {
  const { context, file } = recording;
  const proposal = file.proposals.find((candidate) => candidate.proposalId === command.proposalId);
  if (proposal === undefined) return notOpen(file, context);
  if (proposal.by.kind !== 'person' || !isActor(context, proposal.by.personId)) {
    return refuse('forbidden', 'not-the-author', '只有提请人可以撤回提请。');
  }
  recording.signer = proposal.by;
  record(recording, 'proposal-withdrawn', { proposalId: proposal.proposalId, reason: command.reason });
  record(recording, 'withdrawn', { why: 'author', ...cancel(recording.file.deadlines, 'withdrawn') });
  return null;
};

const direct = (recording: Recording, command: Of<Direct>): Refusal | null => {
  const { context, file } = recording;
  const refusal = escalationGate(file, context, command.type);
  if (refusal) return refusal;
  recording.signer = signAs(context, grantedPosts(grantsOn(file, context, command.type), context, stakeOf(file))[0]);
  switch (command.type) {
    case 'hold-interview':
      return holdInterview(recording, command);
    case 'record-absence':
      return recordAbsence(recording, command);
    case 'file-minutes':
      return fileMinutes(recording, command);
    case 'file-interview-report':
      return fileReport(recording, command);
    case 'hear-company':
      return hearCompany(recording, command);
    case 'publish':
      return publish(recording, command);
    case 'withdraw-circular':
      return withdrawCircular(recording, command);
  }
};

/** A 重大 among its cases takes an undecided circular to L1 (authority.md 1). */
const raiseForMajor = (recording: Recording): void => {
  const step = recording.file.proposals[0]?.steps[0];
  if (step === undefined || recording.file.act !== 'circular' || step.roles.includes('L1')) return;
  raise(recording, { roles: ['L1'] }, 'major');
  skipEmptyLevels(recording);
};

/** A case joins. */
const join = (recording: Recording, { cases, why }: Extract<EscalationEffect, { type: 'join' }>): void => {
  for (const linked of cases) {
    if (!recording.file.cases.some((known) => known.caseId === linked.caseId && known.cycle === linked.cycle)) {
      record(recording, 'case-joined', { ...linked, why });
    }
  }
  if (isMajor(recording.file)) raiseForMajor(recording);
};

const withdrawFor = (recording: Recording, why: LeavingWhy): void => {
  const proposal = recording.file.proposals[0];
  if (proposal) record(recording, 'proposal-withdrawn', { proposalId: proposal.proposalId, reason: why });
  record(recording, 'withdrawn', { why, ...cancel(recording.file.deadlines, why) });
};

/**
 * An ended case leaves an undecided one; the last to leave withdraws it (settled 6.4). It stays in what is decided; but where
 * none of its cases was there at all, nobody is talked to or criticised over them (settled 1.1). What has been held runs on.
 * The lateness under a cancelled order leaves whatever came of it, so that the next one has rungs of its own.
 */
const leave = (
  recording: Recording,
  { caseId, why, addressee }: Extract<EscalationEffect, { type: 'leave' }>,
): void => {
  const { file, context } = recording;
  // Only whoever is not late any more is spared.
  if (addressee !== undefined && addressee !== file.addressee) return;
  if (!file.cases.some((linked) => linked.caseId === caseId)) return;
  const isOpen = file.status === 'proposed';
  if (isOpen || why === 'order-cancelled') {
    record(recording, 'case-left', { caseId, why });
    if (isOpen && recording.file.cases.length === 0) withdrawFor(recording, why);
    return;
  }
  const isUntrue = (id: string): boolean => id === caseId || context.lookups.caseNow(id)?.status === 'void';
  if (file.status === 'approved' && why === 'case-void' && file.cases.every((linked) => isUntrue(linked.caseId)))
    withdrawFor(recording, why);
};

const effectOn = (recording: Recording, command: EscalationEffect): Settled<EscalationFile, EscalationDraft> => {
  switch (command.type) {
    case 'join':
      join(recording, command);
      break;
    case 'leave':
      leave(recording, command);
      break;
    case 'became-major':
      raiseForMajor(recording);
  }
  return { drafts: recording.drafts, file: recording.file };
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
  if (isEffect(command)) return effectOn(recordingOn(file, context, SYSTEM), command);
  const stranger = admitToEscalation(file, command, context);
  if (stranger) return { refusal: stranger };
  const recording = recordingOn(file, context, signAs(context, context.actor.posts[0]));
  const refusal =
    command.type === 'decide-proposal'
      ? decideProposal(recording, command)
      : command.type === 'withdraw-proposal'
        ? withdraw(recording, command)
        : direct(recording, command);
  return refusal ? { refusal } : { drafts: recording.drafts, file: recording.file };
};
