import type { CivilDate } from '../clock/civil';
import type { CaseFile } from './file';
import { runningDate } from './plan';

/** The date that the cycle began with, and how it was extended: what all extensions together are measured by. */
export interface FirstDate {
  cycle: number;
  from: string;
  dueOn: CivilDate;
  moves: { from: CivilDate; to: CivilDate }[];
}

/** As it is kept, or as the date that runs now has it; null while none runs. A suspension changes neither length. */
export const firstDate = (file: CaseFile): FirstDate | null => {
  if (file.extended?.cycle === file.cycle) return file.extended;
  const date = runningDate(file);
  return date === undefined ? null : { cycle: file.cycle, from: date.because.from, dueOn: date.dueOn, moves: [] };
};

/** The same with the date that runs moved to another. */
export const extendedTo = (file: CaseFile, newDueOn: CivilDate): FirstDate | null => {
  const first = firstDate(file);
  const date = runningDate(file);
  return first === null || date === undefined
    ? first
    : { ...first, moves: [...first.moves, { from: date.dueOn, to: newDueOn }] };
};
