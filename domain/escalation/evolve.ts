import { openedProposal, raisedProposals } from '../case/fold-proposals';
import { foldArmings, foldDeadlines } from '../deadlines';
import type { EscalationEvent } from './facts';
import type { EscalationFile } from './file';

const opened = (event: EscalationEvent & { type: 'escalation-opened' }): EscalationFile => ({
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
  cases: [],
  proposals: [],
  deadlines: [],
  armings: {},
  papers: [],
  openedAt: event.at,
  proposedBy: event.actor,
  approvedAt: null,
  heldAt: null,
  minutes: null,
  report: null,
  heardAt: null,
  publishedAt: null,
  channel: null,
});

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
            number: paper.number ?? '',
            issuerUnitId: paper.issuerUnitId,
            issuedAt: event.at,
          },
        ],
      };
    }
    case 'rejected':
      return { status: 'rejected' };
    case 'withdrawn':
      return { status: 'withdrawn' };
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
    case 'circular-withdrawn':
      return { status: 'withdrawn' };
    case 'completed':
      return { status: 'completed' };
    case 'escalation-opened':
    case 'absence-recorded':
    case 'deadline-missed':
    case 'rung-reached':
      return {};
  }
};

const first = (event: EscalationEvent): EscalationFile => {
  if (event.type !== 'escalation-opened') throw new Error(`${event.streamId} has no file before ${event.type}`);
  return opened(event);
};

/** Folds one event into the file; `escalation-opened` begins it. @throws on an event before the first, which is a bug. */
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
