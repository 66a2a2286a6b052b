import { foldArmings, foldDeadlines } from '../deadlines';
import { foldBy } from '../slices';
import { beginEscalation } from './begin';
import { BY_SYSTEM } from './by-system';
import { DIRECT } from './commands';
import type { EscalationEvent } from './facts';
import type { EscalationFile } from './file';

const changed = foldBy<EscalationFile>([...DIRECT, ...BY_SYSTEM]);

/** Folds one event into the file; `escalation-opened` begins it. @throws UnknownEvent on what it does not know, or not there. */
export const evolveEscalation = (file: EscalationFile | null, event: EscalationEvent): EscalationFile => {
  const before = file ?? beginEscalation(event);
  return {
    ...before,
    ...changed(before, event),
    version: event.seq,
    deadlines: foldDeadlines(before.deadlines, event.body),
    armings: foldArmings(before.armings, event.body),
  };
};
