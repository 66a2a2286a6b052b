import { levelWhenEmpty } from '../case/levels';
import type { Deciders, Proposal } from '../case/proposal';
import { adviceRefusal } from '../advice';
import { paperOf } from '../case/recording';
import { civilDateOf, startOfNextDay } from '../clock/civil';
import { dueByTerm } from '../arming';
import { CLOCK_NAMES } from '../clock-names';
import type { Context } from '../context';
import { cancel } from '../deadlines';
import { decidersToday } from '../people/candidates';
import { MAY_ESCALATE } from '../people/authority';
import { grantedPosts, refuse, signAs, townStake } from '../people/permit';
import { SYSTEM, type Addressee, type Arm, type Refusal, type Signer } from '../stream';
import type { Settled } from '../stream-module';
import type { OpenEscalation } from './commands';
import { admitToOpening } from './admit';
import { evolveEscalation } from './evolve';
import type { EscalationDraft } from './facts';
import type { EscalationFile, LinkedCase } from './file';
import { othersCaseRefusal } from './concerned';
import { hostFor, isTownHost } from './host';
import { hasEnded } from './linked';
import { publishing } from '../policy/dates';
import { protectedRefusal } from './protection';
import { conflictOf } from './separation';
import { armFor, record, isMajor, placed, recordingOn, type Recording } from './recording';
import { publisherOf } from './who';

const PAPERS = { supervise: 'duban', interview: 'yuetan-tongzhi', circular: 'tongbao' } as const;

/**
 * Who decides it (authority.md 1, last rows): supervise OFd, interview L2, circular L2 or, with a 重大, L1; L1 also where the
 * town government hosts (settled 3.4).
 */
const stepsFor = (recording: Recording): { steps: [Deciders]; above: Deciders[] } => {
  if (isTownHost(recording.context, recording.file.hostUnitId)) return { steps: [{ roles: ['L1'] }], above: [] };
  switch (recording.file.act) {
    case 'supervise':
      return { steps: [{ roles: ['OFd'] }], above: [{ roles: ['L2'] }, { roles: ['L1'] }] };
    case 'interview':
      return { steps: [{ roles: ['L2'] }], above: [{ roles: ['L1'] }] };
    case 'circular':
      return isMajor(recording.file)
        ? { steps: [{ roles: ['L1'] }], above: [] }
        : { steps: [{ roles: ['L2'] }], above: [{ roles: ['L1'] }] };
  }
};

const deciderUnit = (context: Context, step: Deciders): Addressee => {
  const post = decidersToday(context, step)[0];
  return post === undefined ? 'none' : `unit:${post.unitId}`;
};

/** The decision clock of the current step, or of the level that takes it over. */
export const armDecision = (recording: Recording, { proposalId, act, steps }: Proposal, step = steps[0]): Arm[] =>
  armFor(recording, 'decision', step === undefined ? 'none' : deciderUnit(recording.context, step), {
    ref: proposalId,
    facts: { act },
  });

/** Hands the proposal to the next level with a fresh clock. */
export const raise = (recording: Recording, to: Deciders, why: 'expired' | 'nobody-home' | 'major'): void => {
  const proposal = recording.file.proposals[0];
  if (proposal === undefined) return;
  record(recording, 'proposal-raised', {
    proposalId: proposal.proposalId,
    to,
    why,
    ...cancel(recording.file.deadlines, why, 'decision'),
    arms: armDecision(recording, proposal, to),
  });
};

/** True while somebody of a level may decide it and stands in no conflict. */
export const mayBeDecidedBy = ({ file, context }: Recording, level: Deciders): boolean =>
  decidersToday(context, level).some((post) => conflictOf(file, context, post.personId) === null);

/** The next level at once while nobody may decide the current one; above L1 there is none, and that is recorded. */
export const skipEmptyLevels = (recording: Recording): void => {
  for (;;) {
    const proposal = recording.file.proposals[0];
    const step = proposal?.steps[0];
    if (proposal === undefined || step === undefined) return;
    if (mayBeDecidedBy(recording, step)) return;
    record(recording, 'rung-reached', {
      act: 'nobody-home',
      clock: 'decision',
      level: 0,
      addressee: deciderUnit(recording.context, step),
      proposalId: proposal.proposalId,
    });
    const up = levelWhenEmpty(proposal);
    if (up === null) return;
    raise(recording, up.to, 'nobody-home');
  }
};

/** What is open goes up at once when the last who might decide it is gone (authority.md 1); L1 is the last. */
export const handUpWhereEmpty = (recording: Recording): void => {
  const proposal = recording.file.proposals[0];
  if (proposal !== undefined && levelWhenEmpty(proposal) !== null) skipEmptyLevels(recording);
};

