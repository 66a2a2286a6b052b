import { join } from 'node:path';
import type { Config } from '../../config';
import { createDataSources, type DataSources } from '../../entities/data-source';
import { levelOf, refuseOtherLevels } from '../../entities/level';
import { createReader } from '../../entities/reader';
import { DatabaseInUse } from '../../entities/sqlite-source';
import type { Logger } from '../../logger';
import { loadCalendar, loadPacks } from '../../policies';
import { MODULES } from '../../domain/modules';
import type { Housekeeping } from '../../record/door/record-door';
import { recordOn, type OpenRecord } from '../../record/open-record';
import { keyOfData } from '../../record/payload-key';
import { openScene, type Scene } from '../../record/reconcile/scene';
import type { TemporalView } from '../../record/reconcile/temporal-view';
import { CannotRun } from './command';

/** The record as it is, of the level it has; nothing is migrated. */
export interface FoundRecord extends OpenRecord {
  /** True where a running service has the SQLite file open, so that it can only be read here. */
  isShared: boolean;
}

const openBeside = async (config: Config): Promise<{ sources: DataSources; isShared: boolean }> => {
  try {
    return { sources: await createDataSources(config.database), isShared: false };
  } catch (error) {
    if (!(error instanceof DatabaseInUse)) throw error;
    return { sources: await createReader(config.database), isShared: true };
  }
};

const onSources = async (sources: DataSources, config: Config, logger: Logger): Promise<OpenRecord> => {
  try {
    refuseOtherLevels(await levelOf(sources.write));
    const key = await keyOfData(config, sources.write);
    return recordOn(sources, { packs: loadPacks(), calendar: loadCalendar(), key, logger });
  } catch (error) {
    await sources.close();
    throw error;
  }
};

/** For looking only: also beside a running service. */
export const openForReading = async (config: Config, logger: Logger): Promise<FoundRecord> => {
  const { sources, isShared } = await openBeside(config);
  return { ...(await onSources(sources, config, logger)), isShared };
};

/** For repairs. On SQLite the service must not run: it is refused with DatabaseInUse, which says so. */
export const openForRepair = async (config: Config, logger: Logger): Promise<OpenRecord> =>
  onSources(await createDataSources(config.database), config, logger);

/** @throws CannotRun where the record has no such stream: looking at nothing would find nothing wrong */
export const requireStream = async ({ read }: DataSources, streamId: string | undefined): Promise<void> => {
  if (streamId === undefined) return;
  const rows: unknown = await read.query('SELECT stream_id FROM stream WHERE stream_id = ?', [streamId]);
  if (Array.isArray(rows) && rows.length > 0) return;
  throw new CannotRun(`--stream ${streamId}: there is no such stream; they are named case:ID or escalation:ID`);
};

export const closeRecord = async ({ door, sources }: { door: Housekeeping; sources: DataSources }): Promise<void> => {
  door.close();
  await sources.close();
};

/** What is compared: the record with the engine, the uploads and, where a file is given, the anchors outside. */
export const sceneOf = (
  { sources, secretKey }: OpenRecord,
  {
    config,
    logger,
    temporal,
    anchorFile = null,
  }: {
    config: Config;
    logger: Logger;
    temporal: TemporalView | null;
    anchorFile?: string | null;
  },
): Promise<Scene> =>
  openScene({
    sources,
    modules: MODULES,
    logger,
    temporal,
    attachmentsDir: join(config.dataDir, 'attachments'),
    anchorFile,
    secretKey,
  });
