import type { Schemas } from '../../api/typed';
import type { FieldSchema } from '../../forms/schema';

/** A case that is marked in a list. */
export interface MarkedCase {
  caseId: string;
  title: string;
  number: string | null;
}

export type CommonCommand = Schemas['CommonCommandAnswer'];
export type LeftCase = Schemas['LeftCaseAnswer'];
export type CommonForm = Omit<Schemas['CommonFormAnswer'], 'schema'> & { schema: FieldSchema };

/** What became of one case: carried out, or why not. */
export interface Outcome {
  caseId: string;
  reason: string | undefined;
}

const answered = 300;

/** What a batch answered, row by row, and what was left out of it. */
export const outcomesOf = (results: readonly Schemas['BatchResultAnswer'][], left: readonly LeftCase[]): Outcome[] => [
  ...results.map(({ caseId, status, problem }) => ({
    caseId,
    reason: status < answered ? undefined : (problem?.detail ?? String(status)),
  })),
  ...left.map(({ caseId, reason }) => ({ caseId, reason: reason.message })),
];

/** `梅桥村充电棚无灭火器（2026-00001）`. */
export const nameOfCase = (cases: readonly MarkedCase[], caseId: string): string => {
  const found = cases.find((one) => one.caseId === caseId);
  if (found === undefined) return '';
  return found.number === null ? found.title : `${found.title}（${found.number}）`;
};
