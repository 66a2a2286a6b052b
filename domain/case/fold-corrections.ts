import type { Addressee } from '../stream';
import type { CaseFile, CaseSubject } from './file';

/** The subjects with the village where each lies, in place of the unit that it was taken for. */
export const correctedSubjects = (
  subjects: CaseSubject[],
  corrections: { subjectId: string; placeUnitId: string }[],
): CaseSubject[] =>
  subjects.map((subject) => {
    const correction = corrections.find(({ subjectId }) => subjectId === subject.subjectId);
    return correction === undefined ? subject : { ...subject, unitId: null, placeUnitId: correction.placeUnitId };
  });

type Succession = { unitId: string; successorUnitId: string };

/** The file with the successor in every place that the ended unit held. */
export const succeeded = (file: CaseFile, { unitId, successorUnitId }: Succession): Partial<CaseFile> => {
  const heir = <T extends string | null>(held: T): T | string => (held === unitId ? successorUnitId : held);
  return {
    villageUnitId: heir(file.villageUnitId),
    leadUnitId: heir(file.leadUnitId),
    responsibleUnitId: heir(file.responsibleUnitId),
    coUnitIds: [...new Set(file.coUnitIds.map(heir))],
    subjects: file.subjects.map((subject) => ({
      ...subject,
      unitId: heir(subject.unitId),
      placeUnitId: heir(subject.placeUnitId ?? null),
    })),
    papers: file.papers.map((paper) => (paper.byUnitId === unitId ? { ...paper, byUnitId: successorUnitId } : paper)),
  };
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What was put down of a proposal or a command that waits, with the subjects that it names; the rest as it is. */
const naming = <T extends object>(value: T, heir: (id: string) => string): T =>
  Object.fromEntries(
    Object.entries(value).map(([field, held]: [string, unknown]) => {
      if (field === 'subjectIds' && Array.isArray(held))
        return [field, [...new Set(held.map((id: unknown) => (typeof id === 'string' ? heir(id) : id)))]];
      return [field, field === 'fields' && isObject(held) ? naming(held, heir) : held];
    }),
  ) as T;

type Merging = { subjectId: string; into: CaseSubject; addressee: Addressee };

/** The file with the survivor in every place of its double; of both in one case one remains, where the first stood. */
export const mergedSubject = (file: CaseFile, { subjectId, into, addressee }: Merging): Partial<CaseFile> => {
  const heir = (id: string): string => (id === subjectId ? into.subjectId : id);
  const subjects = file.subjects.map((subject) => (heir(subject.subjectId) === into.subjectId ? into : subject));
  return {
    subjects: subjects.filter((subject, at) => subject !== into || subjects.indexOf(into) === at),
    reportedSubjectIds: [...new Set(file.reportedSubjectIds.map(heir))],
    proposals: file.proposals.map((proposal) => ({ ...proposal, data: naming(proposal.data, heir) })),
    asks: file.asks.map((ask) => ({ ...ask, command: naming(ask.command, heir) })),
    escalations: file.escalations.map((link) =>
      link.addressee === `subject:${subjectId}` ? { ...link, addressee } : link,
    ),
  };
};

/** The subjects with one as the register has it now. */
export const amendedSubjects = (subjects: CaseSubject[], amended: CaseSubject): CaseSubject[] =>
  subjects.map((subject) => (subject.subjectId === amended.subjectId ? amended : subject));
