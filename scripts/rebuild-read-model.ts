import { rebuildReadModel } from '../record/reconcile/rebuild-read-model';
import { optionsIn, progressLine, runCommand, secondsSince } from './recovery/command';
import { closeRecord, openForRepair, sceneOf } from './recovery/record';

/** Makes every table that people read anew from the events. */
runCommand('rebuild:read-model', async ({ config, logger }) => {
  const given = optionsIn(process.argv.slice(2), { by: { type: 'string' } }, 'rebuild:read-model [--by NAME]');
  const record = await openForRepair(config, logger);
  const scene = await sceneOf(record, { config, logger, temporal: null });
  try {
    const startedAt = performance.now();
    const say = progressLine();
    const { streams, tables, isSwapped, caughtUp, broken } = await rebuildReadModel({
      scene,
      door: record.door,
      operator: given.by ?? 'not named',
      onProgress: (folded) => {
        say(() => `${folded} streams folded`);
      },
    });
    for (const { table, live, shadow, differingStreams } of tables) {
      const same = live === shadow && differingStreams === 0;
      console.log(`${table}: ${live} rows, ${shadow} made${same ? '' : `, different in ${differingStreams} streams`}`);
    }
    console.log(
      `${streams} streams in ${secondsSince(startedAt)} s: ${isSwapped ? 'tables exchanged' : 'every table was right, nothing exchanged'}.`,
    );
    if (caughtUp.length > 0) console.log(`Made again one by one: ${caughtUp.length} streams.`);
    for (const streamId of broken) console.log(`${streamId}: its chain is broken, nothing was made of it (D8).`);
    return broken.length > 0 ? 1 : 0;
  } finally {
    await scene.close();
    await closeRecord(record);
  }
});
