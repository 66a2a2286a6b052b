import { MODULES } from '../domain/modules';
import { moduleOf } from '../domain/stream-module';
import type { Logger } from '../logger';
import type { Door } from '../record/door';
import { workflowIdOf, type StreamArgs } from '../workflows/messages';
import { startLoop, type Loop } from './loop';
import { createPace } from './pace';
import type { TemporalLink } from './temporal-link';

const everyMs = 1_000;
/** When nothing was left: a process of the older release may still run beside. */
const restMs = 3_600_000;
const pageSize = 200;
/** People and deadlines go before it; the sweeper settles meanwhile what falls due. */
const perSecond = 50;

export interface TakeoverDeps {
  door: Pick<Door, 'streamsToTakeOver' | 'raiseGeneration' | 'noteTakenOver'>;
  link: TemporalLink;
  taskQueue: string;
  logger: Logger;
}

/**
 * Gives a stream a new workflow, which asks the record for everything. First the generation is raised, so that whatever
 * survives of the old one is refused; noted last, so that one that was broken off is done again. Returns the generation.
 */
export async function takeOver(
  { door, link, taskQueue }: Omit<TakeoverDeps, 'logger'>,
  streamId: string,
): Promise<number | undefined> {
  const generation = await door.raiseGeneration(streamId);
  if (generation === undefined) return undefined;
  const args: [StreamArgs] = [{ streamId, generation }];
  await link.call((client) =>
    client.workflow.start(moduleOf(MODULES, streamId).workflow, {
      workflowId: workflowIdOf(streamId),
      taskQueue,
      args,
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    }),
  );
  await door.noteTakenOver(streamId);
  return generation;
}

/** Gives every open stream that a workflow of an older release lives a new one. */
export function startTakeover(deps: TakeoverDeps): Loop {
  const { door, link, logger } = deps;
  const pace = createPace(() => perSecond);
  let restsUntil = 0;
  return startLoop({
    name: 'takeover',
    everyMs,
    logger,
    async round(isStopping) {
      let count = 0;
      while (link.isUp() && !isStopping() && performance.now() >= restsUntil) {
        const page = await door.streamsToTakeOver(pageSize);
        for (const streamId of page) {
          if (!link.isUp() || isStopping()) break;
          await pace.turn();
          await takeOver(deps, streamId);
          count += 1;
        }
        if (page.length < pageSize) restsUntil = performance.now() + restMs;
      }
      if (count > 0) logger.info('streams of an older release have new workflows', { streams: count });
    },
  });
}
