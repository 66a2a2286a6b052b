import type { StepOffset, Term } from '../clock/term';
import type { RungAct } from '../stream';
import type { Sourced } from './source';

/**
 * A rung that climbs, after the due instant. `condition` names a behaviour of domain/ladder: `charging-place-provided` holds
 * for every case without the tag `e-bike`, and for one with it only where the resident has a charging place.
 */
export interface Rung extends Sourced {
  act: RungAct;
  offset: StepOffset;
  condition?: 'charging-place-provided';
}

/** Acts of other bodies that are only recorded and never fire (劝阻, 取缔, 训诫). */
export interface RecordedAct extends Sourced {
  act: 'dissuade' | 'ban' | 'admonish';
  by: string;
  condition?: 'charging-place-provided';
}

/** Whom a ladder climbs upon. */
export const LADDER_ADDRESSEES = ['enterprise', 'individual', 'government-unit'] as const;

/** What starts a ladder: a missed deadline, slow progress (B-56), a 重大 hazard handled weakly (B-91). */
export const LADDER_TRIGGERS = ['late', 'slow-progress', 'weak-major'] as const;

export interface Ladder extends Sourced {
  id: string;
  addressee: (typeof LADDER_ADDRESSEES)[number];
  /** `late`, when absent. */
  trigger?: (typeof LADDER_TRIGGERS)[number];
  /** The measure of "slow" for `slow-progress` (lifecycle 2.7). */
  slow?: { silentPeriods: number; belowPercent: number; atPercentOfTime: number };
  rungs: Rung[];
  recorded?: RecordedAct[];
}

/** Late cases of one addressee within a window open an interview; the second time a circular (lifecycle 2.7). */
export interface UnitLadder extends Sourced {
  lateCases: number;
  within: Term;
  /** One 重大 late by more than this counts alone. */
  majorLateBy: Term;
  act: 'interview';
  secondAct: 'circular';
  secondWithin: Term;
}
