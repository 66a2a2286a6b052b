import type { Ask } from '../../domain/case/file';
import type { Deciders, Proposal } from '../../domain/case/proposal';
import { ACTS } from '../../domain/case/proposals';
import type { Calendar } from '../../domain/clock/calendar';
import type { Instant } from '../../domain/clock/instant';
import { lampOf, type LampRule } from '../../domain/clock/lamp';
import { workingDaysLeft } from '../../domain/clock/time-left';
import { ACTS as ESCALATION_ACTS, isEscalationAct } from '../../domain/escalation/acts';
import { bookOf, describeSource } from '../../domain/policy/source';
import { ruleInWords, type Ruled } from '../../domain/step-rule';
import type { Deadline } from '../../domain/stream';
import type { BecauseAnswer, ClockAnswer, NextDueAnswer } from '../answers/clock';
import type { CoSignAnswer } from '../answers/inbox';
import type { ProposalAnswer } from '../answers/proposal';
import { compact, omit } from '../compact';
import type { Plain } from '../parse';
import { withoutPostsOfAliases } from './signer';

/** Where the rule is read under this server, in English. */
const ruleAddress = (book: string | null): string | null => (book === null ? null : `/api/rules/${book}`);

/** Why a deadline stands where it stands; `step` is the deadline, or its line in the ledger. */
export const presentBecause = (step: Ruled): BecauseAnswer => {
  const { source, from, calendarVersion, days, provisional } = step.because;
  return {
    rule: ruleInWords(step),
    source,
    sourceText: describeSource(source),
    sourceLink: ruleAddress(bookOf(source)),
    inputs: { from },
    calendarVersion,
    days,
    provisional,
  };
};

export interface LampBasis {
  now: Instant;
  rule: LampRule;
  calendar: Calendar;
}

/** A live deadline of a file with its lamp; a paused one shows none. */
export const presentClock = (deadline: Deadline, basis: LampBasis): ClockAnswer =>
  compact({
    deadlineId: deadline.deadlineId,
    clock: deadline.clock,
    level: deadline.level,
    cycle: deadline.cycle,
    dueAt: deadline.dueAt,
    dueOn: deadline.dueOn,
    state: deadline.state,
    act: deadline.act,
    addressee: deadline.addressee,
    ref: deadline.ref,
    lamp: deadline.state === 'paused' ? null : lampOf(deadline.dueAt, basis.now, basis.rule, basis.calendar),
    workingDaysLeft: deadline.state === 'paused' ? null : workingDaysLeft(basis.calendar, basis.now, deadline.dueOn),
    because: presentBecause(deadline),
  });

/** The next thing somebody owes: the earliest level-0 deadline that is armed or was missed. */
export const nextDueOf = (deadlines: readonly Deadline[], basis: LampBasis): NextDueAnswer | null => {
  const owed = deadlines
    .filter((deadline) => deadline.level === 0 && deadline.state !== 'paused')
    .sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const [first] = owed;
  if (first === undefined) return null;
  const { deadlineId, clock, dueAt, dueOn, addressee } = first;
  const { now, rule, calendar } = basis;
  const lamp = lampOf(dueAt, now, rule, calendar);
  const left = workingDaysLeft(calendar, now, dueOn);
  return { deadlineId, clock, dueAt, dueOn, addressee, lamp, workingDaysLeft: left };
};

/** What approving an act does, for people who decide. */
const effectOf = (act: Proposal['act']): string => (isEscalationAct(act) ? ESCALATION_ACTS[act] : ACTS[act]).effect;

const rolesOf = (step: Deciders | null | undefined): string[] => step?.roles ?? [];

/** What is signed for: the body of the command that waits, but for whom it names as its second person. */
export const askedContent = ({ command }: Pick<Ask, 'command'>): Record<string, unknown> => {
  // As the body had it: what an act has of its own stands apart in the command, and the type of a paper has another name.
  const { fields, ...common } = omit(command, 'type');
  const own: Record<string, unknown> = { ...common, ...(typeof fields === 'object' ? fields : {}) };
  return compact({ ...omit(own, 'coActorId', 'paperType'), type: own['paperType'] });
};

/** A command that waits for its second person. */
export const presentAsk = (
  { askId, by, command }: Ask,
  dueAt: Instant | null,
): Pick<CoSignAnswer, 'kind' | 'askId' | 'by' | 'command' | 'content' | 'dueAt' | 'effect'> =>
  withoutPostsOfAliases({
    kind: 'co-sign',
    askId,
    by,
    command: command.type,
    content: askedContent({ command }),
    dueAt,
    effect: '会签后办理',
  });

export const presentProposal = (proposal: Proposal): Plain<ProposalAnswer> =>
  withoutPostsOfAliases({
    proposalId: proposal.proposalId,
    act: proposal.act,
    by: proposal.by,
    reason: proposal.reason,
    openedAt: proposal.openedAt,
    decideBy: proposal.decideBy,
    deciders: rolesOf(proposal.steps[0]),
    step: { ...proposal.steps[0] },
    stepsLeft: proposal.steps.length,
    decisions: proposal.decisions,
    raised: proposal.raised,
    waiting: proposal.waiting === true,
    data: proposal.data,
    effect: effectOf(proposal.act),
  });
