import type { Context } from '../context';
import { cancel, joined, resume } from '../deadlines';
import type { DeadlineChanges } from '../stream';
import type { CaseFile } from './file';
import { armFor } from './owing';
import { standNoLonger } from './standing-still';
import type { Recording } from './recording';

/**
 * A re-check is owed by the term from the application or by the one that runs already, the earlier of both (lifecycle 2.5);
 * one that was missed stays so.
 */
export const recheckOwed = (recording: Recording): DeadlineChanges => {
  const { deadlines } = recording.file;
  const owed = deadlines.find((d) => d.clock === 'recheck' && d.level === 0);
  const arms = armFor(recording, 'recheck');
  if (owed === undefined) return { arms };
  const isEarlier = arms.some(({ level, dueAt }) => level === 0 && dueAt < owed.dueAt);
  return owed.state !== 'fired' && isEarlier ? joined(cancel(deadlines, 'requested', 'recheck'), { arms }) : {};
};

/** True once the rectification's date has passed, be it that its clock is paused (settled 5.3). */
const isLate = (file: CaseFile, context: Context): boolean =>
  file.deadlines.some((d) => d.clock === 'rectify' && d.level === 0 && (d.state === 'fired' || d.dueAt <= context.now));

/** Rectifying goes on at its old date; where that has passed the next re-check is owed ten working days from today (5.2, 5.3). */
export const goingOn = (recording: Recording): DeadlineChanges => {
  const { file, context } = recording;
  return joined(
    resume(file.deadlines, 'rectify', context.now),
    standNoLonger(recording),
    isLate(file, context) ? { arms: armFor(recording, 'recheck', { facts: { act: 'failed' } }) } : {},
  );
};
