import { diffMs, type Instant } from '../clock/instant';

/**
 * What wrong passwords are counted by (settled 4.4): one account from one address; one account from all addresses that are
 * not known to be good for it; one address for all accounts it is not known to be good for.
 */
export const PACE_SCOPES = ['pair', 'account', 'address'] as const;
export type PaceScope = (typeof PACE_SCOPES)[number];

interface Pace {
  /** So many wrong passwords follow one another without a wait. */
  free: number;
  /** How long the next attempt waits after each further one; the last repeats. */
  waitsMs: readonly number[];
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;

/** After so long without a wrong password a count begins anew: longer than anybody gains by waiting for it. */
export const forgottenAfterMs = 4 * hourMs;

/** An address is known to be good for an account for 90 days after a sign-in with the right password from there. */
export const knownForMs = 90 * 24 * hourMs;

const paces: Record<PaceScope, Pace> = {
  pair: {
    free: 5,
    waitsMs: [30 * secondMs, minuteMs, 2 * minuteMs, 4 * minuteMs, 8 * minuteMs, 15 * minuteMs],
  },
  account: { free: 50, waitsMs: [minuteMs] },
  address: { free: 100, waitsMs: [minuteMs] },
};

/** Wrong passwords of one scope that followed one another. */
export interface Wrongs {
  scope: PaceScope;
  count: number;
  /** When the last one was counted; null before the first. */
  lastAt: Instant | null;
}

const waitOf = ({ scope, count, lastAt }: Wrongs, now: Instant): number => {
  const { free, waitsMs } = paces[scope];
  const waitMs = count < free ? 0 : (waitsMs[Math.min(count - free, waitsMs.length - 1)] ?? 0);
  return lastAt === null ? 0 : Math.max(0, waitMs - diffMs(now, lastAt));
};

/**
 * How long the next attempt has to wait, in milliseconds; 0 when it may be made now. The ceilings of account and address
 * never hold back a pair that is known to be good, so that nobody keeps another person out from elsewhere (settled 4.4).
 */
export const paceOf = (wrongs: readonly Wrongs[], isKnown: boolean, now: Instant): number =>
  Math.max(0, ...countedIn(isKnown).map((scope) => waitOf(wrongsIn(wrongs, scope), now)));

/** Where a wrong password is counted: from an address known to be good only against the pair. */
export const countedIn = (isKnown: boolean): readonly PaceScope[] => (isKnown ? ['pair'] : PACE_SCOPES);

const wrongsIn = (wrongs: readonly Wrongs[], scope: PaceScope): Wrongs =>
  wrongs.find((one) => one.scope === scope) ?? { scope, count: 0, lastAt: null };
