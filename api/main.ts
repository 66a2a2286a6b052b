import { payloadKeyOf } from '../config';
import type { Vitals } from '../record/door/vitals';
import { openRecord } from '../record/open-record';
import { startUp } from '../record/start-up';
import { runProcess } from '../run-process';
import { createMeter } from '../telemetry/meter';
import { observed } from '../telemetry/observed-door';
import { startOwnRelay, type OwnRelay } from '../worker/own-relay';
import { createApp } from './app';
import { appDepsOf } from './compose';
import type { AppDeps } from './deps';
import { serve } from './server';
import { newSetupToken } from './setup-token';

const everyMs = 5_000;
const overdueMs = 30_000;
const outboxMs = 60_000;

/** Without a worker in this process the record itself tells whether some worker keeps up. */
const watchClocks = (door: Vitals): { state(): 'running' | 'delayed'; stop(): void } => {
  let state: 'running' | 'delayed' = 'delayed';
  const look = (): void => {
    door.health().then(
      ({ available, refusesWrites, oldestOverdueMs, outbox }) => {
        const isTaken = available && refusesWrites === null;
        state = isTaken && oldestOverdueMs <= overdueMs && outbox.oldestMs <= outboxMs ? 'running' : 'delayed';
      },
      () => {
        state = 'delayed';
      },
    );
  };
  look();
  const timer = setInterval(look, everyMs);
  return {
    state: () => state,
    stop: () => {
      clearInterval(timer);
    },
  };
};

/** The API alone; workers are processes of their own. */
const start = async (): Promise<{ stop(): Promise<void> }> => {
  const { config, logger } = await startUp('api');
  const meter = createMeter({ ofProcess: true });
  // They need the door, which is to tell them.
  const own: { relay?: OwnRelay | undefined; deps?: AppDeps } = {};
  const onCommitted = (): void => {
    own.relay?.nudge();
    own.deps?.changes.wake();
  };
  const opened = await openRecord({ config, logger, observe: meter.observe, onCommitted });
  const record = observed(opened, { meter, logger });
  const clocks = watchClocks(record.door);
  meter.beforeReading(() => {
    meter.clockDelayed.set(clocks.state() === 'delayed' ? 1 : 0);
  });
  const deps = appDepsOf(record, { config, logger, meter, clockService: () => clocks.state() });
  own.deps = deps;
  const server = await serve(createApp(deps), config.host, config.port);
  process.stdout.write(`闭环 Bihuan: ${server.url}\n`);
  own.relay = startOwnRelay({ ...record, config, payloadKey: payloadKeyOf(config), meter, logger });
  const token = await newSetupToken(deps);
  if (token !== undefined) process.stdout.write(`首次启动，请在网页上用此一次性令牌完成设置：${token}\n`);
  return {
    stop: async () => {
      deps.changes.close();
      await server.stop();
      await own.relay?.stop();
      await deps.refusals.close();
      clocks.stop();
      record.door.close();
      await record.sources.close();
    },
  };
};

void runProcess('bihuan api', start);
