import { createDataSources, migrate } from '../entities/data-source';
import { levelOf } from '../entities/level';
import { noteKey } from '../record/key-proof';
import { keyOfData } from '../record/payload-key';
import { optionsIn, runCommand } from './recovery/command';

/** Brings the tables to the level of this version. The service does the same when it starts. */
runCommand('migrate', async ({ config }) => {
  optionsIn(process.argv.slice(2), {}, 'migrate');
  const sources = await createDataSources(config.database);
  try {
    const { missing } = await levelOf(sources.write);
    const key = await keyOfData(config, sources.write);
    await migrate(sources);
    await noteKey(sources, key, config);
    const names = sources.write.migrations.map(({ name, constructor }) => name ?? constructor.name);
    console.log(
      `${missing.length > 0 ? 'Migrated' : 'Already'} at ${names.at(-1) ?? 'no migration'} (${names.length} in all).`,
    );
    return 0;
  } finally {
    await sources.close();
  }
});
