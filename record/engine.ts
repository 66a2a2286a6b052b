import type { Instant } from '../domain/clock/instant';
import { createDirectoryCache, type DirectoryCache } from './directory-cache';
import type { StreamModule } from '../domain/stream-module';
import type { DoorDeps } from './door-deps';
import { guardQueries } from './guard-queries';
import { recordClock, type RecordClock } from './clock';
import { createStore, type Store } from './store';

/** What the parts of the door share. */
export interface Engine {
  deps: DoorDeps;
  store: Store;
  modules: readonly StreamModule[];
  clock: RecordClock;
  /** Of wrong passwords and the waits after them; another one on a training clock only. */
  signInClock: RecordClock;
  directories: DirectoryCache;
  /** What was wrong with the database's settings when they were last read. */
  settings: { readAt: number; wrong: string[] } | null;
  /** When a write was last tried after a refusal. */
  trial: { at: number };
}

export const createEngine = (deps: DoorDeps): Engine => {
  if (deps.reporterKey.length !== 32) throw new Error('the reporter key must have 32 bytes');
  const now: (() => Instant) | undefined = deps.now?.bind(deps);
  const signInNow: (() => Instant) | undefined = deps.signInNow?.bind(deps);
  const clock = recordClock(deps.sources.type === 'sqlite', now);
  const store = createStore(deps.sources, deps.logger, deps.observe?.bind(deps));
  if (deps.sources.type !== 'sqlite') guardQueries(deps.sources.read, store.circuit);
  return {
    deps,
    store,
    modules: deps.modules,
    clock,
    signInClock: signInNow === undefined ? clock : recordClock(deps.sources.type === 'sqlite', signInNow),
    directories: createDirectoryCache(),
    settings: null,
    trial: { at: -Infinity },
  };
};
