import type { CaseFactSlice } from './slice';
import { civilDateOf, startOfNextDay } from '../clock/civil';
import type { Instant } from '../clock/instant';
import { joined, readdress } from '../deadlines';
import { hasEnded, successorOf } from '../people/directory';
import type { Addressee, Deadline, DeadlineChanges } from '../stream';
import { isEnded, type CaseFile } from './file';
import { followRegisters } from './follow-registers';
import { correctedSubjects, succeeded } from './fold-corrections';
import { handOver } from './handing-over';
import { tellNobodyHome } from './nobody-home';
import { SUBJECT_CLOCKS } from '../clock-names';
import { subjectAddressee } from './owing';
import { record, type Recording } from './recording';

/**
 * A subject is a government unit only where it is a public body; files of releases before 0.3.0 also held the village where
 * a firm lies so, which then owed for it (settled 3.5, 7). Corrected once, with whom its clocks are addressed to.
 */
const correctSubjects = (recording: Recording): void => {
  const { file } = recording;
  const corrections = file.subjects.flatMap(({ subjectId, kind, unitId }) =>
    kind === 'public-body' || unitId === null ? [] : [{ subjectId, placeUnitId: unitId }],
  );
  if (corrections.length === 0) return;
  const before = subjectAddressee(file);
  const subjects = correctedSubjects(file.subjects, corrections);
  const after = subjectAddressee({ ...file, subjects });
  record(recording, 'subject-corrected', {
    corrections,
    ...readdress(file.deadlines, before, after, ({ clock }) => SUBJECT_CLOCKS.includes(clock)),
  });
};

/** Every unit that the case is held by, owed by or served by, or in which it or its subject lies. */
const unitsIn = ({ villageUnitId, leadUnitId, responsibleUnitId, coUnitIds, ...file }: CaseFile): string[] => [
  ...new Set(
    [
      leadUnitId,
      responsibleUnitId,
      ...coUnitIds,
      villageUnitId,
      ...file.subjects.flatMap(({ unitId, placeUnitId = null }) => [unitId, placeUnitId]),
      ...file.papers.map(({ byUnitId }) => byUnitId),
      ...file.deadlines.map(({ addressee }) =>
        addressee.startsWith('unit:') ? addressee.slice('unit:'.length) : null,
      ),
    ].filter((unitId) => unitId !== null),
  ),
];

/** A duty of the unit as such; what it owes as a subject, or decides, its successor owes or decides as it stands. */
const isDuty = ({ clock }: Deadline): boolean =>
  clock !== 'decision' && clock !== 'co-sign' && !SUBJECT_CLOCKS.includes(clock);

/** What runs and what it owes as a subject as it stands; a duty that was missed with a term of its own (authority.md 3). */
const handedOn = (recording: Recording, from: Addressee, to: Addressee): DeadlineChanges => {
  const held = recording.file.deadlines.filter(({ addressee }) => addressee === from);
  const duties = held.filter(isDuty);
  const clocks = [...new Set(duties.map(({ clock }) => clock))];
  return joined(
    readdress(held, from, to, (deadline) => !isDuty(deadline)),
    ...clocks.map((clock) =>
      handOver(
        recording,
        duties.filter((deadline) => deadline.clock === clock),
        to,
        'succeeded',
      ),
    ),
  );
};

/**
 * What an ended unit holds goes to its successor, once one is named (settled 3.8). What was due by its last day fires first:
 * that miss is its own; where it ends the case nothing is handed on.
 */
const succeedUnits = (recording: Recording, fireBy: (instant: Instant) => void): void => {
  const { context } = recording;
  for (const unitId of unitsIn(recording.file)) {
    const today = civilDateOf(context.now);
    if (!hasEnded(context.directory.units[unitId], today)) continue;
    const successorUnitId = successorOf(context.directory, unitId, today);
    if (successorUnitId === null) continue;
    const { to } = context.directory.units[unitId] ?? {};
    if (typeof to === 'string') fireBy(startOfNextDay(to));
    if (isEnded(recording.file)) return;
    const changes = handedOn(recording, `unit:${unitId}`, `unit:${successorUnitId}`);
    record(recording, 'unit-succeeded', { unitId, successorUnitId, ...changes });
  }
};

/**
 * What the system sets right in a case before anything else happens in it; silent where there is nothing. `fireBy` fires what
 * is due by an instant.
 */
export const correctCase = (recording: Recording, fireBy: (instant: Instant) => void): void => {
  if (isEnded(recording.file)) return;
  correctSubjects(recording);
  followRegisters(recording);
  succeedUnits(recording, fireBy);
  if (!isEnded(recording.file)) tellNobodyHome(recording);
};

export interface Facts {
  /** Which village a subject lies in, where the file took that for the unit that it is (settled 3.5). */
  'subject-corrected': { corrections: { subjectId: string; placeUnitId: string }[] };
  /** A unit has ended; what it holds of this case goes to its successor (settled 3.8). */
  'unit-succeeded': { unitId: string; successorUnitId: string };
}

/** What the system sets right. */
export const correctionFacts: CaseFactSlice<Facts> = {
  records: {
    'subject-corrected': (file, { body }) => ({ subjects: correctedSubjects(file.subjects, body.corrections) }),
    'unit-succeeded': (file, { body }) => succeeded(file, body),
  },
};
