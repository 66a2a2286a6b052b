import { In, type DataSource } from 'typeorm';
import type { CaseFile, CaseStatus } from '../../domain/case/file';
import type { Lookups } from '../../domain/context';
import type { EscalationFile } from '../../domain/escalation/file';
import { CaseRow } from '../../entities/case.entity';
import { SubjectRow } from '../../entities/place.entity';
import type { FileReader } from '../../record/door/record-reader';

const subjectOf = ({ addressee }: EscalationFile): string[] =>
  addressee.startsWith('subject:') ? [addressee.slice('subject:'.length)] : [];

const streamsOf = ({ cases }: EscalationFile): string[] => cases.map(({ caseId }) => `case:${caseId}`);

const isCase = (file: object): file is CaseFile => 'caseId' in file;

/**
 * What the gates of an escalation ask of the record: whether the addressee is under protection by now, how its cases stand,
 * and who may report in them for whom was talked to. With it a button and an inbox say what the command would be answered.
 */
export const factsFor = async (
  { db, door }: { db: DataSource; door: FileReader },
  files: readonly EscalationFile[],
): Promise<Pick<Lookups, 'subject' | 'caseNow' | 'caseFile'>> => {
  const subjectIds = [...new Set(files.flatMap(subjectOf))];
  const caseIds = [...new Set(files.flatMap((file) => file.cases.map(({ caseId }) => caseId)))];
  const held = files.filter(({ act, status }) => act === 'interview' && status === 'held');
  const [subjects, cases, linked] = await Promise.all([
    subjectIds.length === 0 ? [] : db.getRepository(SubjectRow).findBy({ subjectId: In(subjectIds) }),
    caseIds.length === 0 ? [] : db.getRepository(CaseRow).findBy({ caseId: In(caseIds) }),
    door.loadFiles([...new Set(held.flatMap(streamsOf))]),
  ]);
  const fileById = new Map(linked.filter(isCase).map((file) => [file.caseId, file]));
  const byId = new Map(subjects.map((row) => [row.subjectId, row]));
  const caseById = new Map(cases.map((row) => [row.caseId, row]));
  return {
    caseFile: (caseId) => fileById.get(caseId),
    subject: (subjectId) => byId.get(subjectId),
    caseNow: (caseId) => {
      const row = caseById.get(caseId);
      // The column is written by the fold of a case only.
      return (
        row && {
          townId: row.townId,
          status: row.status as CaseStatus,
          cycle: row.cycle,
          major: row.grade === 'major',
        }
      );
    },
  };
};
