import { Client, Connection } from '@temporalio/client';
import { createPayloadCodec } from '../../../worker/payload-codec';
import { startWorker, type RunningWorker, type StartWorkerDeps } from '../../../worker/start-worker';
import { inspect as inspection, workflowIdOf, type Inspection } from '../../../workflows/messages';
import { testPayloadKey } from './key';
import { openRecord, quietLogger, type TestRecord, type TestRecordOptions } from './record';

/** A record with all background work on it, as a process runs it. */
export interface Background {
  record: TestRecord;
  running: RunningWorker;
  close(): Promise<void>;
}

export async function openBackground(
  temporalAddress: StartWorkerDeps['temporalAddress'],
  options: Omit<TestRecordOptions, 'onCommitted'> & { webhookAllow?: string[] } = {},
): Promise<Background> {
  const later: { running?: RunningWorker } = {};
  const record = await openRecord({ ...options, onCommitted: () => later.running?.nudge() });
  const started = await startWorker({
    door: record.door,
    sources: record.sources,
    logger: quietLogger,
    config: { temporalNamespace: 'default', taskQueue: 'test', webhookAllow: options.webhookAllow ?? [] },
    payloadKey: testPayloadKey,
    openSecret: (sealed) => sealed,
    temporalAddress,
  });
  later.running = started;
  return {
    record,
    running: started,
    async close() {
      await started.stop();
      await record.close();
    },
  };
}

export interface Observer {
  client: Client;
  inspect(streamId: string): Promise<Inspection>;
  close(): Promise<void>;
}

/** Somebody who asks workflows from outside. */
export async function openObserver(address: string): Promise<Observer> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, dataConverter: { payloadCodecs: [createPayloadCodec(testPayloadKey)] } });
  return {
    client,
    inspect: (streamId) => client.workflow.getHandle(workflowIdOf(streamId)).query(inspection),
    close: () => connection.close(),
  };
}
