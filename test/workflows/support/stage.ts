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
  /** `carried` is the file that an earlier run left. */
  start(streamId: string, generation?: number, carried?: unknown): Promise<WorkflowHandle>;
  /** Ends the worker and runs one with this bundle of workflows, as an upgrade does. */
  runProgram(codePath: string): Promise<void>;
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
  const runWorker = async (workflowBundle: { codePath: string }) => {
    const worker = await createWorker({
      connection: native,
      namespace: 'default',
      taskQueue,
      workflowBundle,
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
    return async (): Promise<void> => {
      worker.shutdown();
      await running;
    };
  };
  let stopWorker = await runWorker(await loadWorkflowBundle());

  const argsOf = (streamId: string, generation: number, carried?: unknown): [StreamArgs] => [
    { streamId, generation, ...(carried === undefined ? {} : { carried }) },
  ];
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
    async runProgram(codePath) {
      await stopWorker();
      stopWorker = await runWorker({ codePath });
    },
    start: (streamId, generation = 1, carried) =>
      client.workflow.start(workflowTypeOf(streamId), {
        workflowId: workflowIdOf(streamId),
        taskQueue,
        args: argsOf(streamId, generation, carried),
      }),
    deliver: () =>
      client.workflow.signalWithStart(DELIVER, { workflowId: DELIVER, taskQueue, args: [], signal: DELIVERIES }),
    inspect: (streamId) => client.workflow.getHandle(workflowIdOf(streamId)).query<Inspection>(INSPECT),
    async close() {
      await stopWorker();
      await native.close();
      await connection.close();
      await server.stop();
      await record.close();
    },
  };
}
