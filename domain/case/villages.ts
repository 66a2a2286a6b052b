import type { CaseFile } from './file';

/** The villages where the subjects of a case lie, as far as they are known: they may file for one without an account (settled 3.6). */
export const subjectVillages = ({ subjects, villageUnitId }: Pick<CaseFile, 'subjects' | 'villageUnitId'>): string[] =>
  subjects.length === 0
    ? []
    : [...subjects.flatMap((subject) => subject.placeUnitId ?? []), ...(villageUnitId === null ? [] : [villageUnitId])];
