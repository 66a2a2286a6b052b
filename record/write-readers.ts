import type { CaseFile } from '../domain/case/file';
import { readersOf, type Reader } from '../domain/case/readers';
import { marks, replace, statement, type Statement } from './sql';

const printed = ({ key, owedAt }: Reader): string => `${key} ${owedAt ?? ''}`;

/** Who reads a case and owes something in it: what changed since `before`. */
export const readerRows = (file: CaseFile, before: CaseFile | null): Statement[] => {
  const old = before === null ? [] : readersOf(before);
  const now = readersOf(file);
  const known = new Set(old.map(printed));
  const gone = old.map(({ key }) => key).filter((key) => !now.some((reader) => reader.key === key));
  const changed = now.filter((reader) => !known.has(printed(reader)));
  const rows = changed.map(({ key, owedAt }) => ({ case_id: file.caseId, reader: key, owed_at: owedAt }));
  if (gone.length === 0) return replace('case_reader', rows);
  const sql = `DELETE FROM case_reader WHERE case_id = ? AND reader IN (${marks(gone)})`;
  return [statement(sql, [file.caseId, ...gone]), ...replace('case_reader', rows)];
};
