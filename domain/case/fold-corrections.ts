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
