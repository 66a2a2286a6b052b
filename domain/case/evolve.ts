import { foldArmings, foldDeadlines } from '../deadlines';
import { foldingOf } from '../slices';
import { beginCase } from './begin';
import { BY_SYSTEM } from './by-system';
import { COMMAND_SLICES } from './commands';
import type { CaseEvent } from './facts';
import type { CaseFile } from './file';
import { PROPOSALS } from './proposals';

export const folding = foldingOf<CaseFile>([...COMMAND_SLICES, ...PROPOSALS, ...BY_SYSTEM]);

/** Folds one event into the file; `reported` begins it. @throws UnreadableEvent at one of a type, version or shape that it cannot read. */
export const evolveCase = (file: CaseFile | null, written: CaseEvent): CaseFile => {
  const event = folding.read(written);
  const before = file ?? beginCase(event);
  return {
    ...before,
    ...folding.changed(before, event),
    version: event.seq,
    deadlines: foldDeadlines(before.deadlines, event.body),
    armings: foldArmings(before.armings, event.body),
  };
};
