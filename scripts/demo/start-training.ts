import { createApp } from '../../api/app';
import { appDepsOf } from '../../api/compose';
import { serve } from '../../api/server';
import type { Instant } from '../../domain/clock/instant';
import type { StartOptions } from '../../main';
import { openRecord } from '../../record/open-record';
import { startFeed } from '../../worker/feed';
import { say } from './say';
import { StillClock, trainingClock } from './training-clock';

/** Record and API on a clock that stands still until it is moved by `POST /demo/clock`. */
export const startTraining = async ({
  config,
  logger,
  prepare,
  startsAt,
}: StartOptions & { startsAt: Instant }): Promise<{ url: string; stop(): Promise<void> }> => {
  const clock = new StillClock(startsAt);
  const signInNow = (): Instant => new Date().toISOString();
  const record = await openRecord({ config, logger, now: clock.now, signInNow });
  const close = async (): Promise<void> => {
    record.door.close();
    await record.sources.close();
  };
  try {
    await prepare?.(record);
    const feed = startFeed(record.door, logger);
    const training = trainingClock(clock, record);
    const deps = appDepsOf(record, { config, logger, training, clockService: () => 'running' });
    const server = await serve(createApp(deps), config.host, config.port);
    say.line(`闭环 Bihuan: ${server.url}`);
    say.line(
      `演练时钟停在 ${startsAt}；GET ${server.url}/demo/clock 查看，POST {"to": 时刻} 或 {"step": "next"} 向前移动。`,
    );
    return {
      url: server.url,
      stop: async () => {
        await server.stop();
        await Promise.all([deps.refusals.close(), feed.stop()]);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};
