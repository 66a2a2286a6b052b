import type { DataSource } from 'typeorm';
import { hasAccount } from '../../domain/case/on-behalf';
import { awaitsBehalf } from '../../domain/escalation/on-behalf';
import type { EscalationFile } from '../../domain/escalation/file';
import { behalfKeys } from '../../domain/people/reading';
import { CaseReaderRow, CaseSubjectRow } from '../../entities/case.entity';
import { SubjectRow } from '../../entities/place.entity';
import { EscalationCaseRow, EscalationRow } from '../../entities/escalation.entity';
import type { RecordClock } from '../../record/door/clockwork';
import type { DirectoryReader } from '../../record/door/record-reader';
import type { AppDeps } from '../deps';
import { judgesOf } from './judge';
import type { Viewer } from './viewer';

/** Subjects that owe something in the cases under these keys and have nobody who could file it himself (settled 3.6). */
export const subjectsWithoutAccount = async (
  { db, door }: { db: DataSource; door: DirectoryReader & RecordClock },
  keys: string[],
): Promise<string[]> => {
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

const isEscalation = (file: object): file is EscalationFile => 'escalationId' in file;

/**
 * Interviews whose report the viewer may file by one of their cases, since nobody is there who owes it (settled 2, 3.6): all
 * of them, or whether this one is.
 */
export const reportsOnBehalf = async (
  deps: AppDeps,
  viewer: Viewer,
  one?: EscalationFile,
): Promise<EscalationFile[]> => {
  if (one !== undefined && (one.act !== 'interview' || one.status !== 'held')) return [];
  const keys = [...new Set(viewer.scopes.flatMap(behalfKeys))];
  if (keys.length === 0) return [];
  const find = deps.db
    .getRepository(EscalationRow)
    .createQueryBuilder('e')
    .where("e.townId IN (:...towns) AND e.status = 'held' AND e.act = 'interview'", { towns: viewer.townIds })
    .andWhere((find) => {
      const mine = find
        .subQuery()
        .select('1')
        .from(EscalationCaseRow, 'ec')
        .innerJoin(CaseReaderRow, 'r', 'r.caseId = ec.caseId AND r.reader IN (:...keys)')
        .where('ec.escalationId = e.escalationId');
      return `EXISTS ${mine.getQuery()}`;
    })
    .setParameters({ keys });
  if (one !== undefined) find.andWhere('e.escalationId = :escalationId', { escalationId: one.escalationId });
  const rows = await find.getMany();
  const files = (await deps.door.loadFiles(rows.map((row) => `escalation:${row.escalationId}`))).filter(isEscalation);
  const contextOf = await judgesOf(deps, viewer.personId, files);
  return files.filter((file) => awaitsBehalf(file, contextOf(file)));
};
