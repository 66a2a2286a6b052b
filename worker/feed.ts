import type { Logger } from '../logger';
import type { FeedKeeper } from '../record/door/stream-carriage';
import { tuning } from '../tuning';
import { startLoop, type Loop } from './loop';

const { everyMs, pageSize } = tuning.feed;

/** Gives committed events their positions in the feed of other systems, whether or not Temporal is there. */
export const startFeed = (door: FeedKeeper, logger: Logger): Pick<Loop, 'stop'> =>
  startLoop({
    name: 'feed',
    everyMs,
    logger,
    async round(isStopping) {
      while (!isStopping() && (await door.placeEvents(pageSize)) === pageSize);
    },
  });
