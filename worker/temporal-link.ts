import { Client, Connection } from '@temporalio/client';
import type { Logger } from '../logger';
import { startLoop, type Loop } from './loop';
import { createPayloadCodec } from './payload-codec';

const probeEveryMs = 1_000;
const probeLimitMs = 1_500;
const callLimitMs = 5_000;

export interface TemporalLinkOptions {
  address: string;
  namespace: string;
  payloadKey: Buffer;
  logger: Logger;
}

/** The client side of a Temporal server that may be away at any time. */
export interface TemporalLink {
  readonly address: string;
  /** As the last probe or call found it. */
  isUp(): boolean;
  /** Asks the server again now, because a call has just failed. */
  suspect(): void;
  /** Asks the server now, once for all who ask meanwhile: whether it is there, so that a failed call was its own fault. */
  answers(): Promise<boolean>;
  /** Runs calls with a limit of 5 s, so that nobody hangs on a server that does not answer. */
  call<T>(work: (client: Client) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Grpc waits up to two minutes between its own attempts to connect, unless told otherwise. */
const channelArgs = { 'grpc.initial_reconnect_backoff_ms': 200, 'grpc.max_reconnect_backoff_ms': 1_000 };

/** Opens the link without waiting for the server; `isUp` tells when it is there. */
export function openTemporalLink({ address, namespace, payloadKey, logger }: TemporalLinkOptions): TemporalLink {
  const connection = Connection.lazy({ address, channelArgs, interceptors: [] });
  const client = new Client({
    connection,
    namespace,
    dataConverter: { payloadCodecs: [createPayloadCodec(payloadKey)] },
  });
  let up: boolean | undefined;
  let calls = 0;
  let idle: () => void = () => undefined;

  async function bounded<T>(limitMs: number, work: () => Promise<T>): Promise<T> {
    calls += 1;
    try {
      return await connection.withDeadline(Date.now() + limitMs, work);
    } finally {
      calls -= 1;
      if (calls === 0) idle();
    }
  }

  /** Undefined when the server answered, else why not. */
  const answer = (): Promise<string | undefined> =>
    bounded(probeLimitMs, () => connection.workflowService.describeNamespace({ namespace })).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );

  async function probe(): Promise<void> {
    const why = await answer();
    if (why !== undefined && up !== false) logger.warn('Temporal is away', { address, namespace, why });
    if (why === undefined && up !== true) logger.info('Temporal is there', { address, namespace });
    up = why === undefined;
  }

  let asking: Promise<boolean> | undefined;
  const ask = (): Promise<boolean> => {
    asking ??= probe()
      .then(() => up === true)
      .finally(() => {
        asking = undefined;
      });
    return asking;
  };

  const probing: Loop = startLoop({ name: 'Temporal probe', everyMs: probeEveryMs, round: probe, logger });
  return {
    address,
    isUp: () => up === true,
    suspect: () => {
      probing.nudge();
    },
    answers: ask,
    call: (work) => bounded(callLimitMs, () => work(client)),
    async close() {
      await probing.stop();
      // A channel that is shut under a running call throws where nobody can catch it.
      if (calls > 0) await new Promise<void>((resolve) => (idle = resolve));
      await connection.close();
    },
  };
}
