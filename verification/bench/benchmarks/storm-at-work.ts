import { atMost, type Benchmark } from '../benchmark';
import { Clicks } from '../clicks';
import { seedLate, seedLateLeads, seedLeads } from '../fixtures';
import { quantile } from '../stats';
import { openStage } from '../stage';
import { quietStorm, stormWithClicks } from '../storms';

/** Enough that a case rests between two clicks. */
const clickCases = (count: number): number => Math.min(512, Math.max(64, Math.ceil(count / 4)));

const lines = {
  paced: {
    what: 'approval p99 in the storm, 50/s (control: before it)',
    unit: 'ms',
    bar: atMost(4),
    stretch: atMost(2),
  },
  pacedLast: { what: 'storm with 50 approvals/s (control: quiet storm)', unit: 's' },
  pushed: {
    what: 'storm with approvals without limit (control: quiet storm)',
    unit: 's',
    bar: atMost(1.5),
    stretch: atMost(1.1),
  },
  pushedRate: { what: 'approvals without limit during the storm', unit: 'approvals/s' },
  shed: { what: 'approvals turned away during the storms, 429 or 503', unit: 'approvals' },
  wrong: { what: 'storms at work, deadlines lost, doubled or early', unit: 'deadlines', bar: atMost(0) },
  town: { what: 'storm a quarter as large, every case climbing one ladder of one unit', unit: 's' },
  townCpu: { what: 'the same, our process until everything rests', unit: 'CPU ms/case' },
} as const;

/** B3, the rest of it: storms while people go on working, and one in which every case has the same consequence. */
export const stormAtWork: Benchmark<keyof typeof lines> = {
  id: 'B3',
  title: 'Deadline storm at work',
  repeats: 'once',
  lines,
  async run(lab, watch) {
    const count = lab.options.sizes.storm;
    const quarter = Math.ceil(count / 4);
    const stage = await openStage(lab, watch);
    try {
      const ours = await stage.startOurs();
      const targets = await seedLeads(stage.town, clickCases(count));
      await stage.settled(ours.pids);
      const quiet = await quietStorm(stage, ours, count, seedLate);
      const clicks = await Clicks.open(ours.url, targets, stage.town.photos);
      const paced = await stormWithClicks(stage, ours, clicks, count, 50);
      const pushed = await stormWithClicks(stage, ours, clicks, count, null);
      await clicks.close();
      const town = await quietStorm(stage, ours, quarter, seedLateLeads);
      await ours.stop();
      return {
        paced: { ours: quantile(paced.during, 0.99), control: quantile(paced.before, 0.99) },
        pacedLast: { ours: paced.last, control: quiet.last },
        pushed: { ours: pushed.last, control: quiet.last },
        pushedRate: { ours: pushed.rate },
        shed: { ours: clicks.shed.length },
        wrong: { ours: quiet.wrong + paced.wrong + pushed.wrong + town.wrong },
        town: { ours: town.last },
        townCpu: { ours: (town.cpu.app * 1000) / quarter },
      };
    } finally {
      await stage.close();
    }
  },
};
