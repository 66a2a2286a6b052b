import { hasAccount } from '../../domain/case/on-behalf';
import { CaseReaderRow, CaseSubjectRow } from '../../entities/case.entity';
import { SubjectRow } from '../../entities/place.entity';
import type { AppDeps } from '../deps';

/** Subjects that owe something in the cases under these keys and have nobody who could file it himself (settled 3.6). */
export const subjectsWithoutAccount = async ({ db, door }: AppDeps, keys: string[]): Promise<string[]> => {
  if (keys.length === 0) return [];
  const subjects = await db
    .getRepository(SubjectRow)
    .createQueryBuilder('s')
    .where((find) => {
      const owing = find
        .subQuery()
        .select('cs.subjectId')
        .from(CaseReaderRow, 'r')
        .innerJoin(CaseSubjectRow, 'cs', 'cs.caseId = r.caseId')
        .where('r.reader IN (:...keys) AND r.owedAt IS NOT NULL');
      return `s.subjectId IN ${owing.getQuery()}`;
    })
    .setParameters({ keys })
    .getMany();
  const townIds = [...new Set(subjects.map(({ townId }) => townId))];
  const [now, directories] = await Promise.all([door.now(), Promise.all(townIds.map((id) => door.directoryOf(id)))]);
  const byTown = new Map(directories.map((directory) => [directory.townId, directory]));
  return subjects.flatMap(({ subjectId, townId, unitId }) => {
    const directory = byTown.get(townId);
    return directory === undefined || hasAccount({ directory, now }, { subjectId, unitId }) ? [] : [subjectId];
  });
};
