import type { Logger } from '../logger';
import type { Takeovers } from '../record/door/stream-carriage';
import { isOfDatabase } from '../record/transaction';
import type { Meter } from '../telemetry/meter';
import { tuning } from '../tuning';
import { startLoop, type Loop } from './loop';
import { createPace } from './pace';
import { startLife } from './start-life';
import type { TemporalLink } from './temporal-link';

const { everyMs, restMs, retryMs, pageSize, perSecond } = tuning.takeover;

export interface TakeoverDeps {
  door: Takeovers;
  link: TemporalLink;
  taskQueue: string;
  logger: Logger;
  meter: Pick<Meter, 'olderStreams'>;
}

/**
 * Gives a stream a new workflow, which asks the record for everything. First the generation is raised, so that whatever
 * survives of the old one is refused; noted last, so that one that was broken off is done again. Returns the generation.
 */
export async function takeOver(
  { door, link, taskQueue }: Omit<TakeoverDeps, 'logger' | 'meter'>,
  streamId: string,
): Promise<number | undefined> {
  const generation = await door.raiseGeneration(streamId);
  if (generation === undefined) return undefined;
  await startLife(link, taskQueue, { streamId, generation });
  await door.noteTakenOver(streamId);
  return generation;
}

/**
 * Gives every open stream that a workflow of an older release lives a new one. One that cannot get one is told in the log and
 * tried again later; it holds up nobody.
 */
export function startTakeover(deps: TakeoverDeps): Loop {
  const { door, link, logger, meter } = deps;
  const pace = createPace(() => perSecond);
  let restsUntil = 0;
  meter.olderStreams.set(NaN);

  const isTaken = async (streamId: string): Promise<boolean> => {
    try {
      await takeOver(deps, streamId);
      return true;
    } catch (error) {
      if (isOfDatabase(error) || !(await link.answers())) throw error;
      logger.warn('a stream of an older release has no new workflow yet', { streamId, error });
      return false;
    }
  };

  return startLoop({
    name: 'takeover',
    everyMs,
    logger,
    async round(isStopping) {
      if (!link.isUp() || performance.now() < restsUntil) return;
      let [taken, failed, afterId] = [0, 0, ''];
      for (let more = true; more;) {
        const page = await door.streamsToTakeOver(afterId, pageSize);
        for (const streamId of page) {
          if (!link.isUp() || isStopping()) return;
          await pace.turn();
          if (await isTaken(streamId)) taken += 1;
          else failed += 1;
        }
        afterId = page.at(-1) ?? afterId;
        more = page.length === pageSize;
      }
      restsUntil = performance.now() + (failed > 0 ? retryMs : restMs);
      meter.olderStreams.set(failed);
      if (taken > 0) logger.info('streams of an older release have new workflows', { streams: taken });
    },
  });
}
