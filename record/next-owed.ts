import type { Deadline } from '../domain/stream';
import { inCodeUnits } from '../domain/text-order';

/** The earliest due instant people owe, missed ones included; steps and paused clocks are not theirs. */
export const nextOwed = (deadlines: Deadline[]): Deadline | null =>
  deadlines
    .filter(({ level, state }) => level === 0 && state !== 'paused')
    .toSorted((a, b) => inCodeUnits(a.dueAt, b.dueAt))[0] ?? null;
