import type { EscalationAct } from '../case/proposal';
import type { Addressee, EventOf } from '../stream';
import { UnknownEvent } from '../unknown-event';
import type { EscalationEvent } from './facts';
import { ESCALATION_SHAPE, type EscalationFile } from './file';
import type { EscalationFactSlice } from './slice';

export interface Opened {
  townId: string;
  policy: { packId: string; version: string };
  act: EscalationAct;
  addressee: Addressee;
  addresseeName: string;
  addresseeIsCompany: boolean;
  hostUnitId: string;
  byLadder: boolean;
  reason: string;
}

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

const opened = (event: EventOf<'escalation-opened', Opened>): EscalationFile => ({
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

/** The file that `escalation-opened` begins. @throws {@link UnknownEvent} for any other event. */
export const beginEscalation = (event: EscalationEvent): EscalationFile => {
  if (event.type !== 'escalation-opened') throw new UnknownEvent(event);
  return opened(event);
};

/** An escalation's file of whatever shape. */
type Older = Partial<EscalationFile> & Omit<EscalationFile, 'shape'>;

/** A file of an older shape with what it lacks as an escalation begins with it, for folding on; it keeps its shape. */
export const completeEscalation = (file: Older): EscalationFile => ({ ...blank(), shape: 0, ...file });

/** The first event of an escalation; the file that it begins says all of it. */
export const openingFacts: EscalationFactSlice<{ 'escalation-opened': Opened }> = {
  records: { 'escalation-opened': () => ({}) },
};
