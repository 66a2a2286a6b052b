import { existsSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { ConfigError, payloadKeyOf, type Config } from '../config';
import { payloadKeyFile } from '../payload-key';

const isInUse = async (source: DataSource): Promise<boolean> => {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable('town'))) return false;
    const towns: unknown = await runner.query('SELECT town_id FROM town LIMIT 1');
    return Array.isArray(towns) && towns.length > 0;
  } finally {
    await runner.release();
  }
};

/**
 * The key of this data. A new one is made only for a database that nobody has used: another key would open nothing of what
 * is sealed already. The database is asked first, since another process may just be making both.
 *
 * @throws ConfigError where the key is missing or cannot be used
 */
export const keyOfData = async (
  config: Pick<Config, 'payloadKey' | 'dataDir'>,
  source: DataSource,
): Promise<Buffer> => {
  const file = payloadKeyFile(config.dataDir);
  if (config.payloadKey === undefined && (await isInUse(source)) && !existsSync(file)) {
    throw new ConfigError([
      `${file} is missing, and the database holds what was sealed with it: put it back from the backup (its payload.key, mode 0600), ` +
        'set PAYLOAD_KEY, or correct DATA_DIR or DATABASE_URL, which name different installations',
    ]);
  }
  return payloadKeyOf(config);
};
