import type { Muted } from '../due-message';

/** How far behind the record is, and what is wrong with it. */
export interface Vitals {
  /** Asked by /readyz: wrong database settings by name, whether the circuit is open, the oldest overdue deadline. */
  health(): Promise<DoorHealth>;
  outboxAge(): Promise<{ rows: number; oldestMs: number }>;
}

export interface DoorHealth {
  available: boolean;
  /** Sentences, each naming a setting, what it is and what it must be. */
  wrongSettings: string[];
  /** Why the database answers and takes no writes, as a sentence; null while it takes them. */
  refusesWrites: string | null;
  outbox: { rows: number; oldestMs: number };
  /** How long the most overdue deadline has been waiting, of streams that can go on; 0 when none is. */
  oldestOverdueMs: number;
  /** Streams that cannot go on by themselves, by what fails, and for how long the oldest has been so. */
  stuck: { settle: number; relay: number; oldestMs: number };
  muted: Muted | null;
  /** Years whose working days should be known today and are not (settled 5.9). */
  missingYears: number[];
}
