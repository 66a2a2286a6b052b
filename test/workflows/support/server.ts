import { findTemporalServer, startTemporalServer, type TemporalServerHandle } from '../../../worker/temporal-server';
import { quietLogger } from './record';

/** A Temporal server of its own; with a file it can be killed and started again on the same port. */
export async function startServer(options: { dbFile?: string; port?: number } = {}): Promise<TemporalServerHandle> {
  const found = await findTemporalServer(quietLogger, { temporalAddress: undefined });
  if (found?.kind !== 'binary') throw new Error('these tests need a Temporal server: npm run setup');
  return startTemporalServer({
    binary: found.path,
    namespace: 'default',
    log: quietLogger,
    restart: false,
    ...options,
  });
}

/** Waits until `isSo`, asking often; fails after `limitMs`. Errors count as "not yet". */
export async function assertSoon(isSo: () => Promise<boolean> | boolean, limitMs = 15_000): Promise<void> {
  const endsAt = Date.now() + limitMs;
  while (
    !(await Promise.resolve()
      .then(isSo, () => false)
      .catch(() => false))
  ) {
    if (Date.now() > endsAt) throw new Error(`not so after ${limitMs} ms: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
