import type { Logger } from '../logger';
import type { FeedKeeper } from '../record/door/stream-carriage';
import { tuning } from '../tuning';
import { startLoop, type Loop } from './loop';

const { everyMs, pageSize, takeInEveryMs } = tuning.feed;

/**
 * Gives committed events their positions in the feed of other systems, whether or not Temporal is there. At first, and once an
 * hour, it takes in those that a process of a release without a feed has written beside us.
 */
export const startFeed = (door: FeedKeeper, logger: Logger): Pick<Loop, 'stop'> => {
  let takenInAt = -Infinity;
  return startLoop({
    name: 'feed',
    everyMs,
    logger,
    async round(isStopping) {
      if (performance.now() - takenInAt >= takeInEveryMs) {
        while (!isStopping() && (await door.takeInMissing(pageSize)) > 0);
        takenInAt = performance.now();
      }
      while (!isStopping() && (await door.placeEvents(pageSize)) === pageSize);
    },
  });
};
