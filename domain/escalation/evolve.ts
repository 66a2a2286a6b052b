import { foldArmings, foldDeadlines } from '../deadlines';
import { foldingOf } from '../slices';
import { beginEscalation } from './begin';
import { BY_SYSTEM } from './by-system';
import { DIRECT } from './commands';
import type { EscalationEvent } from './facts';
import type { EscalationFile } from './file';

export const folding = foldingOf<EscalationFile>([...DIRECT, ...BY_SYSTEM]);

/** Folds one event into the file; `escalation-opened` begins it. @throws UnreadableEvent at one of a type, version or shape that it cannot read. */
export const evolveEscalation = (file: EscalationFile | null, written: EscalationEvent): EscalationFile => {
  const event = folding.read(written);
  const before = file ?? beginEscalation(event);
  return {
    ...before,
    ...folding.changed(before, event),
    version: event.seq,
    deadlines: foldDeadlines(before.deadlines, event.body),
    armings: foldArmings(before.armings, event.body),
  };
};
