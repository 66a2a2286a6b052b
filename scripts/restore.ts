import { resolve } from 'node:path';
import { createDataSources } from '../entities/data-source';
import { lostInWords } from '../record/backup/places';
import { restore } from '../record/backup/restore';
import { reportInWords } from '../record/reconcile/report';
import { runChecks } from '../record/reconcile/run-checks';
import { CannotRun, fileIn, optionsIn, progressLine, runCommand, secondsSince, type Command } from './recovery/command';
import { closeRecord, openForReading, sceneOf } from './recovery/record';

const usage = 'restore --from DIR [--verify] [--anchors FILE]';

/** Chains, numbers, uploads, views and feed of what was restored, as `reconcile` compares them. */
const verify = async ({ config, logger, isStopping }: Command, anchorFile: string | null): Promise<boolean> => {
  const record = await openForReading(config, logger);
  const scene = await sceneOf(record, { config, logger, temporal: null, anchorFile });
  try {
    const say = progressLine();
    const report = await runChecks(scene, {
      classes: ['D8', 'D9', 'D11', 'D12', 'D13'],
      confirmMs: 0,
      isStopping,
      onProgress: ({ streams }) => {
        say(() => `${streams} streams verified`);
      },
    });
    console.log(reportInWords(report));
    return report.findings.length === 0 && report.resumeAfter === null;
  } finally {
    await scene.close();
    await closeRecord(record);
  }
};

runCommand('restore', async (command) => {
  const given = optionsIn(
    process.argv.slice(2),
    { from: { type: 'string' }, verify: { type: 'boolean' }, anchors: { type: 'string' } },
    usage,
  );
  if (given.from === undefined) throw new CannotRun(`where from?\nUsage: ${usage}`);
  const anchorFile = fileIn('anchors', given.anchors) ?? null;
  const { config } = command;
  const startedAt = performance.now();
  const sources = await createDataSources(config.database);
  const manifest = await restore({
    sources,
    from: resolve(given.from),
    dataDir: config.dataDir,
    givenKey: config.payloadKey,
    onTable: (table, rows) => {
      console.error(`${table}: ${rows} rows`);
    },
  }).finally(() => sources.close());
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    `${rows} rows and ${manifest.uploads.files} uploads of ${manifest.madeAt} restored, ${secondsSince(startedAt)} s.`,
  );
  for (const line of lostInWords(manifest)) console.log(line);
  console.log('Webhooks are muted. If this record is to speak for itself: npm run deliveries -- --confirm --by NAME');
  if (given.verify !== true) {
    console.log('Not verified. Run verify-chain and reconcile before anybody works on it.');
    return 0;
  }
  const isWhole = await verify(command, anchorFile);
  if (isWhole) console.log('Verified. Now `npm run rebuild:workflows`: the engine knows nothing of this state.');
  return isWhole ? 0 : 1;
});
