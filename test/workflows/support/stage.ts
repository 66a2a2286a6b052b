import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { createActivities, createDelivery } from '../../../activities';
import { loadWorkflowBundle } from '../../../worker/bundle';
import { createWorker } from '../../../worker/create-worker';
import { createPayloadCodec } from '../../../worker/payload-codec';
import {
  COMMITTED,
  DELIVER,
  DELIVERIES,
  INSPECT,
  workflowIdOf,
  workflowTypeOf,
  type Inspection,
  type StreamArgs,
  type StreamEnvelope,
} from '../../../workflows/messages';
import { testPayloadKey } from './key';
import { openRecord, quietLogger, type TestRecord, type TestRecordOptions } from './record';
import { startServer } from './server';

const taskQueue = 'test';

/** A server and a worker alone: no relay and no sweeper, so that a test decides what the workflow learns and when. */
export interface Stage {
  record: TestRecord;
  client: Client;
  /** `appliedSeq` of each settling of a stream so far. */
  settlings(streamId: string): number[];
  /** Sends events as the relay does. */
  send(streamId: string, events: StreamEnvelope[], generation?: number): Promise<WorkflowHandle>;
  start(streamId: string, generation?: number): Promise<WorkflowHandle>;
  /** Wakes the delivery workflow as the worker does. */
  deliver(): Promise<WorkflowHandle>;
  inspect(streamId: string): Promise<Inspection>;
  close(): Promise<void>;
}

export async function openStage(options: TestRecordOptions = {}): Promise<Stage> {
  const record = await openRecord(options);
  const server = await startServer();
  const connection = await Connection.connect({ address: server.address });
  const native = await NativeConnection.connect({ address: server.address });
  const dataConverter = { payloadCodecs: [createPayloadCodec(testPayloadKey)] };
  const client = new Client({ connection, dataConverter });

  const asked: { streamId: string; appliedSeq: number }[] = [];
  const activities = createActivities({
    door: record.door,
    delivery: createDelivery({ ...record, logger: quietLogger, webhookAllow: [], openSecret: (sealed) => sealed }),
    isHeld: () => false,
    whenCalm: () => Promise.resolve(),
    onSettled: () => undefined,
  });
  const worker = await createWorker({
    connection: native,
    namespace: 'default',
    taskQueue,
    workflowBundle: await loadWorkflowBundle(),
    payloadKey: testPayloadKey,
    activities: {
      ...activities,
      settle(request) {
        asked.push(request);
        return activities.settle(request);
      },
    },
  });
  const running = worker.run();

  const argsOf = (streamId: string, generation: number): [StreamArgs] => [{ streamId, generation }];
  return {
    record,
    client,
    settlings: (streamId) => asked.filter((one) => one.streamId === streamId).map(({ appliedSeq }) => appliedSeq),
    send: (streamId, events, generation = 1) =>
      client.workflow.signalWithStart(workflowTypeOf(streamId), {
        workflowId: workflowIdOf(streamId),
        taskQueue,
        args: argsOf(streamId, generation),
        signal: COMMITTED,
        signalArgs: [events],
      }),
    start: (streamId, generation = 1) =>
      client.workflow.start(workflowTypeOf(streamId), {
        workflowId: workflowIdOf(streamId),
        taskQueue,
        args: argsOf(streamId, generation),
      }),
    deliver: () =>
      client.workflow.signalWithStart(DELIVER, { workflowId: DELIVER, taskQueue, args: [], signal: DELIVERIES }),
    inspect: (streamId) => client.workflow.getHandle(workflowIdOf(streamId)).query<Inspection>(INSPECT),
    async close() {
      worker.shutdown();
      await running;
      await native.close();
      await connection.close();
      await server.stop();
      await record.close();
    },
  };
}
