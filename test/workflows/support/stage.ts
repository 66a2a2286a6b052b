import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { workflowMetadataQuery } from '@temporalio/workflow';
import { createActivities, createDelivery } from '../../../activities';
import { loadWorkflowBundle } from '../../../worker/bundle';
import { createWorker } from '../../../worker/create-worker';
import { createPayloadCodec } from '../../../worker/payload-codec';
import { MODULES } from '../../../domain/modules';
import { moduleOf } from '../../../domain/stream-module';
import type { StreamEnvelope } from '../../../record/stream-work';
import {
  committed,
  DELIVER,
  deliveries,
  inspect,
  workflowIdOf,
  type Carried,
  type Committed,
  type Inspection,
  type StreamArgs,
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
  /** Events of a stream as the relay sends them: with what it is in time now. */
  newsOf(streamId: string, events: StreamEnvelope[]): Promise<Committed>;
  /** Sends events as the relay does. */
  send(streamId: string, events: StreamEnvelope[], generation?: number): Promise<WorkflowHandle>;
  sendNews(streamId: string, news: Committed, generation?: number): Promise<WorkflowHandle>;
  /** `carried` is what an earlier run left. */
  start(streamId: string, generation?: number, carried?: Carried): Promise<WorkflowHandle>;
  /** Ends the worker and runs one with this bundle of workflows, as an upgrade does. */
  runProgram(codePath: string): Promise<void>;
  /** Wakes the delivery workflow as the worker does. */
  deliver(): Promise<WorkflowHandle>;
  inspect(streamId: string): Promise<Inspection>;
  /** What operators read of the stream in the pages of the engine. */
  details(streamId: string): Promise<string>;
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

  const workflowOf = (streamId: string): string => moduleOf(MODULES, streamId).workflow;
  const newsOf = async (streamId: string, events: StreamEnvelope[]): Promise<Committed> => {
    const news = await record.door.newsOf(streamId, 0);
    if (news === null) throw new Error(`no ${streamId}`);
    return { events, timeline: news.timeline };
  };
  const argsOf = (streamId: string, generation: number, carried?: Carried): [StreamArgs] => [
    { streamId, generation, ...(carried === undefined ? {} : { carried }) },
  ];
  const sendNews = (streamId: string, news: Committed, generation = 1): Promise<WorkflowHandle> =>
    client.workflow.signalWithStart(workflowOf(streamId), {
      workflowId: workflowIdOf(streamId),
      taskQueue,
      args: argsOf(streamId, generation),
      signal: committed,
      signalArgs: [news],
    });
  return {
    record,
    client,
    settlings: (streamId) => asked.filter((one) => one.streamId === streamId).map(({ appliedSeq }) => appliedSeq),
    newsOf,
    sendNews,
    send: async (streamId, events, generation) => sendNews(streamId, await newsOf(streamId, events), generation),
    async runProgram(codePath) {
      await stopWorker();
      stopWorker = await runWorker({ codePath });
    },
    start: (streamId, generation = 1, carried) =>
      client.workflow.start(workflowOf(streamId), {
        workflowId: workflowIdOf(streamId),
        taskQueue,
        args: argsOf(streamId, generation, carried),
      }),
    deliver: () =>
      client.workflow.signalWithStart(DELIVER, { workflowId: DELIVER, taskQueue, args: [], signal: deliveries }),
    inspect: (streamId) => client.workflow.getHandle(workflowIdOf(streamId)).query(inspect),
    async details(streamId) {
      const { currentDetails } = await client.workflow.getHandle(workflowIdOf(streamId)).query(workflowMetadataQuery);
      return currentDetails ?? '';
    },
    async close() {
      await stopWorker();
      await native.close();
      await connection.close();
      await server.stop();
      await record.close();
    },
  };
}
