import { BUGS, type Bug } from '../../../verification/simulation/bugs';
import { playScript, playSeed, type Played } from '../../../verification/simulation/play';
import { printed, readScript } from '../../../verification/simulation/script';
import { shrink } from '../../../verification/simulation/shrink';
import { loadTowns } from '../../../verification/simulation/simulated-town';

const towns = loadTowns();

const firstFailure = async (bug: Bug, most: number): Promise<Played | undefined> => {
  for (let seed = 1; seed <= most; seed += 1) {
    const played = await playSeed({ towns, bug }, seed);
    if (played.violations.length > 0) return played;
  }
  return undefined;
};

describe('the record, its workflows and its relay under faults in every order', () => {
  it('keep every promise over three hundred schedules', async () => {
    let commands = 0;
    let faults = 0;
    let fired = 0;
    for (let seed = 1; seed <= 300; seed += 1) {
      const played = await playSeed({ towns, bug: null }, seed);
      expect({ seed, violations: played.violations }).toEqual({ seed, violations: [] });
      commands += played.commands;
      faults += played.faults;
      fired += played.fired;
    }
    expect(commands).toBeGreaterThan(3_000);
    expect(faults).toBeGreaterThan(500);
    expect(fired).toBeGreaterThan(500);
  }, 60_000);

  it('do the same again from the same seed', async () => {
    const once = await playSeed({ towns, bug: null }, 12);
    const again = await playSeed({ towns, bug: null }, 12);
    expect(again).toEqual(once);
  });
});

describe('a planted mistake', () => {
  const caughtAs: Record<Bug, string[]> = {
    'no-key-lookup': ['I1', 'I2', 'I18'],
    'number-outside': ['I12'],
    'marked-before-sending': ['I15'],
    'fires-early': ['I9'],
    'fires-whatever-state': ['I8', 'I11'],
    'no-row-lock': ['I3'],
    'if-match-ignored': ['I6'],
    'generation-ignored': ['I16'],
  };

  it.each(Object.keys(BUGS) as Bug[])(
    '%s is caught by the promise it breaks, and shrinks',
    async (bug) => {
      const failed = await firstFailure(bug, 400);
      expect(failed).toBeDefined();
      if (failed === undefined) return;
      expect(caughtAs[bug]).toContain(failed.violations[0]?.invariant);
      const shortest = await shrink({ towns, bug }, failed);
      expect(shortest.violations[0]?.invariant).toBe(failed.violations[0]?.invariant);
      expect(shortest.script.steps.length).toBeLessThan(failed.script.steps.length);

      const replayed = await playScript({ towns, bug }, readScript(printed(shortest.script, shortest.notes)));
      expect(replayed.violations).toEqual(shortest.violations);
      expect((await playScript({ towns, bug: null }, shortest.script)).violations).toEqual([]);
    },
    60_000,
  );
});
