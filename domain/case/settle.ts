import { plusMs, type Instant } from '../clock/instant';
import type { Context } from '../context';
import { cancel, dueBy, isRunning } from '../deadlines';
import { standIn } from '../escalation/host';
import { ladderMayOpen } from '../escalation/ladder';
import { countLate } from '../ladder-count';
import { SYSTEM, type Deadline, type RungAct } from '../stream';
import type { Settled } from '../stream-module';
import { archiveWhenFree, endWatch } from './archiving';
import { correctCase } from './corrections';
import { takeEffect } from './effect';
import type { CaseDraft } from './facts';
import type { CaseFile } from './file';
import { armFor, holderOf } from './owing';
import { decisionExpired } from './expiry';
import { keepInStep } from './in-step';
import { tellTooFewOfficers } from './order-recheck';
import { dateHasPassed } from './plan-owed';
import { emit, idFor, nextN, paperOf, turnOn, type Turn } from './turn';

/** The cause of what the system sets right; it hangs on no deadline. */
const CORRECTION = 'correction';
const ESCALATIONS: readonly RungAct[] = ['supervise', 'interview', 'circular'];
const PAPER_OF: Partial<Record<RungAct, string>> = { urge: 'cuiban', notice: 'tishi-han' };

/**
 * Fires every due deadline in the order (dueAt, clock, level), and what these arm in the past; then archives what waited for
 * something that has ended meanwhile. Signed by the system.
 */
export const settleCase = (file: CaseFile, context: Context): Settled<CaseFile, CaseDraft> => {
  const turn = turnOn(file, context, SYSTEM, CORRECTION);
  correctCase(turn, (instant) => {
    fireBy(turn, instant);
    turn.cause = CORRECTION;
  });
  keepInStep(turn);
  fireBy(turn, context.now);
  // What held the archiving has ended: it is the end of the watch that archives now.
  turn.cause = `watch-end:${String(file.cycle)}:${String(nextN(file, 'watch-end') - 1)}`;
  archiveWhenFree(turn);
  keepInStep(turn);
  return { drafts: turn.drafts, file: turn.file };
};

/** Fires what is due by an instant, and what that makes due by then. */
const fireBy = (turn: Turn, instant: Instant): void => {
  const next = (): Deadline | undefined => dueBy(turn.file.deadlines, instant)[0];
  for (let due = next(); due !== undefined; due = next()) {
    turn.cause = due.deadlineId;
    fire(turn, due);
    keepInStep(turn);
  }
};

const fire = (turn: Turn, due: Deadline): void => {
  if (due.level < 0) {
    emit(turn, 'reminder-due', { clock: due.clock, level: due.level, fires: due.deadlineId });
    return;
  }
  if (due.level > 0) {
    reachRung(turn, due);
    return;
  }
  switch (due.clock) {
    case 'watch-end':
      endWatch(turn, due);
      return;
    case 'control-expiry':
      // Steps of cases that were opened before it had none.
      emit(turn, 'control-expired', {
        ...(due.ref === undefined ? {} : { scope: due.ref }),
        until: due.dueOn,
        fires: due.deadlineId,
        ...cancel(
          turn.file.deadlines.filter(({ level, ref }) => level !== 0 && ref === due.ref),
          'control-expired',
          'control-expiry',
        ),
      });
      return;
    case 'service-effective':
      takeEffect(turn, due);
      return;
    case 'co-sign':
      emit(turn, 'co-sign-lapsed', { askId: due.ref ?? '', why: 'expired', fires: due.deadlineId });
      return;
    case 'decision':
      decisionExpired(turn, due);
      return;
    default:
      miss(turn, due);
  }
};

