import type { Telling } from '../people/telling';
import { decidersToday } from '../people/candidates';
import { unique } from '../people/audience';
import type { CaseFile, Evidence } from './file';
import type { CaseAudience } from './audience';
import {
  decidedProposals,
  openedProposal,
  raisedProposals,
  waitingProposal,
  withdrawnProposal,
} from './fold-proposals';
import { off } from './fold-overlays';
import type { Overlay } from './overlays';
import type { CaseProposalAct, Deciders, Proposal } from './proposal';
import { ruleOf } from './proposals';
import { decisionExpired } from './expiry';
import { eligible } from './proposing';
import type { CaseFactSlice } from './slice';

export interface Facts {
  'proposal-opened': {
    proposalId: string;
    act: CaseProposalAct;
    reason: string;
    steps: Deciders[];
    above: Deciders[];
    data: { [field: string]: unknown };
    evidence: Evidence[];
  };
  'proposal-decided': {
    proposalId: string;
    act: CaseProposalAct;
    decision: 'approve' | 'reject';
    opinion: string;
    final: boolean;
  };
  'proposal-raised': {
    proposalId: string;
    to: Deciders;
    why: 'expired' | 'nobody-home';
    /** The steps that follow from now on, where these change too. */
    then?: Deciders[];
    /** Why another than the usual level decides. */
    reason?: string;
  };
  'proposal-withdrawn': {
    proposalId: string;
    reason: string;
    /** The person who proposed it, when the system withdraws it: he is told. */
    authorId?: string;
  };
  /** Waits for the end of a re-check or a suspension: its decision clock stands still. */
  'proposal-paused': { proposalId: string };
  'proposal-resumed': { proposalId: string };
}

/**
 * Asks those who may decide the step that is due when everything is written: nobody whose level was passed over at once, and
 * nobody with a conflict where there is somebody without.
 */
const decisionAsked = (
  { file, context, data }: CaseAudience,
  { body }: { body: { proposalId: string } },
): Telling[] => {
  const { proposalId } = body;
  const proposal = file.proposals.find((open) => open.proposalId === proposalId);
  const able = proposal === undefined ? [] : eligible(file, context, proposal);
  const step = proposal?.steps[0];
  const holders = step === undefined ? [] : unique(decidersToday(context, step).map((post) => post.personId));
  return [
    {
      personIds: able.length > 0 ? able : holders,
      template: 'decision-asked',
      data: { ...data, proposalId },
      fact: `decide:${proposalId}`,
      asks: true,
    },
  ];
};

const pendingIn = (proposals: Proposal[]): Overlay[] => proposals.flatMap((proposal) => ruleOf(proposal).pending ?? []);

/** The file with the overlays that show what is open. */
const shown = <C extends Pick<CaseFile, 'proposals'>>(file: CaseFile, change: C): C & Pick<CaseFile, 'overlays'> => {
  const overlays = off(file.overlays, ...pendingIn(file.proposals));
  return { ...change, overlays: [...overlays, ...pendingIn(change.proposals)] };
};

/** What happens to every proposal, whatever its act. */
export const proposalFacts: CaseFactSlice<Facts> = {
  mayLack: { 'proposal-raised': { then: true, reason: true }, 'proposal-withdrawn': { authorId: true } },
  records: {
    'proposal-opened': (file, event) => shown(file, { proposals: [...file.proposals, openedProposal(event)] }),
    'proposal-decided': (file, event) => shown(file, { proposals: decidedProposals(file.proposals, event) }),
    'proposal-raised': (file, { body }) => ({ proposals: raisedProposals(file.proposals, body, body.then) }),
    'proposal-withdrawn': (file, { actor, body }) => shown(file, withdrawnProposal(file, actor, body)),
    'proposal-paused': (file, { body }) => ({ proposals: waitingProposal(file.proposals, body, true) }),
    'proposal-resumed': (file, { body }) => ({ proposals: waitingProposal(file.proposals, body, false) }),
  },
  tells: {
    'proposal-opened': decisionAsked,
    'proposal-raised': decisionAsked,
    'proposal-decided': decisionAsked,
    'proposal-withdrawn': ({ data }, { body: { proposalId, authorId, reason } }) =>
      authorId === undefined
        ? []
        : [{ personIds: [authorId], template: 'proposal-withdrawn', data: { ...data, proposalId, reason } }],
  },
  fires: { decision: decisionExpired },
};
