import type { Deadline } from '../domain/stream';

/** The earliest due instant people owe, missed ones included; steps and paused clocks are not theirs. */
export const nextOwed = (deadlines: Deadline[]): Deadline | null =>
  deadlines
    .filter(({ level, state }) => level === 0 && state !== 'paused')
    .toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))[0] ?? null;
