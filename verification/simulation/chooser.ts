import { sensible, WORDS } from './acts';
import { createDice, type Dice } from './dice';
import { FAULTS, type Fault } from './scheduler';
import type { Step } from './script';
import { isMortal, type Sim } from './sim';
import { PACKS, PERSONS } from './simulated-town';

/** What a schedule is like: every one has some of the faults, none has all, and none is as likely as in another. */
export interface Swarm {
  setup: Record<string, string>;
  steps: number;
  cases: number;
  /** So many acts go well before trouble begins. */
  head: number;
  faults: Fault[];
  waits: number[];
  weights: [Step['verb'], number][];
  /** Everything dies at the end, in the middle of a round of the relay, so that it is not finished in peace. */
  cut: boolean;
  faultChance: number;
  /** One kind of step that fails more often than the others. */
  sore: string;
  soreChance: number;
  /** One kind of step before which everything else overtakes. */
  slow: string;
  foolChance: number;
}

/** How steps begin that can fail in an interesting way. */
const SORE = ['commit', 'commit', 'signal', 'signal', 'mark', 'claim', 'answer', 'report', 'lock'];

/** How steps begin before which a task may stand for long. */
const SLOW = ['none', 'none', 'commit', 'report', 'report', 'deliver', 'answer', 'signal', 'mark', 'wait'];

export const swarmOf = (dice: Dice): Swarm => {
  const some = <T>(list: readonly T[]): T[] => list.filter(() => dice.chance(0.5));
  const pack = dice.chance(0.5) ? PACKS[0] : PACKS[1];
  const maybe = (weight: number): number => (dice.chance(0.5) ? weight : 0);
  return {
    setup: {
      pack,
      skewMs: String(dice.pick([0, 0, 0, -3_000, 3_000, 700]) ?? 0),
      longAfter: String(dice.pick([1_000, 1_000, 12, 4]) ?? 1_000),
    },
    steps: 20 + dice.below(60),
    cases: 1 + dice.below(3),
    head: dice.below(12),
    faults: some(FAULTS),
    waits:
      pack === 'drill' ? [300, 1_000, 2_500, 6_000, 15_000, 45_000, -800] : [1_000, 3_600_000, 86_400_000, 600_000_000],
    weights: [
      ['ask', 3],
      ['go', 6 + dice.below(16)],
      ['run', dice.below(3)],
      ['wait', 1.5],
      ['relay', 1 + dice.below(4)],
      ['sweep', maybe(0.5)],
      ['repeat', maybe(1)],
      ['reuse', maybe(0.2)],
      ['kill', maybe(0.6)],
      ['crash', maybe(0.3)],
      ['again', maybe(0.6)],
      ['lose', maybe(0.3)],
      ['rebuild', maybe(0.8)],
    ],
    cut: dice.chance(0.5),
    faultChance: dice.pick([0, 0.02, 0.1, 0.3]) ?? 0,
    sore: dice.pick(SORE) ?? '',
    soreChance: dice.pick([0, 0.2, 0.5, 0.8]) ?? 0,
    slow: dice.pick(SLOW) ?? '',
    foolChance: dice.pick([0, 0.1, 0.4]) ?? 0,
  };
};

/** Chooses steps one by one, each from what is possible at the moment. */
export const createChooser = (seed: number) => {
  const dice = createDice(seed);
  const swarm = swarmOf(dice);
  const { weights } = swarm;
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  let made = 0;
  let keys = 0;

  const verb = (): Step['verb'] => {
    let left = (dice.below(1_000_000) / 1_000_000) * total;
    for (const [name, weight] of weights) if ((left -= weight) < 0) return name;
    return 'run';
  };

  const key = (): string => `k${(keys += 1)}`;

  const report = (): Step => {
    const own = key();
    return { verb: 'report', args: { who: 'vgg', as: `c${own.slice(1)}`, key: own } };
  };

  const ask = ({ store: { tables } }: Sim): Step => {
    const streams = [...tables.streams];
    const reported = streams.filter(([id]) => id.startsWith('case:')).length;
    const on = dice.pick(streams);
    if (on === undefined || (reported < swarm.cases && dice.chance(0.3))) return report();
    const [streamId, { file }] = on;
    const isFool = dice.chance(swarm.foolChance);
    const words = 'caseId' in file ? WORDS.case : WORDS.escalation;
    const [who = '', word = ''] = isFool
      ? [dice.pick(PERSONS) ?? '', dice.pick(words) ?? '']
      : (dice.pick(sensible(file)) ?? '').split(' ');
    const behind = isFool && dice.chance(0.2) ? { behind: '1' } : {};
    return { verb: 'ask', args: { who, word, on: streamId, key: key(), ...behind } };
  };

  const go = ({ scheduler }: Sim): Step => {
    const all = scheduler.ready();
    const swift = all.filter((task) => !(scheduler.next(task)?.startsWith(swarm.slow) === true));
    const ready = swift.length > 0 && dice.chance(0.95) ? swift : all;
    const isSore = (task: string): boolean => scheduler.next(task)?.startsWith(swarm.sore) === true;
    const task = dice.pick(dice.chance(0.5) ? ready.filter(isSore) : ready) ?? dice.pick(ready) ?? '';
    const chance = isSore(task) ? swarm.soreChance : swarm.faultChance;
    const fault = dice.chance(chance) ? dice.pick(swarm.faults) : undefined;
    return { verb: 'go', args: { task, ...(fault === undefined ? {} : { fault }) } };
  };

  const stepOf = (sim: Sim): Step => {
    const streamId = dice.pick([...sim.store.tables.streams.keys()]) ?? '';
    const sent = dice.pick([...sim.clients.sent.keys()]) ?? '';
    const chosen = verb();
    switch (chosen) {
      case 'report':
      case 'ask':
        return ask(sim);
      case 'go':
        return go(sim);
      case 'wait':
        return { verb: 'wait', args: { ms: String(dice.pick(swarm.waits) ?? 0) } };
      case 'relay':
      case 'sweep':
        return { verb: chosen, args: { as: String(made) } };
      case 'repeat':
      case 'reuse':
        return { verb: chosen, args: { key: sent } };
      case 'kill':
        return { verb: 'kill', args: { task: dice.pick(sim.scheduler.ready().filter(isMortal)) ?? '' } };
      case 'again':
        return { verb: 'again', args: { n: String(dice.below(8)) } };
      case 'lose':
        return { verb: 'lose', args: { on: streamId } };
      case 'rebuild':
        return { verb: 'rebuild', args: { on: streamId, zombie: dice.chance(0.5) ? 'yes' : 'no' } };
      case 'crash':
        return { verb: 'crash', args: {} };
      case 'run':
        return { verb: 'run', args: swarm.slow === 'none' ? {} : { but: swarm.slow } };
    }
  };

  const last = { task: 'relay:last' };
  const ending: Step[] = swarm.cut
    ? [
        { verb: 'relay', args: { as: 'last' } },
        ...Array.from({ length: dice.below(6) }, (): Step => ({ verb: 'go', args: last })),
        { verb: 'crash', args: {} },
      ]
    : [];

  return {
    setup: swarm.setup,
    /** The next step, or undefined at the end of the schedule. */
    next(sim: Sim): Step | undefined {
      made += 1;
      if (made > swarm.steps + 2 * swarm.head) return ending.shift();
      if (made > 2 * swarm.head) return stepOf(sim);
      if (made % 2 === 0) return { verb: 'run', args: {} };
      return made === 1 ? report() : ask(sim);
    },
  };
};
