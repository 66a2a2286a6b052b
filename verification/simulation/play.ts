import type { Bug } from './bugs';
import { checkCommands } from './check-commands';
import { checkDead } from './check-dead';
import { checkLog, foldLog } from './check-log';
import { checkRest } from './check-rest';
import { createChooser } from './chooser';
import { quiesce } from './quiesce';
import type { Script, Step } from './script';
import { createSim, type Sim } from './sim';
import type { PackName, SimulatedTown } from './simulated-town';
import type { Violation } from './violation';

/** One schedule as it went. */
export interface Played {
  script: Script;
  /** What each step did. */
  notes: string[];
  violations: Violation[];
  commands: number;
  faults: number;
  events: number;
  fired: number;
}

export interface PlayOptions {
  towns: Record<PackName, SimulatedTown>;
  bug: Bug | null;
}

const isFault = ({ verb, args }: Step): boolean =>
  ['kill', 'crash', 'again', 'lose', 'rebuild'].includes(verb) || args['fault'] !== undefined;

const check = (sim: Sim): Violation[] => {
  const foldings = foldLog(sim);
  return [...checkLog(sim, foldings), ...checkCommands(sim, foldings), ...checkRest(sim), ...checkDead(sim)];
};

const play = async (
  { towns, bug }: PlayOptions,
  setup: Record<string, string>,
  next: (sim: Sim) => Step | undefined,
): Promise<Played> => {
  const sim = createSim(towns, setup, bug);
  const { failures } = sim.scheduler;
  const steps: Step[] = [];
  const notes: string[] = [];
  let faults = 0;
  for (let step = next(sim); step && failures.length === 0; step = next(sim)) {
    steps.push(step);
    const note = await sim.apply(step);
    notes.push(note);
    if (note !== 'nothing' && isFault(step)) faults += 1;
  }
  await quiesce(sim);
  const violations = failures.length > 0 ? failures : check(sim);
  const events = [...sim.store.tables.events.values()].flat();
  const commands = [...sim.clients.sent.values()].reduce((sum, { attempts }) => sum + attempts.length, 0);
  const fired = events.filter(({ body }) => body.fires !== undefined).length;
  return { script: { setup, steps }, notes, violations, commands, faults, events: events.length, fired };
};

/** Plays the schedule of a seed. */
export const playSeed = (options: PlayOptions, seed: number): Promise<Played> => {
  const chooser = createChooser(seed);
  return play(options, chooser.setup, (sim) => chooser.next(sim));
};

/** Plays a script; steps that mean nothing where they come do nothing. */
export const playScript = (options: PlayOptions, { setup, steps }: Script): Promise<Played> => {
  const left = [...steps];
  return play(options, setup, () => left.shift());
};
