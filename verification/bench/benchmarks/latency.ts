import type { Client } from '@temporalio/client';
import { atMost, type Benchmark } from '../benchmark';
import { Caller } from '../caller';
import { seedLeads } from '../fixtures';
import { countHistory } from '../histories';
import { closedLoop, openLoop, sound } from '../load';
import { quantile } from '../stats';
import { openStage } from '../stage';

const perSecond = 50;
const limitMs = 120_000;

const lines = {
  p50: { what: 'from the reply to the workflow, 50/s, p50', unit: 'ms' },
  p99: { what: 'from the reply to the workflow, 50/s, p99', unit: 'ms', bar: atMost(500), stretch: atMost(100) },
} as const;

/** When the workflow of each case was done with what it was told last. */
const appliedAt = async (client: Client, caseIds: readonly string[]): Promise<Map<string, number>> => {
  const found = new Map<string, number>();
  const reading = closedLoop(
    8,
    caseIds.length,
    async (index) => {
      const caseId = caseIds[index] ?? '';
      found.set(caseId, (await countHistory(client.workflow.getHandle(`case:${caseId}`))).lastTaskAt);
    },
    { limitMs },
  );
  sound(await reading, 'reading histories');
  return found;
};

/** How long a workflow does not know yet what has been committed, at the pace of a busy day. */
export const latency: Benchmark<keyof typeof lines> = {
  id: 'latency',
  title: 'From commit to workflow',
  repeats: 'once',
  lines,
  async run(lab, watch) {
    const stage = await openStage(lab, watch);
    try {
      const files = await seedLeads(stage.town, perSecond * lab.options.sizes.latencySeconds);
      const ours = await stage.startOurs();
      await stage.settled(ours.pids);
      const person = await Caller.signIn(ours.url, 'ofc', 16);
      const repliedAt = new Map<string, number>();
      const verify = async (index: number): Promise<void> => {
        const file = files[index];
        if (file === undefined) return;
        const body = { method: 'documents', finding: '属实' };
        await person.must(`/api/v1/cases/${file.caseId}/commands/verify`, body, file.version);
        repliedAt.set(file.caseId, performance.timeOrigin + performance.now());
      };
      sound(await openLoop(perSecond, files.length, verify, { limitMs }), 'verifications');
      await stage.settled(ours.pids);
      const { client, close } = await stage.ourClient();
      const applied = await appliedAt(client, [...repliedAt.keys()]);
      await close();
      await person.close();
      // A workflow may be quicker than the reply.
      const waits = [...repliedAt].map(([caseId, at]) => Math.max(0, (applied.get(caseId) ?? Number.NaN) - at));
      return { p50: { ours: quantile(waits, 0.5) }, p99: { ours: quantile(waits, 0.99) } };
    } finally {
      await stage.close();
    }
  },
};
