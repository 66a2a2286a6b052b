import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../config';
import { createLogger } from '../../logger';
import { loadWorkflowBundle } from '../../worker/bundle';
import { openTemporal } from '../../worker/open-temporal';
import { installRuntime } from '../../worker/runtime';
import { openTemporalLink } from '../../worker/temporal-link';
import { startTemporalWorker } from '../../worker/temporal-worker';

jest.setTimeout(120_000);

describe('a worker', () => {
  it('that is stopped while it is being made ends without an error', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bihuan-worker-stops-'));
    const logger = createLogger({ level: 'error', service: 'test', silent: true });
    await installRuntime(logger);
    const complained = jest.spyOn(logger, 'error');
    const { config } = readConfig({ DATA_DIR: join(folder, 'data') });
    const server = await openTemporal(config, logger);
    if (server === undefined) throw new Error('no Temporal server on this machine');
    const payloadKey = randomBytes(32);
    const link = openTemporalLink({ address: server.address, namespace: 'default', payloadKey, logger });
    expect(await link.answers()).toBe(true);
    const worker = startTemporalWorker({
      link,
      logger,
      namespace: 'default',
      taskQueue: 'stops',
      payloadKey,
      workflowBundle: await loadWorkflowBundle(),
      activities: {
        settle: () => Promise.reject(new Error('nobody asks')),
        deliverDue: () => Promise.reject(new Error('nobody asks')),
      },
    });
    await worker.stop();
    expect(complained).not.toHaveBeenCalled();
    await link.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
});
