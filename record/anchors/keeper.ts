import { diffMs, type Instant } from '../../domain/clock/instant';
import type { DataSources } from '../../entities/data-source';
import type { Logger } from '../../logger';
import { recordClock } from '../clock';
import { read } from '../reading';
import { createStore } from '../store';
import type { Anchor } from './anchor';
import { exportAnchors } from './anchor-file';
import { dropAnchor, mostChains } from './drop-anchor';
import { anchorIn, lastAnchor } from './rows';

export interface AnchorKeeper {
  /** Drops an anchor when the last one is older than `everyMs`, and exports what the file lacks. Returns what is new in it. */
  round(everyMs: number): Promise<Anchor[]>;
  close(): void;
}

export interface AnchorKeeperOptions {
  sources: DataSources;
  /** Outside the data directory. */
  file: string;
  logger: Logger;
  /** Replaces the record's clock (tests). */
  now?: () => Instant;
}

/** Anchors the chains of a record from time to time. */
export const createAnchorKeeper = ({ sources, file, logger, now }: AnchorKeeperOptions): AnchorKeeper => {
  const store = createStore(sources, logger);
  const clock = recordClock(sources.type === 'sqlite', now);
  let startedAt: Instant | undefined;

  /** Without any anchor the time counts from the first round, so that what lives for seconds leaves no file behind. */
  const isDue = (last: Anchor | undefined, at: Instant, everyMs: number): boolean => {
    startedAt ??= at;
    return diffMs(at, last?.at ?? startedAt) >= everyMs;
  };

  return {
    async round(everyMs) {
      const [rows, answer] = await read(store, [lastAnchor, ...clock.statements]);
      const at = clock.read(answer?.[0]);
      if (isDue((rows ?? []).map(anchorIn)[0], at, everyMs)) {
        let isFull = true;
        while (isFull) isFull = ((await dropAnchor(store, clock))?.chains ?? 0) >= mostChains;
      }
      return exportAnchors(store, file, at);
    },
    close: () => {
      store.circuit.stop();
    },
  };
};
