import { payloadKeyOf } from '../config';
import { openRecord } from '../record/open-record';
import { startUp } from '../record/start-up';
import { runProcess } from '../run-process';
import { createMeter } from '../telemetry/meter';
import { observed } from '../telemetry/observed-door';
import { openTemporal } from './open-temporal';
import { startOpsServer } from './ops-server';
import { startWorker } from './start-worker';

/** The background work alone; the API is a process of its own. Any number of these may run on MySQL or MariaDB. */
const start = async (): Promise<{ stop(): Promise<void> }> => {
  const { config, logger } = await startUp('worker', { writesAnchors: true });
  const meter = createMeter({ ofProcess: true });
  const record = observed(await openRecord({ config, logger, observe: meter.observe }), { meter, logger });
  const temporal = openTemporal(config, logger);
  const worker = await startWorker({
    ...record,
    config,
    logger,
    meter,
    measuresTemporal: true,
    payloadKey: payloadKeyOf(config),
    temporalAddress: temporal.then((found) => found?.address),
  });
  const ops = await startOpsServer({ host: config.opsHost, port: config.opsPort, meter, state: worker.state });
  process.stdout.write(`闭环 Bihuan worker: ${ops.url}\n`);
  return {
    stop: async () => {
      await worker.stop();
      await temporal.then(
        (found) => found?.stop(),
        () => undefined,
      );
      await ops.stop(0);
      record.door.close();
      await record.sources.close();
    },
  };
};

void runProcess('bihuan worker', start);
