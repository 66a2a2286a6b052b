import { civilDateOf } from '../clock/civil';
import { SUBJECT_CLOCKS } from '../clock-names';
import type { Context } from '../context';
import { cancel, joined, readdress } from '../deadlines';
import { successorOf, type KnownSubject } from '../people/directory';
import { survivingSite, survivorOf } from '../people/doubles';
import type { Addressee, DeadlineChanges } from '../stream';
import type { CaseSubject } from './file';
import { amendedSubjects, mergedSubject } from './fold-corrections';
import { addresseeOf } from './owing';
import { record, type Recording } from './recording';
import type { CaseFactSlice } from './slice';

/** As a case has it: of a unit or village that has ended its successor, as `unit-succeeded` leaves it. */
const asRegistered = ({ directory, now }: Context, known: KnownSubject): CaseSubject => {
  const { subjectId, name, kind, protectedPerson } = known;
  const heir = (unitId: string | null): string | null =>
    unitId === null ? null : (successorOf(directory, unitId, civilDateOf(now)) ?? unitId);
  return {
    subjectId,
    name,
    kind,
    unitId: heir(known.unitId),
    placeUnitId: heir(known.placeUnitId),
    protectedPerson,
  };
};

/** Rungs that were armed before the subject came under protection are climbed no more: it is helped instead (settled 6.2). */
const withoutRungs = ({ file }: Recording, before: CaseSubject, after: CaseSubject): DeadlineChanges =>
  after.protectedPerson && !before.protectedPerson && file.subjects[0]?.subjectId === before.subjectId
    ? cancel(
        file.deadlines.filter(({ clock, level }) => level > 0 && SUBJECT_CLOCKS.includes(clock)),
        'protected-person',
      )
    : {};

/** Everybody whom the case names as a subject: graded, reported, or about to be graded. */
const namedIn = ({ file }: Recording): string[] => [
  ...new Set([
    ...file.subjects.map(({ subjectId }) => subjectId),
    ...file.reportedSubjectIds,
    ...file.deadlines.flatMap(({ addressee }) =>
      addressee.startsWith('subject:') ? [addressee.slice('subject:'.length)] : [],
    ),
  ]),
];

/**
 * The survivor stands in place of its double: it owes what that one owes, at the same instants. Merging says that they were
 * one all along, so no term begins anew and a miss stays one.
 */
const followMerging = (recording: Recording): void => {
  const { directory } = recording.context;
  for (const subjectId of namedIn(recording)) {
    const known = directory.subjects?.[survivorOf(directory, subjectId)];
    if (known === undefined || known.subjectId === subjectId) continue;
    const { file } = recording;
    const into = asRegistered(recording.context, known);
    const before = file.subjects.find((subject) => subject.subjectId === subjectId);
    const addressee = addresseeOf(into);
    record(recording, 'subject-merged', {
      subjectId,
      into,
      addressee,
      ...joined(
        readdress(file.deadlines, `subject:${subjectId}`, addressee),
        before === undefined ? {} : withoutRungs(recording, before, into),
      ),
    });
  }
};

const isSame = (one: CaseSubject, other: CaseSubject): boolean =>
  one.name === other.name &&
  one.kind === other.kind &&
  one.unitId === other.unitId &&
  (one.placeUnitId ?? null) === (other.placeUnitId ?? null) &&
  one.protectedPerson === other.protectedPerson;

/** A subject that was amended: what is open names it and treats it as the register has it now. */
const followAmendment = (recording: Recording): void => {
  const { context, file } = recording;
  for (const before of file.subjects) {
    const known = context.directory.subjects?.[before.subjectId];
    if (known === undefined) continue;
    const subject = asRegistered(context, known);
    if (!isSame(before, subject))
      record(recording, 'subject-amended', { subject, ...withoutRungs(recording, before, subject) });
  }
};

const followSite = (recording: Recording): void => {
  const { siteId } = recording.file;
  if (siteId === null) return;
  const intoSiteId = survivingSite(recording.context.directory, siteId);
  if (intoSiteId !== siteId) record(recording, 'site-merged', { siteId, intoSiteId });
};

/** What was merged and amended in the registers since the case was last looked at. */
export const followRegisters = (recording: Recording): void => {
  followMerging(recording);
  followAmendment(recording);
  followSite(recording);
};

export interface Facts {
  /** A subject has turned out to be another's double; what it owes, that one owes from here on. */
  'subject-merged': { subjectId: string; into: CaseSubject; addressee: Addressee };
  /** A subject as the register has it now. */
  'subject-amended': { subject: CaseSubject };
  /** The case lies at the site that stands for its own. */
  'site-merged': { siteId: string; intoSiteId: string };
}

/** What follows the registers. */
export const registerFacts: CaseFactSlice<Facts> = {
  records: {
    'subject-merged': (file, { body }) => mergedSubject(file, body),
    'subject-amended': (file, { body }) => ({ subjects: amendedSubjects(file.subjects, body.subject) }),
    'site-merged': (_, { body }) => ({ siteId: body.intoSiteId }),
  },
};
