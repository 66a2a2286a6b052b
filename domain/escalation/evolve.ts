import { openedProposal, raisedProposals, repeatedProposals } from '../case/fold-proposals';
import { foldArmings, foldDeadlines } from '../deadlines';
import { UnknownEvent } from '../unknown-event';
import type { EscalationEvent } from './facts';
import { ESCALATION_SHAPE, type EscalationFile } from './file';

/** What every escalation begins with. */
const blank = () =>
  ({
    cases: [],
    proposals: [],
    deadlines: [],
    armings: {},
    papers: [],
    approvedAt: null,
    heldAt: null,
    minutes: null,
    report: null,
    heardAt: null,
    publishedAt: null,
    channel: null,
  }) satisfies Partial<EscalationFile>;

const opened = (event: EscalationEvent & { type: 'escalation-opened' }): EscalationFile => ({
  shape: ESCALATION_SHAPE,
  escalationId: event.streamId.slice(event.streamId.indexOf(':') + 1),
  townId: event.body.townId,
  policy: event.body.policy,
  version: 0,
  act: event.body.act,
  addressee: event.body.addressee,
  addresseeName: event.body.addresseeName,
  addresseeIsCompany: event.body.addresseeIsCompany,
  hostUnitId: event.body.hostUnitId,
  status: 'proposed',
  byLadder: event.body.byLadder,
  openedAt: event.at,
  proposedBy: event.actor,
  ...blank(),
});

/** An escalation's file of whatever shape. */
type Older = Partial<EscalationFile> & Omit<EscalationFile, 'shape'>;

/** A file of an older shape with what it lacks as an escalation begins with it, for folding on; it keeps its shape. */
export const completeEscalation = (file: Older): EscalationFile => ({ ...blank(), shape: 0, ...file });

const changed = (file: EscalationFile, event: EscalationEvent): Partial<EscalationFile> => {
  switch (event.type) {
    case 'case-joined': {
      const { caseId, cycle, major } = event.body;
      return { cases: [...file.cases, { caseId, cycle, major }] };
    }
    case 'case-left':
      return { cases: file.cases.filter((linked) => linked.caseId !== event.body.caseId) };
    case 'proposal-opened':
      return { proposals: [openedProposal(event)] };
    case 'proposal-raised':
      return { proposals: raisedProposals(file.proposals, event.body) };
    case 'proposal-decided':
    case 'proposal-withdrawn':
      return { proposals: [] };
    case 'approved': {
      const { paper } = event.body;
      return {
        status: 'approved',
        approvedAt: event.at,
        papers: [
          ...file.papers,
          {
            documentId: paper.documentId,
            type: paper.type,
            number: paper.number,
            issuerUnitId: paper.issuerUnitId,
            issuedAt: event.at,
            state: 'issued',
          },
        ],
      };
    }
    case 'rejected':
      return { status: 'rejected' };
    case 'withdrawn':
    case 'circular-withdrawn':
      return { status: 'withdrawn', papers: file.papers.map((paper) => ({ ...paper, state: 'withdrawn' })) };
    case 'interview-held':
      return { status: 'held', heldAt: event.body.heldAt };
    case 'minutes-filed':
      return { minutes: event.body.text };
    case 'interview-report-filed':
      return { report: event.body.text };
    case 'company-heard':
      return { heardAt: event.body.heardAt };
    case 'published':
      return { publishedAt: event.at, channel: event.body.channel };
    case 'completed':
      return { status: 'completed' };
    case 'unit-succeeded': {
      const { hostUnitId, addressee, addresseeName } = event.body;
      return { hostUnitId, addressee, addresseeName };
    }
    case 'deadline-missed':
      return { proposals: repeatedProposals(file.proposals, event.body.arms) };
    case 'escalation-opened':
    case 'absence-recorded':
    case 'rung-reached':
      return {};
    default:
      throw new UnknownEvent(event satisfies never);
  }
};

const first = (event: EscalationEvent): EscalationFile => {
  if (event.type !== 'escalation-opened') throw new UnknownEvent(event);
  return opened(event);
};

/** Folds one event into the file; `escalation-opened` begins it. @throws {@link UnknownEvent} on what it does not know, or not there. */
export const evolveEscalation = (file: EscalationFile | null, event: EscalationEvent): EscalationFile => {
  const before = file ?? first(event);
  return {
    ...before,
    ...changed(before, event),
    version: event.seq,
    deadlines: foldDeadlines(before.deadlines, event.body),
    armings: foldArmings(before.armings, event.body),
  };
};
