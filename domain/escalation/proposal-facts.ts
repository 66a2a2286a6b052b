import { openedProposal, raisedProposals } from '../case/fold-proposals';
import type { Deciders, EscalationAct } from '../case/proposal';
import { unique } from '../people/audience';
import { decidersToday } from '../people/candidates';
import type { Telling } from '../people/telling';
import type { EscalationAudience } from './audience';
import { conflictOf } from './separation';
import type { EscalationFactSlice } from './slice';

export interface Facts {
  'proposal-opened': {
    proposalId: string;
    act: EscalationAct;
    reason: string;
    steps: Deciders[];
    above: Deciders[];
    data: { [field: string]: unknown };
  };
  'proposal-decided': {
    proposalId: string;
    act: EscalationAct;
    decision: 'approve' | 'reject';
    opinion: string;
    final: boolean;
  };
  'proposal-raised': { proposalId: string; to: Deciders; why: 'expired' | 'nobody-home' | 'major' };
  'proposal-withdrawn': { proposalId: string; reason: string };
}

/**
 * Asks those who may decide the step that is due when everything is written: nobody whose level was passed over at once, and
 * nobody with a conflict where there is somebody without.
 */
const decisionAsked = (
  { file, context, data }: EscalationAudience,
  { body: { proposalId } }: { body: { proposalId: string } },
): Telling[] => {
  const step = file.proposals.find((open) => open.proposalId === proposalId)?.steps[0];
  const holders = step === undefined ? [] : unique(decidersToday(context, step).map(({ personId }) => personId));
  const able = holders.filter((personId) => conflictOf(file, context, personId) === null);
  return [
    {
      personIds: able.length > 0 ? able : holders,
      template: 'decision-asked',
      data: { ...data, proposalId },
      fact: `${file.act}:${file.addressee}`,
      asks: true,
    },
  ];
};

/** What happens to the proposal of an escalation, whatever its act; it has one. */
export const proposalFacts: EscalationFactSlice<Facts> = {
  records: {
    'proposal-opened': (_, event) => ({ proposals: [openedProposal(event)] }),
    'proposal-decided': () => ({ proposals: [] }),
    'proposal-raised': (file, { body }) => ({ proposals: raisedProposals(file.proposals, body, undefined) }),
    'proposal-withdrawn': () => ({ proposals: [] }),
  },
  tells: { 'proposal-opened': decisionAsked, 'proposal-raised': decisionAsked },
};
