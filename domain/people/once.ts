import type { Telling } from './telling';

/** The tellings of one event. */
interface Told {
  tellings: Telling[];
}

/** Who hears of a fact by which telling: one that asks him to do something before one that only tells. */
const winners = (told: readonly Told[]): Map<string, Telling> => {
  const first = new Map<string, Telling>();
  for (const telling of told.flatMap(({ tellings }) => tellings)) {
    if (telling.fact === undefined) continue;
    for (const personId of telling.personIds) {
      const key = `${telling.fact} ${personId}`;
      const known = first.get(key);
      if (known === undefined || (telling.asks === true && known.asks !== true)) first.set(key, telling);
    }
  }
  return first;
};

/**
 * One message a person and fact (settled 7), over everything that one transaction tells: a 约谈 that a ladder proposes is one
 * fact, for the case that climbed and for the escalation. Nobody is named twice in one telling either.
 */
export const onceEach = <T extends Told>(told: readonly T[]): T[] => {
  const chosen = winners(told);
  const hears = (telling: Telling, personId: string): boolean =>
    telling.fact === undefined || chosen.get(`${telling.fact} ${personId}`) === telling;
  return told.map((one) => ({
    ...one,
    tellings: one.tellings
      .map((telling) => ({
        ...telling,
        personIds: [...new Set(telling.personIds)].filter((personId) => hears(telling, personId)),
      }))
      .filter(({ personIds }) => personIds.length > 0),
  }));
};
