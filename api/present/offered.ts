import type { Offered } from '../../domain/people/offered';
import type { NotTakenAnswer } from '../answers/offered';

/** An act with why it would not be taken, where it would not. */
interface Shown<A extends string> {
  act: A;
  allowed: boolean;
  reason?: NotTakenAnswer;
}

/** Acts that there are on something, each with whether it would be taken now. */
export const presentOffered = <A extends string>(offered: readonly Offered<A>[]): Shown<A>[] =>
  offered.map(({ act, refusal }) =>
    refusal === null
      ? { act, allowed: true }
      : {
          act,
          allowed: false,
          reason: { code: refusal.reason, message: refusal.message, whoCan: refusal.whoCan },
        },
  );
