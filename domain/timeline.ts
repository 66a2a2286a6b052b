import type { Instant } from './clock/instant';
import { inFiringOrder } from './deadlines';
import type { ClockName } from './stream';
import type { StreamFile } from './stream-module';

/** A deadline that is armed, as the workflow needs it. */
export interface TimelineDeadline {
  deadlineId: string;
  clock: ClockName;
  level: number;
  dueAt: Instant;
}

/**
 * Raised when workflows no longer replay the histories of the release before: running ones are taken over then, with a raised
 * generation, by new ones that ask the record for everything.
 */
export const WORKFLOW_SHAPE = 1;

/**
 * What a stream is in time: all that its workflow holds of it. It comes with the events, made by the record from the file,
 * so that a new command or a new field of a file changes nothing that a workflow carries.
 */
export interface Timeline {
  /** `seq` of the last event it knows of. */
  version: number;
  townId: string;
  /** The number people know it by; null before it has one. */
  number: string | null;
  status: string;
  /** 1 from the first on; 0 where its kind has no cycles. */
  cycle: number;
  ended: boolean;
  /** Armed ones in the order in which they fire. */
  deadlines: TimelineDeadline[];
  /** Rungs climbed in this cycle, such as `rectify urge`. */
  rungs: string[];
  escalationIds: string[];
}

/** What every kind of stream has of a timeline; its module adds what it has besides. */
export const timelineOf = (
  { version, townId, status, deadlines }: Pick<StreamFile, 'version' | 'townId' | 'status' | 'deadlines'>,
  own: Pick<Timeline, 'ended'> & Partial<Pick<Timeline, 'number' | 'cycle' | 'rungs' | 'escalationIds'>>,
): Timeline => ({
  version,
  townId,
  number: null,
  status,
  cycle: 0,
  deadlines: deadlines
    .filter(({ state }) => state === 'armed')
    .sort(inFiringOrder)
    .map(({ deadlineId, clock, level, dueAt }) => ({ deadlineId, clock, level, dueAt })),
  rungs: [],
  escalationIds: [],
  ...own,
});
