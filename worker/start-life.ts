import { MODULES } from '../domain/modules';
import { moduleOf } from '../domain/stream-module';
import { workflowIdOf, type StreamArgs } from '../workflows/messages';
import type { TemporalLink } from './temporal-link';

/** Gives a stream a new workflow of this generation, in place of one that may still run; it asks the record for everything. */
export const startLife = async (
  link: Pick<TemporalLink, 'call'>,
  taskQueue: string,
  args: StreamArgs,
): Promise<void> => {
  const { streamId } = args;
  await link.call((client) =>
    client.workflow.start(moduleOf(MODULES, streamId).workflow, {
      workflowId: workflowIdOf(streamId),
      taskQueue,
      args: [args],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'TERMINATE_EXISTING',
    }),
  );
};
