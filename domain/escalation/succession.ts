import { civilDateOf } from '../clock/civil';
import { addresseeOf } from '../case/owing';
import type { Context } from '../context';
import { cancel, isMissed, joined, readdress } from '../deadlines';
import { survivorOf } from '../people/doubles';
import { hasEnded, successorOf } from '../people/directory';
import type { Addressee, DeadlineChanges } from '../stream';
import { ACTS } from './acts';
import { armFor } from './armings';
import { isEscalationEnded } from './file';
import { canHost, hostFor, isTownHost } from './host';
import { isJoinable } from './join-key';
import { raise } from './proposing';
import { record, type Recording } from './recording';
import type { EscalationFactSlice } from './slice';

export interface Facts {
  /** Whom it speaks to has turned out to be a double; it speaks to the survivor (`people/doubles.ts`). */
  'subject-merged': { subjectId: string; intoSubjectId: string; addressee: Addressee; addresseeName: string };
  'unit-succeeded': {
    unitId: string;
    successorUnitId: string;
    hostUnitId: string;
    addressee: Addressee;
    addresseeName: string;
  };
}

/** What another unit takes over in an escalation. */
export const successionFacts: EscalationFactSlice<Facts> = {
  records: {
    'unit-succeeded': (_, { body: { hostUnitId, addressee, addresseeName } }) => ({
      hostUnitId,
      addressee,
      addresseeName,
    }),
    'subject-merged': (_, { body: { addressee, addresseeName } }) => ({ addressee, addresseeName }),
  },
};

const heirOf = ({ directory, now }: Context, unitId: string): string | null => {
  const today = civilDateOf(now);
  return hasEnded(directory.units[unitId], today) ? successorOf(directory, unitId, today) : null;
};

/** There is one that cases may join per act and addressee: while the heir has one of its own, this one keeps its addressee. */
const isTaken = ({ file, context }: Recording, heir: Addressee): boolean => {
  if (!isJoinable(file)) return false;
  // Of a double its own is found as the survivor's.
  const { fresh, escalationId } = context.lookups.escalation(file.act, heir);
  return !fresh && escalationId !== file.escalationId;
};

/** Whom it speaks to and who hosts it once an heir has taken over; the host is one that may host, and never the talked-to. */
const parties = (recording: Recording, unitId: string, heirId: string) => {
  const { file, context } = recording;
  const heir: Addressee = `unit:${heirId}`;
  const isHandedOver = file.addressee === `unit:${unitId}` && !isTaken(recording, heir);
  const addressee = isHandedOver ? heir : file.addressee;
  const host = file.hostUnitId === unitId ? heirId : file.hostUnitId;
  const isHostNew = host !== file.hostUnitId || addressee === `unit:${host}`;
  return {
    addressee,
    addresseeName: isHandedOver ? (context.directory.units[heirId]?.name ?? heirId) : file.addresseeName,
    hostUnitId: isHostNew ? hostFor(context, host, addressee) : host,
  };
};

/** A sitting that was missed stays with the host who missed it; the next one has a term of its own (authority.md 3). */
const sittingOf = (recording: Recording, host: Addressee): DeadlineChanges => {
  const { deadlines, hostUnitId } = recording.file;
  const clock = 'interview-held';
  return isMissed(deadlines, clock)
    ? joined(cancel(deadlines, 'succeeded', clock), { arms: armFor(recording, clock, host) })
    : readdress(deadlines, `unit:${hostUnitId}`, host, (deadline) => deadline.clock === clock);
};

/** Where the town government hosts now, L1 decides (settled 3.4). */
const raiseForTown = (recording: Recording): void => {
  const step = recording.file.proposals[0]?.steps[0];
  if (step !== undefined && isTownHost(recording.context, recording.file.hostUnitId) && !step.roles.includes('L1'))
    raise(recording, { roles: ['L1'] }, 'nobody-home');
};

const succeed = (recording: Recording, unitId: string, successorUnitId: string): void => {
  const { deadlines, addressee, hostUnitId } = recording.file;
  const after = parties(recording, unitId, successorUnitId);
  if (after.addressee === addressee && after.hostUnitId === hostUnitId) return;
  const isSitting = ({ clock }: { clock: string }): boolean => clock === 'interview-held';
  const sitting = after.hostUnitId === hostUnitId ? {} : sittingOf(recording, `unit:${after.hostUnitId}`);
  const others = readdress(deadlines, `unit:${unitId}`, `unit:${successorUnitId}`, (one) => !isSitting(one));
  record(recording, 'unit-succeeded', { unitId, successorUnitId, ...after, ...joined(sitting, others) });
  raiseForTown(recording);
};

/**
 * A talk whose host has nobody left is hosted by who stands in, as if it were proposed today (settled 2, 3.4). What an ended
 * unit hosts waits for its successor (settled 3.8), and above the town government there is nobody.
 */
export const rehostWhereEmpty = (recording: Recording): void => {
  const { file, context } = recording;
  const { act, hostUnitId: unitId, addressee, addresseeName } = file;
  if (ACTS[act].hosted !== true || isEscalationEnded(file) || isTownHost(context, unitId)) return;
  if (hasEnded(context.directory.units[unitId], civilDateOf(context.now)) || canHost(context, unitId, addressee))
    return;
  const hostUnitId = hostFor(context, unitId, addressee);
  const sitting = sittingOf(recording, `unit:${hostUnitId}`);
  record(recording, 'unit-succeeded', {
    unitId,
    successorUnitId: hostUnitId,
    hostUnitId,
    addressee,
    addresseeName,
    ...sitting,
  });
  raiseForTown(recording);
};

/** What is said to a double is said to the subject that it was merged into. */
export const succeedSubject = (recording: Recording): void => {
  const { file, context } = recording;
  if (isEscalationEnded(file) || !file.addressee.startsWith('subject:')) return;
  const subjectId = file.addressee.slice('subject:'.length);
  const known = context.directory.subjects?.[survivorOf(context.directory, subjectId)];
  if (known === undefined || known.subjectId === subjectId) return;
  const addressee = addresseeOf(known);
  if (isTaken(recording, addressee)) return;
  record(recording, 'subject-merged', {
    subjectId,
    intoSubjectId: known.subjectId,
    addressee,
    addresseeName: known.name,
    ...readdress(file.deadlines, `subject:${subjectId}`, addressee),
  });
};

/** What an ended unit hosts or is talked to about goes to its successor, once one is named (settled 3.8). */
export const succeedUnits = (recording: Recording): void => {
  if (isEscalationEnded(recording.file)) return;
  const { hostUnitId, addressee } = recording.file;
  const held = [hostUnitId, ...(addressee.startsWith('unit:') ? [addressee.slice('unit:'.length)] : [])];
  for (const unitId of new Set(held)) {
    const heirId = heirOf(recording.context, unitId);
    if (heirId !== null) succeed(recording, unitId, heirId);
  }
};
