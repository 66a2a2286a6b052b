import { join, resolve } from 'node:path';
import { levelOf, refuseOtherLevels } from '../entities/level';
import { createReader } from '../entities/reader';
import { backUp } from '../record/backup/backup';
import { lostInWords } from '../record/backup/places';
import { keyOfData } from '../record/payload-key';
import { programVersion } from '../record/program-version';
import { folderProblem } from '../record/writable';
import { CannotRun, optionsIn, runCommand, secondsSince } from './recovery/command';

const usage = 'backup --to DIR';

/** Everything that is needed to have the record again, while the service runs. */
runCommand('backup', async ({ config }) => {
  const { to } = optionsIn(process.argv.slice(2), { to: { type: 'string' } }, usage);
  if (to === undefined) throw new CannotRun(`where to?\nUsage: ${usage}`);
  const wrongPlace = folderProblem('--to', resolve(to), true);
  if (wrongPlace !== undefined) throw new CannotRun(wrongPlace);
  const startedAt = performance.now();
  const sources = await createReader(config.database);
  try {
    refuseOtherLevels(await levelOf(sources.write));
    const manifest = await backUp({
      sources,
      attachmentsDir: join(config.dataDir, 'attachments'),
      payloadKey: await keyOfData(config, sources.write),
      to: resolve(to),
      version: programVersion(),
      madeAt: new Date(Date.now()).toISOString(),
      onTable: ({ table, rows }) => {
        console.error(`${table}: ${rows} rows`);
      },
    });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const { files, bytes } = manifest.uploads;
    console.log(
      `${rows} rows of ${manifest.tables.length} tables, ${files} uploads (${(bytes / 1_048_576).toFixed(1)} MiB) and the payload key in ${resolve(to)}, ${secondsSince(startedAt)} s. The key opens what is encrypted: keep the folder as carefully as the data.`,
    );
    const lost = lostInWords(manifest);
    for (const line of lost) console.log(line);
    return lost.length > 0 ? 1 : 0;
  } finally {
    await sources.close();
  }
});
