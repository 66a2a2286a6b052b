import type { CaseFactSlice } from './slice';
import type { Context } from '../context';
import { cancel } from '../deadlines';
import { SYSTEM, type Deadline } from '../stream';
import type { CaseFile } from './file';
import { record, type Recording } from './recording';
import { withdrawOpen } from './withdrawing';

/** What archiving waits for, in words; empty where nothing holds it (T14). */
const heldBy = (file: CaseFile, context: Context): string[] => [
  ...(file.watch !== null && file.watch.done < file.watch.visits ? ['回头看次数未满'] : []),
  ...(file.proposals.some((proposal) => proposal.act === 'relapse') ? ['回潮认定尚未审批'] : []),
  ...(file.controls.length > 0 ? ['临时管控尚未解除'] : []),
  ...(file.deadlines.some(({ clock }) => clock === 'report-up') ? ['重大隐患尚未上报'] : []),
  ...(context.lookups.openInterviews() > 0 ? ['约谈尚未办结'] : []),
];

const archive = (recording: Recording, fires?: string): void => {
  record(recording, 'watch-ended', {
    visits: recording.file.watch?.done ?? 0,
    ...(fires === undefined ? {} : { fires }),
  });
  withdrawOpen(recording, 'case-archived');
  record(recording, 'archived', { contents: recording.file.version, ...cancel(recording.file.deadlines, 'archived') });
};

/** Held: recorded once, with all that holds it (settled 2). True where something does. */
const hold = (recording: Recording, fires?: string): boolean => {
  const reasons = heldBy(recording.file, recording.context);
  if (reasons.length > 0)
    record(
      recording,
      'archive-held',
      { reason: reasons.join('；'), ...(fires === undefined ? {} : { fires }) },
      SYSTEM,
    );
  return reasons.length > 0;
};

/** T14: the watch has run its time. Archived or held. */
export const endWatch = (recording: Recording, due: Deadline): void => {
  if (!hold(recording, due.deadlineId)) archive(recording, due.deadlineId);
};

/** A pack without a watch: archived, or held, when it is closed. */
export const archiveUnwatched = (recording: Recording): void => {
  if (!hold(recording)) record(recording, 'archived', { contents: recording.file.version }, SYSTEM);
};

/** Archives a case whose archiving was held, once nothing holds it any more; asked after everything that may end it. */
export const archiveWhenFree = (recording: Recording): void => {
  const { file, context } = recording;
  if (file.status !== 'watching' || !file.archiveHeld) return;
  // Held by a release that armed the end of the watch anew: it comes by itself.
  if (file.deadlines.some(({ clock }) => clock === 'watch-end')) return;
  if (heldBy(file, context).length > 0) return;
  archive(recording);
};

export interface Facts {
  'watch-started': { visits: number };
  'watch-ended': { visits: number };
  archived: { contents: number };
  'archive-held': { reason: string };
}

/** The watch and its end. */
export const archivingFacts: CaseFactSlice<Facts> = {
  records: {
    'watch-started': (_, { body }) => ({ watch: { visits: body.visits, done: 0 } }),
    'watch-ended': () => ({}),
    archived: () => ({ status: 'archived' }),
    'archive-held': () => ({ archiveHeld: true }),
  },
  fires: { 'watch-end': endWatch },
};
