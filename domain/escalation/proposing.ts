import { isLastLevel, levelWhenEmpty } from '../case/levels';
import type { Deciders, Proposal } from '../case/proposal';
import { cancel } from '../deadlines';
import type { Arm } from '../stream';
import { ACTS } from './acts';
import { armFor, unitOf } from './armings';
import { mayBeDecidedBy, stepsFor } from './deciders';
import { record, type Recording } from './recording';

/** The decision clock of the current step, or of the level that takes it over. */
export const armDecision = (
  recording: Recording,
  { proposalId, act, steps }: Pick<Proposal, 'proposalId' | 'act' | 'steps'>,
  step = steps[0],
): Arm[] =>
  armFor(recording, 'decision', step === undefined ? 'none' : unitOf(recording.context, step), {
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
      addressee: unitOf(recording.context, step),
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

/** A 重大 among its cases takes an undecided circular to L1 (authority.md 1). */
export const raiseForMajor = (recording: Recording): void => {
  const step = recording.file.proposals[0]?.steps[0];
  const { majorDecider } = ACTS[recording.file.act];
  if (step === undefined || majorDecider === undefined || isLastLevel(step)) return;
  raise(recording, majorDecider, 'major');
  skipEmptyLevels(recording);
};

/** Proposes the act to whoever decides it. */
export const propose = (recording: Recording, reason: string): void => {
  const { act, escalationId, version } = recording.file;
  const { steps, above } = stepsFor(recording);
  const proposalId = `${escalationId}-p${String(version + 1)}`;
  const arms = armDecision(recording, { proposalId, act, steps });
  record(recording, 'proposal-opened', { proposalId, act, reason, steps, above, data: {}, arms });
  skipEmptyLevels(recording);
};
