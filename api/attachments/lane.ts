/** Too many wait already. */
export class LaneFull extends Error {
  constructor() {
    super('too many wait for this lane');
    this.name = 'LaneFull';
  }
}

export interface Lane {
  /** Runs `work` of a person when one of the places is free and he has no other there. @throws LaneFull at once where too many wait */
  run<T>(personId: string, work: () => Promise<T>): Promise<T>;
}

interface Waiting {
  personId: string;
  start: () => void;
}

/**
 * Lets at most `places` works run at once, one of each person, and at most `queue` wait. Who has been served least lately
 * goes first, so that one person's many works hold up nobody else's one.
 */
export const createLane = ({ places, queue }: { places: number; queue: number }): Lane => {
  const waiting: Waiting[] = [];
  const running = new Set<string>();
  /** Those who wait or run, in the order in which they were served; others are forgotten. */
  let served: string[] = [];

  const isKnown = (personId: string): boolean =>
    running.has(personId) || waiting.some((one) => one.personId === personId);

  /** The work that runs next: of those who have none running, the one served longest ago, his first. */
  const next = (): Waiting | undefined =>
    waiting
      .filter(({ personId }) => !running.has(personId))
      .toSorted((one, other) => served.indexOf(one.personId) - served.indexOf(other.personId))[0];

  const fill = (): void => {
    for (let one = next(); one !== undefined && running.size < places; one = next()) {
      const { personId, start } = one;
      waiting.splice(waiting.indexOf(one), 1);
      running.add(personId);
      served = [...served.filter((other) => other !== personId), personId];
      start();
    }
  };

  return {
    async run(personId, work) {
      const mustWait = running.size >= places || running.has(personId);
      if (mustWait && waiting.length >= queue) throw new LaneFull();
      await new Promise<void>((start) => {
        waiting.push({ personId, start });
        fill();
      });
      try {
        return await work();
      } finally {
        running.delete(personId);
        served = served.filter(isKnown);
        fill();
      }
    },
  };
};
