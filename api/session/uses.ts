import type { Instant } from '../../domain/clock/instant';

/** When credentials were last noted as used by this process, newest last; at most so many, of 64 letters each. */
export interface Uses {
  /** The later of what this process noted and what the record says; null when neither says anything. */
  later(hash: string, recorded: Instant | null): Instant | null;
  note(hash: string, now: Instant): void;
}

export const createUses = (most = 10_000): Uses => {
  const noted = new Map<string, Instant>();
  return {
    later: (hash, recorded) => {
      const own = noted.get(hash) ?? null;
      if (own === null || recorded === null) return own ?? recorded;
      return own > recorded ? own : recorded;
    },
    note: (hash, now) => {
      noted.delete(hash);
      noted.set(hash, now);
      for (const oldest of noted.keys()) {
        if (noted.size <= most) return;
        noted.delete(oldest);
      }
    },
  };
};
