import type { CaseFile } from '../domain/case/file';
import { readersOf, type Reader } from '../domain/case/readers';
import { CaseReaderRow } from '../entities/case.entity';
import { deleteOf, replaceInto } from './entity-sql';
import type { Statement } from './sql';

const printed = ({ key, owedAt }: Reader): string => `${key} ${owedAt ?? ''}`;

/** Who reads a case and owes something in it: what changed since `before`. */
export const readerRows = (file: CaseFile, before: CaseFile | null): Statement[] => {
  const old = before === null ? [] : readersOf(before);
  const now = readersOf(file);
  const known = new Set(old.map(printed));
  const gone = old.map(({ key }) => key).filter((key) => !now.some((reader) => reader.key === key));
  const changed = now.filter((reader) => !known.has(printed(reader)));
  const { caseId } = file;
  const clear = gone.length === 0 ? [] : [deleteOf(CaseReaderRow, { caseId, reader: gone })];
  const rows = changed.map(({ key, owedAt }) => ({ caseId, reader: key, owedAt }));
  return [...clear, ...replaceInto(CaseReaderRow, rows)];
};
