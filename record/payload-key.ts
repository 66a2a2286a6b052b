import { existsSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { ConfigError, payloadKeyOf, type Config } from '../config';
import { payloadKeyFile } from '../payload-key';
import { notedFingerprint, proveKey } from './key-proof';

/** A town, or a key that was noted: then there is a key already, and another would open nothing. */
const isInUse = async (source: DataSource): Promise<boolean> =>
  (await notedFingerprint(source)) !== undefined || (await hasTowns(source));

const hasTowns = async (source: DataSource): Promise<boolean> => {
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
 * is sealed already. The database is asked first, since another process may just be making both. One that is there must be
 * the one that the data was made with.
 *
 * @throws ConfigError where the key is missing, cannot be used, or is not that of the data
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
  const key = payloadKeyOf(config);
  await proveKey(source, key, config);
  return key;
};
