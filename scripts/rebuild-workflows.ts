import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { rebuildWorkflows } from '../record/reconcile/rebuild-workflows';
import { createPace } from '../worker/pace';
import { CannotRun, optionsIn, progressLine, runCommand, secondsSince, wholeIn } from './recovery/command';
import { openEngine } from './recovery/engine';
import { closeRecord, openForRepair } from './recovery/record';
import { exitCodes } from '../run-process';

const usage = 'rebuild:workflows [--rate N] [--by NAME] [--afresh] [--own-temporal]';
const standardRate = 50;

/** Gives every open stream a new workflow on the Temporal server, such as an empty one. */
runCommand('rebuild:workflows', async ({ config, logger, isStopping }) => {
  const given = optionsIn(
    process.argv.slice(2),
    {
      rate: { type: 'string' },
      by: { type: 'string' },
      afresh: { type: 'boolean' },
      'own-temporal': { type: 'boolean' },
    },
    usage,
  );
  const perSecond = wholeIn('rate', given.rate, standardRate);
  const stateFile = join(config.dataDir, 'rebuild-workflows.json');
  if (given.afresh === true) rmSync(stateFile, { force: true });
  const record = await openForRepair(config, logger);
  const isOwn = given['own-temporal'] === true || record.sources.type === 'sqlite';
  const engine = await openEngine({ config, logger, isOwn, door: null, perSecond });
  try {
    if (engine === undefined) {
      throw new CannotRun(
        'no Temporal server: set TEMPORAL_ADDRESS, or add --own-temporal while no service runs',
        exitCodes.failed,
      );
    }
    const startedAt = performance.now();
    const pace = createPace(() => perSecond);
    const say = progressLine();
    const { state, isComplete, isResumed } = await rebuildWorkflows({
      door: record.door,
      engine: engine.view,
      stateFile,
      operator: given.by ?? 'not named',
      turn: () => pace.turn(),
      isStopping,
      onProgress: ({ started, total }) => {
        say(() => `${started} of ${total} workflows started, ${secondsSince(startedAt)} s`);
      },
    });
    const resumed = isResumed ? ' (went on where it was broken off)' : '';
    console.log(
      `${state.started} of ${state.total} open streams have a new workflow, ${secondsSince(startedAt)} s${resumed}.`,
    );
    if (!isComplete) console.log('Broken off: the same command goes on, --afresh begins anew.');
    return isComplete ? 0 : 2;
  } finally {
    await engine?.close();
    await closeRecord(record);
  }
});
