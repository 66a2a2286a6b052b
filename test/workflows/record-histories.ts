import 'reflect-metadata';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { Client } from '@temporalio/client';
import { currentFolder, currentRelease, namesIn } from './support/histories';
import { lateScenarios, scenarios, type Scenario } from './support/scenarios';
import { openStage, type Stage } from './support/stage';

/**
 * Plays the scenarios on a real Temporal server and keeps the histories of all their runs under the release that
 * package.json names, against which the tests replay every later build. Run it before each release, when a scenario is
 * added, and when a change of the workflows was made replay-safe with `patched`. Histories of earlier releases are never
 * touched; those of this one are kept, unless `--afresh` says that it runs nowhere yet.
 */
async function keepRuns(client: Client, workflowId: string, name: string, since: Date): Promise<void> {
  const query = `WorkflowId = '${workflowId}'`;
  const runs: { runId: string; startTime: Date }[] = [];
  for await (const run of client.workflow.list({ query })) if (run.startTime >= since) runs.push(run);
  runs.sort((a, b) => a.startTime.getTime() - b.startTime.getTime());
  for (const [index, { runId }] of runs.entries()) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const file = join(currentFolder, runs.length === 1 ? `${name}.json` : `${name}-${index + 1}.json`);
    writeFileSync(file, `${historyToJSON(history)}\n`);
    process.stdout.write(`${file}: ${history.events?.length ?? 0} events\n`);
  }
}

async function play(stage: Stage, chosen: Record<string, Scenario>, known: readonly string[]): Promise<void> {
  for (const [name, scenario] of Object.entries(chosen)) {
    if (known.some((file) => file.startsWith(name))) continue;
    const since = new Date(Date.now() - 1_000);
    const workflowId = await scenario(stage);
    // The list of workflows is behind by a moment.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await keepRuns(stage.client, workflowId, name, since);
  }
}

async function main(afresh: boolean): Promise<void> {
  if (afresh) rmSync(currentFolder, { recursive: true, force: true });
  mkdirSync(currentFolder, { recursive: true });
  const known = namesIn(currentFolder);
  process.stdout.write(`release ${currentRelease}: ${known.length} histories are there\n`);
  for (const [chosen, options] of [
    [scenarios, {}],
    [lateScenarios, { offsetMs: -500 }],
  ] as const) {
    const stage = await openStage(options);
    try {
      await play(stage, chosen, known);
    } finally {
      await stage.close();
    }
  }
}

// The SDK's runtime would keep the process alive; a rejection ends it with a non-zero code.
void main(process.argv.includes('--afresh')).then(() => process.exit(0));
