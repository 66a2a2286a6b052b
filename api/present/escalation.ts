import { dueOnOf } from '../../domain/clock/term';
import type { Context } from '../../domain/context';
import { allowedOnEscalation } from '../../domain/escalation/allowed';
import type { EscalationFile } from '../../domain/escalation/file';
import type { EscalationRow } from '../../entities/escalation.entity';
import type {
  AddresseeAnswer,
  EscalationAnswer,
  EscalationRowAnswer,
  OpenedEscalationAnswer,
} from '../answers/escalation';
import type { DoneEventAnswer } from '../answers/event';
import type { Explained } from '../answers/shape';
import type { Plain } from '../parse';
import { presentAllowedOnEscalation } from './allowed';
import { nextDueOf, presentClock, presentProposal } from './clock';

/** The addressee as callers name it: a unit or a subject. */
const presentAddressee = (addressee: string, name: string): AddresseeAnswer => {
  const [kind, id] = [addressee.slice(0, addressee.indexOf(':')), addressee.slice(addressee.indexOf(':') + 1)];
  return kind === 'subject' ? { subjectId: id, name } : { unitId: id, name };
};

const facts = (file: EscalationFile): Omit<OpenedEscalationAnswer, 'events'> => ({
  escalationId: file.escalationId,
  townId: file.townId,
  policy: { ...file.policy },
  act: file.act,
  addressee: presentAddressee(file.addressee, file.addresseeName),
  hostUnitId: file.hostUnitId,
  byLadder: file.byLadder,
  status: file.status,
  version: file.version,
  caseIds: file.cases.map((linked) => linked.caseId),
  cases: file.cases.map(({ caseId, cycle, major }) => ({ caseId, cycle, major })),
  papers: file.papers,
  openedAt: file.openedAt,
  approvedAt: file.approvedAt,
  heldAt: file.heldAt,
  minutes: file.minutes,
  report: file.report,
  heardAt: file.heardAt,
  publishedAt: file.publishedAt,
  channel: file.channel,
});

/** The answer of `GET /api/v1/escalations/{id}`, as one person sees it. */
export const presentEscalation = (
  file: EscalationFile,
  context: Context,
  clockService: 'running' | 'delayed',
): Omit<EscalationAnswer, Explained> => {
  const basis = { now: context.now, rule: context.policy.lamp, calendar: context.calendar };
  return {
    ...facts(file),
    clocks: file.deadlines.map((deadline) => presentClock(deadline, basis)),
    openProposals: file.proposals.map(presentProposal),
    nextDue: nextDueOf(file.deadlines, basis),
    clockService,
    allowedCommands: allowedOnEscalation(file, context).map(presentAllowedOnEscalation),
    asOf: context.now,
  };
};

export const presentOpenedEscalation = (file: EscalationFile, events: DoneEventAnswer[]): OpenedEscalationAnswer => ({
  ...facts(file),
  events,
});

/** A line of the list of escalations. */
export const presentEscalationRow = (row: EscalationRow, caseIds: string[]): Plain<EscalationRowAnswer> => ({
  escalationId: row.escalationId,
  townId: row.townId,
  act: row.act,
  addressee: presentAddressee(row.addressee, row.addresseeName),
  status: row.status,
  version: row.version,
  caseIds,
  hostUnitId: row.hostUnitId,
  byLadder: row.byLadder,
  openedAt: row.openedAt,
  nextDueAt: row.nextDueAt,
  nextDueOn: row.nextDueAt === null ? null : dueOnOf(row.nextDueAt),
});
