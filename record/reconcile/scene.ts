import type { Instant } from '../../domain/clock/instant';
import type { DataSources } from '../../entities/data-source';
import type { Logger } from '../../logger';
import { recordClock, type RecordClock } from '../clock';
import type { StreamModule } from '../../domain/stream-module';
import { read } from '../reading';
import { createStore, type Store } from '../store';
import { createViewFolder, type ViewFolder } from './fold-views';
import type { TemporalView } from './temporal-view';

/** Everything that is compared. */
export interface Scene {
  store: Store;
  modules: readonly StreamModule[];
  clock: RecordClock;
  views: ViewFolder;
  /** Null where no server can be asked. */
  temporal: TemporalView | null;
  /** The folder of the uploads. */
  attachmentsDir: string;
  /** The anchor file to compare with; null leaves it out. */
  anchorFile: string | null;
  /** Opens sealed originals; null leaves them closed. */
  secretKey: Buffer | null;
  close(): Promise<void>;
}

export interface SceneOptions {
  sources: DataSources;
  modules: readonly StreamModule[];
  logger: Logger;
  temporal: TemporalView | null;
  attachmentsDir: string;
  anchorFile?: string | null;
  secretKey?: Buffer | null;
  /** Replaces the record's clock (tests). */
  now?: () => Instant;
}

export const openScene = async (options: SceneOptions): Promise<Scene> => {
  const { sources, modules, logger, temporal, attachmentsDir, anchorFile = null, secretKey = null, now } = options;
  const store = createStore(sources, logger);
  const views = await createViewFolder(modules, store);
  const clock = recordClock(sources.type === 'sqlite', now);
  const close = async (): Promise<void> => {
    store.circuit.stop();
    await views.close();
  };
  return { store, modules, clock, views, temporal, attachmentsDir, anchorFile, secretKey, close };
};

export const sceneNow = async ({ store, clock }: Pick<Scene, 'store' | 'clock'>): Promise<Instant> =>
  clock.read((await read(store, clock.statements))[0]?.[0]);
