import type { DoorHealth } from '../record/door/vitals';
import type { TemporalWorkerState } from './temporal-worker';

/** Beyond these people are told that clocks run late. */
const overdueMs = 30_000;
const outboxMs = 60_000;
const outboxRows = 10_000;

export const delayReasons = [
  'temporal-away',
  'worker-not-running',
  'clock-suspected',
  'record-away',
  'record-refuses-writes',
  'deadlines-overdue',
  'outbox-behind',
] as const;
export type DelayReason = (typeof delayReasons)[number];

/** What /readyz and the console's banner say about the clocks. `delayed`: deadlines fire late, people's work goes on. */
export interface ClockServiceState {
  state: 'running' | 'delayed';
  reasons: DelayReason[];
  temporal: 'up' | 'away' | 'off';
  worker: TemporalWorkerState | 'off';
  oldestOverdueMs: number;
  outbox: { rows: number; oldestMs: number };
  /** Streams that cannot go on by themselves; they are counted here and delay nobody else. */
  stuck: DoorHealth['stuck'];
  /** Since when and why no webhook is sent; null when they are. */
  muted: DoorHealth['muted'];
}

export interface ClockFacts {
  temporal: ClockServiceState['temporal'];
  worker: ClockServiceState['worker'];
  isHeld: boolean;
  /** As last read; undefined when the record could not be asked. */
  health: DoorHealth | undefined;
}

export function clockServiceState({ temporal, worker, isHeld, health }: ClockFacts): ClockServiceState {
  const oldestOverdueMs = health?.oldestOverdueMs ?? 0;
  const outbox = health?.outbox ?? { rows: 0, oldestMs: 0 };
  const found: [DelayReason, boolean][] = [
    ['temporal-away', temporal !== 'up'],
    ['worker-not-running', temporal === 'up' && worker !== 'running'],
    ['clock-suspected', isHeld],
    ['record-away', health?.available !== true],
    ['record-refuses-writes', (health?.refusesWrites ?? null) !== null],
    ['deadlines-overdue', oldestOverdueMs > overdueMs],
    ['outbox-behind', outbox.oldestMs > outboxMs || outbox.rows > outboxRows],
  ];
  const stuck = health?.stuck ?? { settle: 0, relay: 0, oldestMs: 0 };
  const muted = health?.muted ?? null;
  const reasons = found.filter(([, isSo]) => isSo).map(([reason]) => reason);
  const behind = { oldestOverdueMs, outbox, stuck, muted };
  return { state: reasons.length === 0 ? 'running' : 'delayed', reasons, temporal, worker, ...behind };
}
