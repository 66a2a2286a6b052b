import type { Pack } from '../domain/policy/pack';
import type { Calendar } from '../domain/clock/calendar';
import { ConfigError, type Config } from '../config';
import { createDataSources, migrate, type DataSources } from '../entities/data-source';
import { levelOf } from '../entities/level';
import { TownRow } from '../entities/people.entity';
import { ProgramRow } from '../entities/program.entity';
import type { Logger } from '../logger';
import { loadCalendar, packOf } from '../policies';
import { createDoor } from './create-door';
import type { RecordDoor } from './door/record-door';
import type { DoorDeps } from './door-deps';
import { insertMissing } from './entity-sql';
import { MODULES } from '../domain/modules';
import { noteKey } from './key-proof';
import { keyOfData } from './payload-key';
import { programVersion } from './program-version';
import { open, subkey } from './seal';
import { chosenPacks } from './start-check';

/** The record of one process: database, door, packs, calendar and the keys of its secrets. */
export interface OpenRecord {
  sources: DataSources;
  door: RecordDoor;
  packs: Map<string, Pack>;
  calendar: Calendar;
  secretKey: Buffer;
  /** Opens a webhook's secret as the API sealed it. */
  openSecret(sealed: string): string;
}

/** What a process may add to its door: log, nudge, counters and, in tests and the demo, a clock. */
type Around = Pick<DoorDeps, 'logger' | 'onCommitted' | 'observe' | 'now' | 'signInNow'>;

export interface RecordOptions extends Around {
  config: Pick<Config, 'database' | 'dataDir' | 'payloadKey' | 'packs'>;
}

/** Brings the tables up to date, says so where they were not, and notes this version in the data. */
const bringUpToDate = async (sources: DataSources, logger: Logger): Promise<void> => {
  const { isEmpty, missing, madeBy } = await levelOf(sources.write);
  const isOlder = !isEmpty && missing.length > 0;
  if (isOlder) logger.warn('tables of an older version are brought up to date', { missing, madeBy });
  await migrate(sources);
  if (isOlder) logger.warn('tables are up to date', { missing });
  const own = { version: programVersion(), firstAt: new Date(Date.now()).toISOString() };
  const { sql, params } = insertMissing(ProgramRow, own, sources.type === 'sqlite');
  await sources.write.query(sql, params);
};

/** A town whose pack is not offered could be neither shown nor judged. Its cases pin versions of the same pack. */
const refuseLostPacks = async ({ write }: DataSources, packs: ReadonlyMap<string, Pack>): Promise<void> => {
  const towns = await write.getRepository(TownRow).find({ select: { townId: true, name: true, packId: true } });
  const byPack = Map.groupBy(
    towns.filter(({ packId }) => !packs.has(packId)),
    ({ packId }) => packId,
  );
  if (byPack.size === 0) return;
  throw new ConfigError(
    [...byPack].map(
      ([packId, on]) =>
        `PACKS does not name "${packId}", and towns are on it (${on.map(({ name, townId }) => `${name} ${townId}`).join(', ')}): ` +
        `add it, as in PACKS=${[...packs.keys(), packId].join(',')}`,
    ),
  );
};

/**
 * Opens and migrates the database and puts the door in front of it.
 *
 * @throws ConfigError, PackError, CannotOpen, ForeignData, DatabaseInUse, UnknownMigrations, MigrationLockHeld, MigrationFailed
 */
export const openRecord = async ({ config, ...around }: RecordOptions): Promise<OpenRecord> => {
  const packs = chosenPacks(config.packs);
  const calendar = loadCalendar();
  const sources = await createDataSources(config.database);
  try {
    const key = await keyOfData(config, sources.write);
    await bringUpToDate(sources, around.logger);
    await noteKey(sources, key, config);
    await refuseLostPacks(sources, packs);
    const record = recordOn(sources, { packs, calendar, key, ...around });
    const noted = await record.door.noteReaders();
    if (noted > 0) around.logger.warn('noted who reads the cases of an older version', { cases: noted });
    return record;
  } catch (error) {
    await sources.close();
    throw error;
  }
};

interface Parts extends Around {
  packs: Map<string, Pack>;
  calendar: Calendar;
  key: Buffer;
}

/** The same on a database that is open and migrated already. */
export const recordOn = (sources: DataSources, { packs, calendar, key, ...around }: Parts): OpenRecord => {
  const secretKey = subkey(key, 'api');
  const door = createDoor({
    sources,
    modules: MODULES,
    packOf,
    calendar,
    reporterKey: subkey(key, 'reporter'),
    ...around,
  });
  return { sources, door, packs, calendar, secretKey, openSecret: (sealed) => open(secretKey, sealed) };
};
