import type { CaseEvent } from '../../../domain/case/facts';
import type { ClockName, Deadline } from '../../../domain/stream';
import type { Play } from './play';

/** Shanghai wall time as an instant. */
export const at = (local: string): string => new Date(`${local}:00+08:00`).toISOString();

export const eventsOf = (play: Play): CaseEvent[] => play.world.caseEvents.get(play.caseId) ?? [];

/** Level 0 of a clock, if it is live. */
export const clockOf = (play: Play, clock: ClockName): Deadline | undefined =>
  play.file.deadlines.find((deadline) => deadline.clock === clock && deadline.level === 0);

/** The steps of a clock with their instants, the earliest reminder first. */
export const stepsOf = (play: Play, clock: ClockName): (string | undefined)[][] =>
  play.file.deadlines
    .filter((deadline) => deadline.clock === clock && deadline.level !== 0)
    .sort((a, b) => a.level - b.level)
    .map((deadline) => [deadline.deadlineId, deadline.dueAt]);
