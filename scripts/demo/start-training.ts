import { createApp } from '../../api/app';
import { appDepsOf } from '../../api/compose';
import { serve } from '../../api/server';
import type { AppDeps } from '../../api/deps';
import type { Instant } from '../../domain/clock/instant';
import type { StartOptions } from '../../main';
import { openRecord } from '../../record/open-record';
import { startFeed } from '../../worker/feed';
import { say } from './say';
import { trainingAccounts } from './training-accounts';
import { StillClock, trainingClock } from './training-clock';

/** Record and API on a clock that stands still until it is moved by `POST /demo/clock`. */
export const startTraining = async ({
  config,
  logger,
  prepare,
  startsAt,
  packId,
}: StartOptions & { startsAt: Instant; packId: string }): Promise<{ url: string; stop(): Promise<void> }> => {
  const clock = new StillClock(startsAt);
  const signInNow = (): Instant => new Date().toISOString();
  let deps: AppDeps | undefined;
  const onCommitted = (): void => deps?.changes.wake();
  const record = await openRecord({ config, logger, now: clock.now, signInNow, onCommitted });
  const close = async (): Promise<void> => {
    record.door.close();
    await record.sources.close();
  };
  try {
    await prepare?.(record);
    const feed = startFeed(record.door, logger);
    const training = {
      ...trainingClock(clock, record),
      accounts: trainingAccounts(record.packs.get(packId)?.units ?? []),
    };
    const api = appDepsOf(record, { config, logger, training, clockService: () => 'running' });
    deps = api;
    const server = await serve(createApp(api), config.host, config.port);
    say.line(`闭环 Bihuan: ${server.url}`);
    say.line(
      `演练时钟停在 ${startsAt}，网页顶部的演练条可以移动时间、切换角色；GET ${server.url}/demo/clock 查看，POST {"to": 时刻} 或 {"step": "next"} 向前移动。`,
    );
    return {
      url: server.url,
      stop: async () => {
        await server.stop();
        await Promise.all([api.refusals.close(), feed.stop()]);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};
