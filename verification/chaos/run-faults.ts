import type { Database } from '../../entities/data-source';
import { cutOf } from './database';
import type { Doors } from './doors';
import { killOf, pauseOf, type Killable, type NemesisOptions } from './nemesis';

type Range = [least: number, most: number];

/** How often faults come, and how long they last. */
export interface Pace {
  gapMs: Range;
  downMs: Range;
  pauseMs: Range;
  /** How often connections are cut, for seven kills of a process. */
  cuts: number;
}

export const usual: Pace = { gapMs: [500, 2_500], downMs: [0, 1_000], pauseMs: [500, 8_000], cuts: 7 };
/** A planted bug has twenty seconds to show itself. */
export const dense: Pace = { gapMs: [50, 250], downMs: [0, 300], pauseMs: [500, 2_000], cuts: 60 };

export interface Faulted {
  processes: Killable[];
  server: Killable | null;
  at: Database;
  doors: Doors;
  pace: Pace;
  /** The one kind of fault, or all. */
  kind: string | null;
}

/** Every fault of a run on a database, seven kills for three pauses. */
export const faultsOn = ({ processes, server, at, doors, pace, kind }: Faulted): NemesisOptions['faults'] => {
  const victims = [
    ...processes.map((victim, index) => ({ victim, inFlight: () => doors.inFlight(index) })),
    ...(server ? [{ victim: server, inFlight: () => doors.inFlight() }] : []),
  ];
  const faults = victims.flatMap(({ victim, inFlight }) => [
    { fault: killOf(victim, inFlight, pace.downMs), weight: 7 },
    { fault: pauseOf(victim, inFlight, pace.pauseMs), weight: 3 },
  ]);
  if (server) faults.push({ fault: cutOf(at, () => doors.inFlight()), weight: pace.cuts });
  return faults.filter(({ fault }) => kind === null || fault.kind === kind);
};
