import { join } from 'node:path';
import { loadConfig, loadMachine, rootDir, type Config, type Machine } from '../config';
import type { Logger } from '../logger';
import { withBuildLock } from './build-lock';
import { findGo, firstProgram, programSuffix } from './find-program';
import { buildTemporal, cliVersion, downloadTemporal } from './temporal-install';

export type TemporalServer =
  { kind: 'address'; address: string } | { kind: 'binary'; path: string; source: 'path' | 'cache' | 'download' | 'go' };

const cached = `temporal-${cliVersion}${programSuffix}`;
const projectCache = join(rootDir, '.cache', 'temporal');
const inCache = (machine: Machine): string | undefined =>
  firstProgram([projectCache, join(machine.cacheDir, 'temporal')], cached);

/** Downloads or builds the binary into the project's cache; one process at a time, the others take its result. */
function obtain(machine: Machine, log: Logger): Promise<TemporalServer | undefined> {
  const target = join(projectCache, cached);
  return withBuildLock(join(projectCache, 'build.lock'), async () => {
    const done = inCache(machine);
    if (done !== undefined) return { kind: 'binary', path: done, source: 'cache' };
    if (await downloadTemporal(target, log)) return { kind: 'binary', path: target, source: 'download' };
    const go = findGo(machine);
    if (go !== undefined && (await buildTemporal(go, target, log))) {
      return { kind: 'binary', path: target, source: 'go' };
    }
    log.warn('no Temporal server: workflows, reminders and escalations do not run', {
      remedy:
        'Set TEMPORAL_ADDRESS to a running server, or put the Temporal CLI (`temporal`) on the PATH, ' +
        'or install Go 1.24 or newer so that it can be built here.',
    });
    return undefined;
  });
}

/**
 * Finds a Temporal server in the order: TEMPORAL_ADDRESS, `temporal` on the PATH, the caches, the vendor's download,
 * a build with Go. Undefined, with a logged remedy, when there is none. May take minutes the first time.
 */
export async function findTemporalServer(
  log: Logger,
  config: Pick<Config, 'temporalAddress'> = loadConfig(),
  machine: Machine = loadMachine(),
): Promise<TemporalServer | undefined> {
  if (config.temporalAddress !== undefined) return { kind: 'address', address: config.temporalAddress };
  const onPath = firstProgram(machine.searchPath, `temporal${programSuffix}`);
  if (onPath !== undefined) return { kind: 'binary', path: onPath, source: 'path' };
  const stored = inCache(machine);
  if (stored !== undefined) return { kind: 'binary', path: stored, source: 'cache' };
  return obtain(machine, log);
}
