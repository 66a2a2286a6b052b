import { createApp } from './api/app';
import { appDepsOf } from './api/compose';
import type { AppDeps } from './api/deps';
import { serve } from './api/server';
import { newSetupToken } from './api/setup-token';
import { payloadKeyOf, type Config } from './config';
import type { Logger } from './logger';
import { openRecord, type OpenRecord } from './record/open-record';
import { startUp } from './record/start-up';
import { runProcess } from './run-process';
import { createMeter } from './telemetry/meter';
import { observed } from './telemetry/observed-door';
import { givingWay } from './worker/give-way';
import { openTemporal } from './worker/open-temporal';
import { startWorker, type RunningWorker } from './worker/start-worker';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export interface Started {
  /** Base address, such as `http://127.0.0.1:8080`. */
  url: string;
  record: OpenRecord;
  stop(): Promise<void>;
}

export interface StartOptions {
  config: Config;
  logger: Logger;
  /** Runs on the open record before anybody can connect (demo mode seeds its towns here). */
  prepare?: (record: OpenRecord) => Promise<void>;
}

/** Everything in one process: record, API, background work and, where one is found, a Temporal server. */
export const start = async ({ config, logger, prepare }: StartOptions): Promise<Started> => {
  let worker: RunningWorker | undefined;
  let deps: AppDeps | undefined;
  const onCommitted = (): void => {
    worker?.nudge();
    deps?.changes.wake();
  };
  const meter = createMeter({ ofProcess: true });
  const opened = await openRecord({ config, logger, observe: meter.observe, onCommitted });
  const door = givingWay(opened.door, () => worker?.isStorming() ?? false);
  const record = observed({ ...opened, door }, { meter, logger });
  const closeRecord = async (): Promise<void> => {
    record.door.close();
    await record.sources.close();
  };
  try {
    await prepare?.(record);
    const api = appDepsOf(record, { config, logger, meter, clockService: () => worker?.state().state ?? 'delayed' });
    deps = api;
    const server = await serve(createApp(api), config.host, config.port);
    say(`闭环 Bihuan: ${server.url}`);
    const token = await newSetupToken(api);
    if (token !== undefined) say(`首次启动，请用浏览器打开上面的网址，用此一次性令牌完成设置：${token}`);

    const temporal = openTemporal(config, logger);
    void temporal.then(
      (found) => {
        if (config.temporal === 'off') say('Temporal：已关闭（TEMPORAL=off）；时限由扫描程序处理，可能略有延迟。');
        else if (found === undefined) say('Temporal：未找到；时限由扫描程序处理，可能略有延迟（见日志中的办法）。');
        else say(`Temporal: ${found.address}（${found.origin}）`);
        if (found?.ui !== undefined) say(`Temporal UI: ${found.ui}`);
      },
      () => undefined,
    );
    worker = await startWorker({
      ...record,
      config,
      logger,
      meter,
      measuresTemporal: true,
      payloadKey: payloadKeyOf(config),
      temporalAddress: temporal.then((found) => found?.address),
    });

    const stop = async (): Promise<void> => {
      api.changes.close();
      await Promise.all([server.stop(), worker?.stop()]);
      await api.refusals.close();
      await temporal.then(
        (found) => found?.stop(),
        () => undefined,
      );
      await closeRecord();
    };
    return { url: server.url, record, stop };
  } catch (error) {
    await closeRecord();
    throw error;
  }
};

if (require.main === module) {
  void runProcess('bihuan', async () => start(await startUp('bihuan', { writesAnchors: true })));
}
