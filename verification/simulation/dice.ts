/** Choices from a seed: the same seed, the same choices. */
export interface Dice {
  /** A whole number from 0 to n − 1. */
  below(n: number): number;
  chance(probability: number): boolean;
  /** One of the list; undefined for an empty one. */
  pick<T>(list: readonly T[]): T | undefined;
}

/** mulberry32: 32 bits of state are plenty for a few hundred choices. */
export const createDice = (seed: number): Dice => {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return { below, chance: (probability) => next() < probability, pick: (list) => list[below(list.length)] };
};
