import { loadConfig, payloadKeyOf } from '../config';
import { createLogger } from '../logger';
import { openRecord } from '../record/open-record';
import { runProcess } from '../run-process';
import { openTemporal } from './open-temporal';
import { startWorker } from './start-worker';

/** The background work alone; the API is a process of its own. Any number of these may run on MySQL or MariaDB. */
const start = async (): Promise<{ stop(): Promise<void> }> => {
  const config = loadConfig();
  const logger = createLogger({ level: config.logLevel, service: 'worker' });
  const record = await openRecord({ config, logger });
  const temporal = openTemporal(config, logger);
  const worker = await startWorker({
    ...record,
    config,
    logger,
    payloadKey: payloadKeyOf(config),
    temporalAddress: temporal.then((found) => found?.address),
  });
  return {
    stop: async () => {
      await worker.stop();
      await temporal.then(
        (found) => found?.stop(),
        () => undefined,
      );
      record.door.close();
      await record.sources.close();
    },
  };
};

void runProcess('bihuan worker', start);
