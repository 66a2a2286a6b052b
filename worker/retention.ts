import { setTimeout as sleep } from 'node:timers/promises';
import type { Kept } from '../config';
import type { Logger } from '../logger';
import type { Retention } from '../record/door/record-door';
import type { Meter } from '../telemetry/meter';
import { tuning } from '../tuning';
import { startLoop, type Loop } from './loop';

const { everyMs, pageSize, pauseMs } = tuning.retention;

export interface RetentionDeps {
  door: Retention;
  kept: Kept;
  /** True while deadlines wait to be settled: they come first. */
  isSettling: () => boolean;
  meter: Pick<Meter, 'forgotten'>;
  logger: Logger;
}

/**
 * Forgets what nobody needs any more, in pages with a pause between them. Any number of processes may do it at once: what one
 * has taken the others do not find.
 */
export const startRetention = ({ door, kept, isSettling, meter, logger }: RetentionDeps): Loop => {
  let ended: () => void = () => undefined;
  const ending = new Promise<void>((resolve) => (ended = resolve));
  const pause = (): Promise<unknown> => Promise.race([sleep(pauseMs, undefined, { ref: false }), ending]);
  const loop = startLoop({
    name: 'retention',
    everyMs,
    logger,
    async round(isStopping) {
      const total = { outbox: 0, answers: 0, messages: 0 };
      try {
        for (let more = true; more && !isStopping();) {
          if (isSettling()) {
            await pause();
            continue;
          }
          const page = await door.forgetPage(kept, pageSize);
          for (const kind of ['outbox', 'answers', 'messages'] as const) {
            total[kind] += page.forgotten[kind];
            meter.forgotten.inc({ of: kind }, page.forgotten[kind]);
          }
          ({ more } = page);
          if (more) await pause();
        }
      } finally {
        if (total.outbox + total.answers + total.messages > 0) logger.info('old rows forgotten', total);
      }
    },
  });
  return {
    ...loop,
    stop: () => {
      ended();
      return loop.stop();
    },
  };
};
