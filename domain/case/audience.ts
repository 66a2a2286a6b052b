import type { Context } from '../context';
import { side } from '../people/audience';
import type { CaseFile } from './file';
import { holderOf } from './owing';

/** Who could be told of what happened to a case, seen from the file after it. */
export interface CaseAudience {
  readonly file: CaseFile;
  readonly context: Context;
  /** What every message about the case says of it. */
  readonly data: Record<string, string>;
  /** Head and clerk of the unit that holds it. */
  readonly holder: string[];
  /** The people of its subjects. */
  readonly subjects: string[];
  /** Head and clerk of a unit. */
  unit(unitId: string): string[];
}

/** The people around a case today. */
export const audienceOf = (file: CaseFile, context: Context): CaseAudience => {
  const unit = (unitId: string): string[] => side(context, `unit:${unitId}`);
  const holder = holderOf(file, context);
  return {
    file,
    context,
    data: { caseId: file.caseId, title: file.title, number: file.number ?? '' },
    holder: holder === null ? [] : unit(holder),
    subjects: file.subjects.flatMap((subject) => side(context, `subject:${subject.subjectId}`)),
    unit,
  };
};
