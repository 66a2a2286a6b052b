import { join, resolve } from 'node:path';
import { payloadKeyOf } from '../config';
import { createReader } from '../entities/reader';
import { backUp } from '../record/backup/backup';

import { CannotRun, optionsIn, runCommand, secondsSince } from './recovery/command';
import { programVersion } from './recovery/version';

const usage = 'backup --to DIR';

/** Everything that is needed to have the record again, while the service runs. */
runCommand('backup', async ({ config }) => {
  const { to } = optionsIn(process.argv.slice(2), { to: { type: 'string' } }, usage);
  if (to === undefined) throw new CannotRun(`where to?\nUsage: ${usage}`);
  const startedAt = performance.now();
  const sources = await createReader(config.database);
  try {
    if (await sources.write.showMigrations()) {
      throw new CannotRun('the tables are not at the level of this version: back up with the version that is in use');
    }
    const manifest = await backUp({
      sources,
      attachmentsDir: join(config.dataDir, 'attachments'),
      payloadKey: payloadKeyOf(config),
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
    return 0;
  } finally {
    await sources.close();
  }
});