/** A protected person who is late is helped, not climbed on: the 社工办 is told, and calls the family (settled 6.2). */
const helpInstead = ({ lookups, directory, policy }: Context, addressee: string) => {
  if (!addressee.startsWith('subject:')) return {};
  const subject = lookups.subject(addressee.slice('subject:'.length));
  if (subject?.protectedPerson !== true) return {};
  const unit = Object.values(directory.units).find(
    ({ slug, townId }) => slug !== null && slug === policy.socialWorkUnit && townId === directory.townId,
  );
  return { instead: { unitId: unit?.unitId ?? null, hasFamilyContact: subject.hasFamilyContact === true } };
};

/**
 * Level 0: the miss is a fact. A missed rectification owes a re-check all the same, counted from its last day (T8x), and no
 * plan any more.
 */
const miss = (turn: Turn, due: Deadline): void => {
  const owesRecheck = due.clock === 'rectify' && !isRunning(turn.file.deadlines, 'recheck');
  emit(turn, 'deadline-missed', {
    clock: due.clock,
    dueAt: due.dueAt,
    addressee: due.addressee,
    fires: due.deadlineId,
    ...helpInstead(turn.context, due.addressee),
    ...(due.clock === 'rectify' && dateHasPassed(turn.file, turn.context)
      ? cancel(turn.file.deadlines, 'date-passed', 'plan')
      : {}),
    ...(owesRecheck ? { arms: armFor(turn, 'recheck', { from: plusMs(due.dueAt, -1) }) } : {}),
  });
  if (owesRecheck) tellTooFewOfficers(turn);
  climbUnitLadder(turn, due);
};

/**
 * A rung after the due instant. 督办, 约谈 and 通报 are escalations of their own: joined or opened in the same transaction; where
 * a ladder may open none it reminds. Papers come from the holder, or who stands in for it where it is late itself.
 */
const reachRung = (turn: Turn, due: Deadline): void => {
  const act = due.act ?? 'remind';
  climbUnitLadder(turn, due);
  const { context, file } = turn;
  const body = { act, clock: due.clock, level: due.level, addressee: due.addressee, fires: due.deadlineId };
  if (ESCALATIONS.includes(act)) {
    if (ladderMayOpen(context, act, due.addressee)) {
      const { escalationId } = context.lookups.escalation(act, due.addressee);
      emit(turn, 'rung-reached', { ...body, escalationId });
    } else {
      emit(turn, 'rung-reached', { ...body, act: 'remind' });
    }
  } else {
    const paperType = PAPER_OF[act];
    const issuer = standIn(context, holderOf(file, context), due.addressee);
    const printable = paperType !== undefined && context.policy.papers.some((row) => row.type === paperType);
    emit(turn, 'rung-reached', {
      ...body,
      ...(printable ? { paper: paperOf(context, idFor(turn, 'd'), paperType, issuer) } : {}),
    });
  }
};

const levelZeroOf = ({ clock, cycle, n }: Deadline): string => `${clock}:${String(cycle)}:${String(n)}`;

/** Counted before a rung of its own is reached, and late since level 0: one 重大 late by more than five days counts alone (lifecycle 2.7). */
const climbUnitLadder = (turn: Turn, due: Deadline): void => {
  if (due.addressee === 'none' || turn.file.subjects.some((subject) => subject.protectedPerson)) return;
  const { dueAt } = turn.file.deadlines.find(({ deadlineId }) => deadlineId === levelZeroOf(due)) ?? due;
  const counted = countLate(turn.context, due.addressee, { dueAt, major: turn.file.grade === 'major' });
  if (counted === null || !ladderMayOpen(turn.context, counted.act, due.addressee)) return;
  const { escalationId, linked } = turn.context.lookups.escalation(counted.act, due.addressee);
  const known = turn.file.escalations.some(
    (link) => link.escalationId === escalationId && link.cycle === turn.file.cycle,
  );
  if (linked || known) return;
  emit(turn, 'rung-reached', {
    act: counted.act,
    clock: due.clock,
    level: 0,
    addressee: due.addressee,
    escalationId,
    counted: true,
  });
};
