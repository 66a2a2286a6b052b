import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { cancel, isMissed, joined, readdress } from '../deadlines';
import { hasEnded, successorOf } from '../people/directory';
import type { Addressee, DeadlineChanges } from '../stream';
import { isEscalationEnded } from './file';
import { canHost, hostFor, isTownHost } from './host';
import { isJoinable } from './join-key';
import { raise } from './open';
import { armFor, emit, type Turn } from './turn';

const heirOf = ({ directory, now }: Context, unitId: string): string | null => {
  const today = civilDateOf(now);
  return hasEnded(directory.units[unitId], today) ? successorOf(directory, unitId, today) : null;
};

/** There is one that cases may join per act and addressee: while the heir has one of its own, this one keeps its addressee. */
const isTaken = ({ file, context }: Turn, heir: Addressee): boolean =>
  isJoinable(file) && !context.lookups.escalation(file.act, heir).fresh;

/** Whom it speaks to and who hosts it once an heir has taken over; the host is one that may host, and never the talked-to. */
const parties = (turn: Turn, unitId: string, heirId: string) => {
  const { file, context } = turn;
  const heir: Addressee = `unit:${heirId}`;
  const isHandedOver = file.addressee === `unit:${unitId}` && !isTaken(turn, heir);
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
const sittingOf = (turn: Turn, host: Addressee): DeadlineChanges => {
  const { deadlines, hostUnitId } = turn.file;
  const clock = 'interview-held';
  return isMissed(deadlines, clock)
    ? joined(cancel(deadlines, 'succeeded', clock), { arms: armFor(turn, clock, host) })
    : readdress(deadlines, `unit:${hostUnitId}`, host, (deadline) => deadline.clock === clock);
};

/** Where the town government hosts now, L1 decides (settled 3.4). */
const raiseForTown = (turn: Turn): void => {
  const step = turn.file.proposals[0]?.steps[0];
  if (step !== undefined && isTownHost(turn.context, turn.file.hostUnitId) && !step.roles.includes('L1'))
    raise(turn, { roles: ['L1'] }, 'nobody-home');
};

const succeed = (turn: Turn, unitId: string, successorUnitId: string): void => {
  const { deadlines, addressee, hostUnitId } = turn.file;
  const after = parties(turn, unitId, successorUnitId);
  if (after.addressee === addressee && after.hostUnitId === hostUnitId) return;
  const isSitting = ({ clock }: { clock: string }): boolean => clock === 'interview-held';
  const sitting = after.hostUnitId === hostUnitId ? {} : sittingOf(turn, `unit:${after.hostUnitId}`);
  const others = readdress(deadlines, `unit:${unitId}`, `unit:${successorUnitId}`, (one) => !isSitting(one));
  emit(turn, 'unit-succeeded', { unitId, successorUnitId, ...after, ...joined(sitting, others) });
  raiseForTown(turn);
};

/**
 * A talk whose host has nobody left is hosted by who stands in, as if it were proposed today (settled 2, 3.4). What an ended
 * unit hosts waits for its successor (settled 3.8), and above the town government there is nobody.
 */
export const rehostWhereEmpty = (turn: Turn): void => {
  const { file, context } = turn;
  const { act, hostUnitId: unitId, addressee, addresseeName } = file;
  if (act !== 'interview' || isEscalationEnded(file) || isTownHost(context, unitId)) return;
  if (hasEnded(context.directory.units[unitId], civilDateOf(context.now)) || canHost(context, unitId, addressee))
    return;
  const hostUnitId = hostFor(context, unitId, addressee);
  const sitting = sittingOf(turn, `unit:${hostUnitId}`);
  emit(turn, 'unit-succeeded', {
    unitId,
    successorUnitId: hostUnitId,
    hostUnitId,
    addressee,
    addresseeName,
    ...sitting,
  });
  raiseForTown(turn);
};

/** What an ended unit hosts or is talked to about goes to its successor, once one is named (settled 3.8). */
export const succeedUnits = (turn: Turn): void => {
  if (isEscalationEnded(turn.file)) return;
  const { hostUnitId, addressee } = turn.file;
  const held = [hostUnitId, ...(addressee.startsWith('unit:') ? [addressee.slice('unit:'.length)] : [])];
  for (const unitId of new Set(held)) {
    const heirId = heirOf(turn.context, unitId);
    if (heirId !== null) succeed(turn, unitId, heirId);
  }
};
