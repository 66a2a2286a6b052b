import type { Proposal } from '../domain/case/proposal';
import type { Signer } from '../domain/stream';
import { DecisionRow, ProposalRow } from '../entities/ledger.entity';
import { insertInto, updateOf } from './entity-sql';
import type { SealedStream } from './seal-streams';
import type { Statement } from './sql';

/** Rows of the inbox: what was opened, raised, decided by whom, and ended. */
export const proposalRows = ({ kind, streamId, file, found, envelopes }: SealedStream): Statement[] => {
  const before = new Map((found?.file.proposals ?? []).map((proposal) => [proposal.proposalId, proposal]));
  const after = new Map(file.proposals.map((proposal) => [proposal.proposalId, proposal]));
  const statements: Statement[] = [];
  for (const { type, body, actor, at, seq } of envelopes) {
    switch (type) {
      case 'proposal-opened': {
        const { proposalId, act, reason, steps } = body;
        const current = after.get(proposalId);
        const decision = body.arms?.find((arm) => arm.clock === 'decision' && arm.level === 0);
        statements.push(
          ...insertInto(ProposalRow, [
            {
              streamId,
              proposalId,
              kind,
              townId: file.townId,
              act,
              state: 'open',
              proposedBy: nameOfSigner(actor),
              reason,
              openedAt: at,
              decideBy: current?.decideBy ?? decision?.dueAt ?? at,
              deciders: current?.steps[0] ?? steps[0] ?? null,
              endedAt: null,
            },
          ]),
        );
        break;
      }
      case 'proposal-decided':
        if (actor.kind === 'person')
          statements.push(...insertInto(DecisionRow, [{ streamId, seq, personId: actor.personId, at }]));
        if (body.final) {
          const state = body.decision === 'approve' ? 'approved' : 'rejected';
          statements.push(updateOf(ProposalRow, { state, endedAt: at }, { streamId, proposalId: body.proposalId }));
        }
        break;
      case 'proposal-withdrawn':
        statements.push(
          updateOf(ProposalRow, { state: 'withdrawn', endedAt: at }, { streamId, proposalId: body.proposalId }),
        );
        break;
      default:
        break;
    }
  }
  for (const [proposalId, was] of before) {
    const is = after.get(proposalId);
    if (is !== undefined && hasChanged(was, is)) {
      const values = { decideBy: is.decideBy, deciders: is.steps[0] ?? null };
      statements.push(updateOf(ProposalRow, values, { streamId, proposalId }));
    }
  }
  for (const [proposalId] of before) {
    if (!after.has(proposalId) && !endedIn(envelopes, proposalId)) {
      const at = envelopes.at(-1)?.at ?? null;
      statements.push(updateOf(ProposalRow, { state: 'withdrawn', endedAt: at }, { streamId, proposalId }));
    }
  }
  return statements;
};

const hasChanged = (was: Proposal, is: Proposal): boolean =>
  was.decideBy !== is.decideBy || JSON.stringify(was.steps[0]) !== JSON.stringify(is.steps[0]);

/** A proposal can also end with its stream, without an event of its own. */
const endedIn = (envelopes: SealedStream['envelopes'], proposalId: string): boolean =>
  envelopes.some(
    ({ type, body }) =>
      (type === 'proposal-decided' && body.final && body.proposalId === proposalId) ||
      (type === 'proposal-withdrawn' && body.proposalId === proposalId),
  );

const nameOfSigner = (signer: Signer): string => (signer.kind === 'person' ? signer.personId : 'system');
