import { existsSync } from 'node:fs';
import { exitCodeOf, reportInWords } from '../record/reconcile/report';
import { runChecks } from '../record/reconcile/run-checks';
import { fileIn, optionsIn, progressLine, runCommand } from './recovery/command';
import { closeRecord, openForReading, sceneOf } from './recovery/record';

/** Every chain and every anchor; beside a running service, since it only reads. */
runCommand('verify-chain', async ({ config, logger, isStopping }) => {
  const given = optionsIn(process.argv.slice(2), { anchors: { type: 'string' } }, 'verify-chain [--anchors FILE]');
  const standard = existsSync(config.anchorFile) ? config.anchorFile : null;
  const anchorFile = fileIn('anchors', given.anchors) ?? standard;
  const record = await openForReading(config, logger);
  const scene = await sceneOf(record, { config, logger, temporal: null, anchorFile });
  try {
    const say = progressLine();
    const report = await runChecks(scene, {
      classes: ['D8'],
      confirmMs: 1_000,
      isStopping,
      onProgress: ({ streams }) => {
        say(() => `${streams} streams`);
      },
    });
    console.log(reportInWords(report));
    console.log(
      anchorFile === null
        ? `No anchors outside the database were compared (${config.anchorFile} does not exist): a cut end may stay hidden.`
        : `Compared with the anchors in ${anchorFile}.`,
    );
    return exitCodeOf(report);
  } finally {
    await scene.close();
    await closeRecord(record);
  }
});
