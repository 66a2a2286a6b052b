import type { Benchmark } from '../benchmark';
import { liveBare, liveOurs, type Lives } from '../lives';
import { openStage } from '../stage';

const lines = {
  rate: { what: 'standard cases, from the first request to the last workflow task', unit: 'cases/s' },
  tasks: { what: 'workflow tasks of a case, several at once', unit: 'tasks' },
  transitions: { what: 'server transitions of a case, several at once', unit: 'transitions' },
  app: { what: 'our process, for a whole case', unit: 'CPU ms/case' },
  server: { what: 'Temporal server, for a whole case', unit: 'CPU ms/case' },
  database: { what: 'MariaDB, for a whole case', unit: 'CPU ms/case' },
  perTask: { what: 'our process and the server, for a workflow task', unit: 'CPU ms/task' },
} as const;

/** B9: whole cases with everything we add, beside the control with as many workflow tasks. */
export const overhead: Benchmark<keyof typeof lines> = {
  id: 'B9',
  title: 'Engine overhead',
  repeats: 'pairs',
  lines,
  async run(lab, watch) {
    const count = lab.options.sizes.standardCases;
    const stage = await openStage(lab, watch);
    try {
      const product = await stage.startOurs();
      const ours = await liveOurs(stage, product, count);
      await ours.close();
      await product.stop();
      const side = await stage.startBare();
      const control = await liveBare(stage, side, count, Math.max(1, Math.round(ours.tasks)));
      await side.stop();
      const cpu = (part: 'app' | 'server') => ({
        ours: (ours.cpu[part] * 1000) / count,
        control: (control.cpu[part] * 1000) / count,
      });
      const perTask = (lives: Lives): number => ((lives.cpu.app + lives.cpu.server) * 1000) / count / lives.tasks;
      return {
        rate: { ours: count / ours.seconds, control: count / control.seconds },
        tasks: { ours: ours.tasks, control: control.tasks },
        transitions: { ours: ours.transitions, control: control.transitions },
        app: cpu('app'),
        server: cpu('server'),
        database: { ours: (ours.cpu.database * 1000) / count },
        perTask: { ours: perTask(ours), control: perTask(control) },
      };
    } finally {
      await stage.close();
    }
  },
};
