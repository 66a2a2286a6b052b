import { plusMs, type Instant } from '../clock/instant';
import type { Context } from '../context';
import { cancel, dueBy, isRunning } from '../deadlines';
import { isEscalationAct } from '../escalation/acts';
import { standIn } from '../escalation/host';
import { ladderMayOpen } from '../escalation/ladder';
import { countLate } from '../ladder-count';
import { merged } from '../slices';
import { SYSTEM, type Deadline, type RungAct } from '../stream';
import type { Settled } from '../stream-module';
import { archiveWhenFree } from './archiving';
import { BY_SYSTEM } from './by-system';
import { COMMAND_SLICES } from './commands';
import { correctCase } from './corrections';
import type { CaseDraft } from './facts';
import type { CaseFile } from './file';
import { armFor, holderOf } from './owing';
import { keepInStep } from './in-step';
import { tellTooFewOfficers } from './order-recheck';
import { dateHasPassed } from './plan-owed';
import { PROPOSALS } from './proposals';
import { record, idFor, nextN, paperOf, type Recording } from './recording';
import { recordingOn } from './recording-on';
import type { Firing } from './slice';

/** The cause of what the system sets right; it hangs on no deadline. */
const CORRECTION = 'correction';
/** What clocks do at their due instant beside being missed. */
const FIRES = merged<NonNullable<Firing['fires']>>(
  [...COMMAND_SLICES, ...PROPOSALS, ...BY_SYSTEM].map(({ fires }: Firing) => fires),
);
const PAPER_OF: Partial<Record<RungAct, string>> = { urge: 'cuiban', notice: 'tishi-han' };

/**
 * Fires every due deadline in the order (dueAt, clock, level), and what these arm in the past; then archives what waited for
 * something that has ended meanwhile. Signed by the system.
 */
export const settleCase = (file: CaseFile, context: Context): Settled<CaseFile, CaseDraft> => {
  const recording = recordingOn(file, context, SYSTEM, CORRECTION);
  correctCase(recording, (instant) => {
    fireBy(recording, instant);
    recording.cause = CORRECTION;
  });
  keepInStep(recording);
  fireBy(recording, context.now);
  // What held the archiving has ended: it is the end of the watch that archives now.
  recording.cause = `watch-end:${String(file.cycle)}:${String(nextN(file, 'watch-end') - 1)}`;
  archiveWhenFree(recording);
  keepInStep(recording);
  return { drafts: recording.drafts, file: recording.file };
};

/** Fires what is due by an instant, and what that makes due by then. */
const fireBy = (recording: Recording, instant: Instant): void => {
  const next = (): Deadline | undefined => dueBy(recording.file.deadlines, instant)[0];
  for (let due = next(); due !== undefined; due = next()) {
    recording.cause = due.deadlineId;
    fire(recording, due);
    keepInStep(recording, plusMs(due.dueAt, -1));
  }
};

const fire = (recording: Recording, due: Deadline): void => {
  if (due.level < 0) {
    record(recording, 'reminder-due', { clock: due.clock, level: due.level, fires: due.deadlineId });
    return;
  }
  if (due.level > 0) {
    reachRung(recording, due);
    return;
  }
  (FIRES[due.clock] ?? miss)(recording, due);
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
const miss = (recording: Recording, due: Deadline): void => {
  const owesRecheck = due.clock === 'rectify' && !isRunning(recording.file.deadlines, 'recheck');
  record(recording, 'deadline-missed', {
    clock: due.clock,
    dueAt: due.dueAt,
    addressee: due.addressee,
    fires: due.deadlineId,
    ...helpInstead(recording.context, due.addressee),
    ...(due.clock === 'rectify' && dateHasPassed(recording.file, recording.context)
      ? cancel(recording.file.deadlines, 'date-passed', 'plan')
      : {}),
    ...(owesRecheck ? { arms: armFor(recording, 'recheck', { from: plusMs(due.dueAt, -1) }) } : {}),
  });
  if (owesRecheck) tellTooFewOfficers(recording);
  climbUnitLadder(recording, due);
};

/**
 * A rung after the due instant. 督办, 约谈 and 通报 are escalations of their own: joined or opened in the same transaction; where
 * a ladder may open none it reminds. Papers come from the holder, or who stands in for it where it is late itself.
 */
const reachRung = (recording: Recording, due: Deadline): void => {
  const act = due.act ?? 'remind';
  climbUnitLadder(recording, due);
  const { context, file } = recording;
  const body = { act, clock: due.clock, level: due.level, addressee: due.addressee, fires: due.deadlineId };
  if (isEscalationAct(act)) {
    if (ladderMayOpen(context, act, due.addressee)) {
      const { escalationId } = context.lookups.escalation(act, due.addressee);
      record(recording, 'rung-reached', { ...body, escalationId });
    } else {
      record(recording, 'rung-reached', { ...body, act: 'remind' });
    }
  } else {
    const paperType = PAPER_OF[act];
    const issuer = standIn(context, holderOf(file, context), due.addressee);
    const printable = paperType !== undefined && context.policy.papers.some((row) => row.type === paperType);
    record(recording, 'rung-reached', {
      ...body,
      ...(printable ? { paper: paperOf(context, idFor(recording, 'd'), paperType, issuer) } : {}),
    });
  }
};

const levelZeroOf = ({ clock, cycle, n }: Deadline): string => `${clock}:${String(cycle)}:${String(n)}`;

/** Counted before a rung of its own is reached, and late since level 0: one 重大 late by more than five days counts alone (lifecycle 2.7). */
const climbUnitLadder = (recording: Recording, due: Deadline): void => {
  if (due.addressee === 'none' || recording.file.subjects.some((subject) => subject.protectedPerson)) return;
  const { dueAt } = recording.file.deadlines.find(({ deadlineId }) => deadlineId === levelZeroOf(due)) ?? due;
  const counted = countLate(recording.context, due.addressee, { dueAt, major: recording.file.grade === 'major' });
  if (counted === null || !ladderMayOpen(recording.context, counted, due.addressee)) return;
  const { escalationId, linked } = recording.context.lookups.escalation(counted, due.addressee);
  const known = recording.file.escalations.some(
    (link) => link.escalationId === escalationId && link.cycle === recording.file.cycle,
  );
  if (linked || known) return;
  record(recording, 'rung-reached', {
    act: counted,
    clock: due.clock,
    level: 0,
    addressee: due.addressee,
    escalationId,
    counted: true,
  });
};