/** An approved circular is owed by the unit of whoever publishes it (settled 2). */
const armPublishing = (recording: Recording): Arm[] => {
  const { context, file } = recording;
  const { term, source } = publishing(context.policy, {});
  return armFor(recording, 'publish', deciderUnit(context, publisherOf(file, context)), {
    instead: { ...dueByTerm(context, 'publish', context.now, term, '自批准通报之日起'), source },
  });
};

/** Approval: the paper is numbered; an interview owes its meeting, a circular its publishing, a ladder's 督办 completes at the end of its civil day. */
export const approve = (recording: Recording): void => {
  const { context, file } = recording;
  const paper = paperOf(
    context,
    `${file.escalationId}-d${String(file.version + 1)}`,
    PAPERS[file.act],
    file.hostUnitId,
  );
  const host: Addressee = `unit:${file.hostUnitId}`;
  if (file.act === 'interview') {
    record(recording, 'approved', { paper, arms: armFor(recording, 'interview-held', host) });
    return;
  }
  if (file.act === 'circular') {
    record(recording, 'approved', { paper, arms: armPublishing(recording) });
    return;
  }
  const today = civilDateOf(context.now);
  const due = { dueAt: startOfNextDay(today), dueOn: today, days: [], provisional: false };
  const source = { default: 'authority.md 4' };
  record(recording, 'approved', {
    paper,
    arms: armFor(recording, 'day-end', 'none', { instead: { due, rule: CLOCK_NAMES['day-end'], source } }),
  });
};

const personalRefusal = (command: OpenEscalation, context: Context): Refusal | Signer => {
  const refusal = admitToOpening(context);
  if (refusal) return refusal;
  const post = grantedPosts(MAY_ESCALATE, context, townStake(context.directory.townId))[0];
  if (command.cases.length === 0) return refuse('validation', 'cases-missing', '请至少关联一起隐患。', [], '/caseIds');
  return (
    protectedRefusal(context, command) ??
    adviceRefusal(context, { '/reason': command.reason }) ??
    endedRefusal(command, context) ??
    othersCaseRefusal(command, context) ??
    signAs(context, post)
  );
};

/** Ended cases join no escalation (settled 6.4), and a case of another town none of this one. */
const endedRefusal = ({ cases }: OpenEscalation, context: Context): Refusal | null => {
  for (const [index, { caseId }] of cases.entries()) {
    const pointer = `/caseIds/${String(index)}`;
    const fact = context.lookups.caseNow(caseId);
    if (fact?.townId !== context.directory.townId)
      return refuse('validation', 'case-unknown', '没有这一隐患。', [], pointer);
    if (hasEnded(fact))
      return refuse('illegal-transition', 'case-ended', '该隐患已销号、归档或认定不属实，不能再关联。', [], pointer);
  }
  return null;
};

/** The cases as they stand when somebody names them; a ladder says itself what it links. */
const linkedNow = ({ cases, byLadder }: OpenEscalation, context: Context): LinkedCase[] =>
  byLadder
    ? cases
    : cases.map((linked) => {
        const fact = context.lookups.caseNow(linked.caseId);
        return fact ? { caseId: linked.caseId, cycle: fact.cycle, major: fact.major } : linked;
      });

/** Opens an escalation with its cases. A ladder's 督办 needs no decision; everything else is a proposal. */
export const openEscalation = (
  command: OpenEscalation,
  context: Context,
): Settled<EscalationFile, EscalationDraft> | Refusal => {
  const signer = command.byLadder ? SYSTEM : personalRefusal(command, context);
  if ('code' in signer) return signer;
  const { act, addressee, addresseeName, addresseeIsCompany, byLadder, reason } = command;
  const hostUnitId = hostFor(context, command.hostUnitId, addressee);
  const opening: EscalationDraft = {
    type: 'escalation-opened',
    signer,
    cause: 'command',
    body: {
      townId: context.directory.townId,
      policy: { packId: context.policy.packId, version: context.policy.version },
      act,
      addressee,
      addresseeName,
      addresseeIsCompany,
      hostUnitId,
      byLadder,
      reason,
    },
  };
  const recording = recordingOn(evolveEscalation(null, placed(null, opening, context)), context, signer);
  recording.drafts.push(opening);
  for (const linked of linkedNow(command, context)) record(recording, 'case-joined', { ...linked, why: command.why });
  if (act === 'supervise' && byLadder) {
    approve(recording);
    return { drafts: recording.drafts, file: recording.file };
  }
  const { steps, above } = stepsFor(recording);
  const proposalId = `${recording.file.escalationId}-p${String(recording.file.version + 1)}`;
  const arms = armFor(recording, 'decision', deciderUnit(context, steps[0]), { ref: proposalId, facts: { act } });
  record(recording, 'proposal-opened', { proposalId, act, reason, steps, above, data: {}, arms });
  skipEmptyLevels(recording);
  return { drafts: recording.drafts, file: recording.file };
};
