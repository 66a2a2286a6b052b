import { decisionKeys } from '../people/candidates';
import { readerKey } from '../people/reading';
import type { Instant } from '../clock/instant';
import type { Arm, Signer } from '../stream';
import type { CaseFile } from './file';
import type { Deciders, Proposal } from './proposal';

interface At {
  at: Instant;
  actor: Signer;
}

/** The decision clock that an event arms, as the proposal shows it. */
const clockOf = (arms: Arm[] | undefined): Pick<Proposal, 'decideBy' | 'deadlineId'> | undefined => {
  const arm = arms?.find((candidate) => candidate.clock === 'decision' && candidate.level === 0);
  return arm && { decideBy: arm.dueAt, deadlineId: arm.deadlineId };
};

/** A proposal as its opening leaves it. */
export const openedProposal = (
  event: At & { body: Pick<Proposal, 'proposalId' | 'act' | 'reason' | 'steps' | 'above' | 'data'> & { arms?: Arm[] } },
): Proposal => {
  const { proposalId, act, reason, steps, above, data, arms } = event.body;
  const clock = clockOf(arms) ?? { decideBy: event.at, deadlineId: '' };
  return {
    proposalId,
    act,
    by: event.actor,
    reason,
    openedAt: event.at,
    steps,
    above,
    decisions: [],
    ...clock,
    raised: 0,
    data,
  };
};

/** A decision: the last one ends the proposal, an earlier one moves it to its next step. */
export const decidedProposals = (
  proposals: Proposal[],
  event: At & {
    body: { proposalId: string; decision: 'approve' | 'reject'; opinion: string; final: boolean; arms?: Arm[] };
  },
): Proposal[] => {
  const { proposalId, decision, opinion, final, arms } = event.body;
  if (final) return withoutProposal(proposals, proposalId);
  return proposals.map((proposal) =>
    proposal.proposalId === proposalId
      ? {
          ...proposal,
          steps: proposal.steps.slice(1),
          decisions: [...proposal.decisions, { by: event.actor, decision, opinion, at: event.at }],
          ...clockOf(arms),
        }
      : proposal,
  );
};

/** The next level takes the current step over. */
export const raisedProposals = (
  proposals: Proposal[],
  { proposalId, to, arms }: { proposalId: string; to: Deciders; arms?: Arm[] },
  then: Deciders[] | undefined,
): Proposal[] =>
  proposals.map((proposal) =>
    proposal.proposalId === proposalId
      ? {
          ...proposal,
          steps: [to, ...(then ?? proposal.steps.slice(1))],
          above: proposal.above.slice(1),
          raised: proposal.raised + 1,
          nobodyHome: false,
          ...clockOf(arms),
        }
      : proposal,
  );

/** That nobody is there to decide a proposal's current step was told. */
export const toldNobodyHome = (proposals: Proposal[], proposalId: string | undefined): Proposal[] =>
  proposals.map((proposal) => (proposal.proposalId === proposalId ? { ...proposal, nobodyHome: true } : proposal));

/** The clock of a late decision runs again, for the same level. */
export const repeatedProposals = (proposals: Proposal[], arms: Arm[] | undefined): Proposal[] => {
  const again = arms?.find((arm) => arm.clock === 'decision' && arm.level === 0);
  if (again === undefined) return proposals;
  return proposals.map((proposal) =>
    proposal.proposalId === again.ref ? { ...proposal, decideBy: again.dueAt, deadlineId: again.deadlineId } : proposal,
  );
};

/** It waits for the end of a re-check, or no longer; a resumed decision clock has a new instant. */
export const waitingProposal = (
  proposals: Proposal[],
  { proposalId, resumes }: { proposalId: string; resumes?: { dueAt: Instant }[] },
  waiting: boolean,
): Proposal[] =>
  proposals.map((proposal) =>
    proposal.proposalId === proposalId
      ? { ...proposal, waiting, decideBy: resumes?.[0]?.dueAt ?? proposal.decideBy }
      : proposal,
  );

export const withoutProposal = (proposals: Proposal[], proposalId: string): Proposal[] =>
  proposals.filter((proposal) => proposal.proposalId !== proposalId);

/** A proposal that is withdrawn: by its author for good, by the system as one of which people still ask. */
export const withdrawnProposal = (
  { proposals, overtaken }: CaseFile,
  actor: Signer,
  { proposalId }: Pick<Proposal, 'proposalId'>,
): Pick<CaseFile, 'proposals' | 'overtaken'> => ({
  proposals: withoutProposal(proposals, proposalId),
  overtaken: [
    ...overtaken,
    ...(actor.kind === 'person' ? [] : proposals)
      .filter((proposal) => proposal.proposalId === proposalId)
      .map(({ act, steps: [step] }) => ({
        id: proposalId,
        command: act,
        asked: step === undefined ? [] : decisionKeys(step),
      })),
  ],
});

/** The same of what waits for a second person. */
export const lapsedAsk = (
  { asks, overtaken }: CaseFile,
  { askId, why }: { askId: string; why: string },
): Pick<CaseFile, 'asks' | 'overtaken'> => ({
  asks: asks.filter((ask) => ask.askId !== askId),
  overtaken: [
    ...overtaken,
    ...asks
      .filter((ask) => ask.askId === askId && why === 'overtaken')
      .map(({ command, coActorId }) => ({ id: askId, command: command.type, asked: [readerKey.asked(coActorId)] })),
  ],
});
