import type { Context } from '../context';
import { cancel } from '../deadlines';
import { SYSTEM, type Deadline } from '../stream';
import type { CaseFile } from './file';
import { emit, type Turn } from './turn';
import { withdrawOpen } from './withdrawing';

/** What archiving waits for, in words; empty where nothing holds it (T14). */
const heldBy = (file: CaseFile, context: Context): string[] => [
  ...(file.watch !== null && file.watch.done < file.watch.visits ? ['回头看次数未满'] : []),
  ...(file.proposals.some((proposal) => proposal.act === 'relapse') ? ['回潮认定尚未审批'] : []),
  ...(file.controls.length > 0 ? ['临时管控尚未解除'] : []),
  ...(file.deadlines.some(({ clock }) => clock === 'report-up') ? ['重大隐患尚未上报'] : []),
  ...(context.lookups.openInterviews() > 0 ? ['约谈尚未办结'] : []),
];

const archive = (turn: Turn, fires?: string): void => {
  emit(turn, 'watch-ended', { visits: turn.file.watch?.done ?? 0, ...(fires === undefined ? {} : { fires }) });
  withdrawOpen(turn, 'case-archived');
  emit(turn, 'archived', { contents: turn.file.version, ...cancel(turn.file.deadlines, 'archived') });
};

/** Held: recorded once, with all that holds it (settled 2). True where something does. */
const hold = (turn: Turn, fires?: string): boolean => {
  const reasons = heldBy(turn.file, turn.context);
  if (reasons.length > 0)
    emit(turn, 'archive-held', { reason: reasons.join('；'), ...(fires === undefined ? {} : { fires }) }, SYSTEM);
  return reasons.length > 0;
};

/** T14: the watch has run its time. Archived or held. */
export const endWatch = (turn: Turn, due: Deadline): void => {
  if (!hold(turn, due.deadlineId)) archive(turn, due.deadlineId);
};

/** A pack without a watch: archived, or held, when it is closed. */
export const archiveUnwatched = (turn: Turn): void => {
  if (!hold(turn)) emit(turn, 'archived', { contents: turn.file.version }, SYSTEM);
};

/** Archives a case whose archiving was held, once nothing holds it any more; asked after everything that may end it. */
export const archiveWhenFree = (turn: Turn): void => {
  const { file, context } = turn;
  if (file.status !== 'watching' || !file.archiveHeld) return;
  // Held by a release that armed the end of the watch anew: it comes by itself.
  if (file.deadlines.some(({ clock }) => clock === 'watch-end')) return;
  if (heldBy(file, context).length > 0) return;
  archive(turn);
};
