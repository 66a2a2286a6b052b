import { createLogger } from '../../../logger';
import type { Timeline } from '../../../domain/timeline';
import type { ClaimedStream, StreamEnvelope, StreamNews } from '../../../record/stream-work';
import { createMeter } from '../../../telemetry/meter';
import { startRelay } from '../../../worker/relay';
import type { TemporalLink } from '../../../worker/temporal-link';

const logger = createLogger({ level: 'error', service: 'test', silent: true });

interface Told {
  sent: string[];
  putOff: [string, string][];
  hurried: number;
  /** Failures that it has looked into. */
  failures: () => Promise<number>;
  stop(): Promise<void>;
  nudge(): void;
  /** How often it has claimed streams, and whether those too whose workflows an older release began. */
  claims: boolean[];
}

/** A relay over streams of one event each; `signal` and `read` fail for the streams that the test names. */
const openRelay = (
  streamIds: string[],
  fails: { signal?: (streamId: string) => Error | undefined; read?: (streamId: string) => Error | undefined },
  server: { answers: boolean; isLight?: boolean } = { answers: true },
): Told => {
  const meter = createMeter({ ofProcess: false });
  const failed = async (): Promise<number> => (await meter.relayFailures.get()).values[0]?.value ?? 0;
  const waiting = streamIds.map((streamId): ClaimedStream => ({
    streamId,
    generation: 1,
    claim: 'claim-1',
    isOlder: false,
  }));
  const told: Told = {
    sent: [],
    putOff: [],
    hurried: 0,
    failures: failed,
    stop: () => relay.stop(),
    nudge: () => {
      relay.nudge();
    },
    claims: [],
  };
  const event = (streamId: string) =>
    ({ streamId, seq: 1, at: '2025-09-15T02:00:00.000Z', cause: 'c' }) as StreamEnvelope;
  const door = {
    claimStreams: (limit: number, _: number | undefined, { olderToo = true } = {}) => {
      told.claims.push(olderToo);
      return Promise.resolve(waiting.splice(0, limit));
    },
    unsentOf: (ids: string[]): Promise<StreamNews[]> => {
      const error = ids.map((id) => fails.read?.(id)).find((one) => one !== undefined);
      return error
        ? Promise.reject(error)
        : Promise.resolve(ids.map((id) => ({ events: [event(id)], timeline: {} as Timeline })));
    },
    markSent: (sent: { streamId: string }[]) => {
      told.sent.push(...sent.map(({ streamId }) => streamId));
      return Promise.resolve();
    },
    putOffStream: ({ streamId }: { streamId: string }, reason: string) => {
      told.putOff.push([streamId, reason]);
      return Promise.resolve(true);
    },
    streamsToTakeOver: () => Promise.resolve([]),
    raiseGeneration: () => Promise.resolve(undefined),
    noteTakenOver: () => Promise.resolve(),
    retrySetbacks: () => {
      told.hurried += 1;
      return Promise.resolve(0);
    },
  };
  const client = {
    workflow: {
      signalWithStart: (_: unknown, { workflowId }: { workflowId: string }) => {
        const error = fails.signal?.(workflowId);
        return error ? Promise.reject(error) : Promise.resolve({});
      },
    },
  };
  const link = {
    isUp: () => true,
    suspect: () => undefined,
    answers: () => Promise.resolve(server.answers),
    call: (work: (given: unknown) => Promise<unknown>) => work(client),
  } as unknown as TemporalLink;
  const relay = startRelay({
    door,
    link,
    taskQueue: 'test',
    isSettling: () => false,
    onCommitted: () => undefined,
    isLight: server.isLight ?? false,
    meter,
    logger,
  });
  return told;
};

const soon = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const endsAt = performance.now() + 4_000;
  while (!(await isSo()) && performance.now() < endsAt) await new Promise((resolve) => setTimeout(resolve, 5));
};

const bad = Array.from({ length: 60 }, (_, n) => `case:bad-${n}`);
const good = Array.from({ length: 5 }, (_, n) => `case:good-${n}`);
const ofBad = (streamId: string): Error | undefined => (streamId.includes('bad') ? new Error('too large') : undefined);

describe('the relay', () => {
  it('U-15 puts off streams whose signals fail, and sends those behind them in the same round', async () => {
    const relay = openRelay([...bad, ...good], { signal: ofBad });
    await soon(() => relay.sent.length === good.length);
    await relay.stop();
    expect(relay.sent.toSorted()).toEqual(good);
    expect(relay.putOff.map(([streamId]) => streamId).toSorted()).toEqual(bad.toSorted());
    expect(relay.putOff[0]?.[1]).toBe('Error: too large');
  });

  it('U-15 puts off a stream whose events cannot be read, and not those that were read together with it', async () => {
    const relay = openRelay([...bad.slice(0, 1), ...good], { read: ofBad });
    await soon(() => relay.sent.length === good.length && relay.putOff.length === 1);
    await relay.stop();
    expect(relay.sent.toSorted()).toEqual(good);
    expect(relay.putOff).toEqual([[bad[0], 'Error: too large']]);
  });

  it('U-15 blames no stream while the server does not answer', async () => {
    const relay = openRelay(bad, { signal: ofBad }, { answers: false });
    await soon(async () => (await relay.failures()) > 0);
    await relay.stop();
    expect(relay.putOff).toEqual([]);
  });

  it('U-15 blames no stream for a database that is away', async () => {
    const away = Object.assign(new Error('lost'), { code: 'PROTOCOL_CONNECTION_LOST' });
    const relay = openRelay(good, { read: () => away });
    await soon(async () => (await relay.failures()) > 0);
    await relay.stop();
    expect(relay.putOff).toEqual([]);
  });

  it('U-15 hurries what was put off when it meets the server again', async () => {
    const relay = openRelay(good, {});
    await soon(() => relay.sent.length === good.length);
    await relay.stop();
    expect(relay.hurried).toBe(1);
  });
});

describe('the relay beside an API', () => {
  const many = Array.from({ length: 25 }, (_, n) => `case:${n}`);
  const light = { answers: true, isLight: true };

  it('looks when it is told, and takes a few streams each time', async () => {
    const relay = openRelay([...many], {}, light);
    await soon(() => relay.sent.length === 10);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(relay.sent).toHaveLength(10);
    relay.nudge();
    await soon(() => relay.sent.length === 20);
    expect(relay.sent).toHaveLength(20);
    expect(relay.hurried).toBe(0);
    await relay.stop();
  });

  it('leaves streams of an older release to the workers, who give them new workflows', async () => {
    const relay = openRelay([...many], {}, light);
    await soon(() => relay.sent.length === 10);
    await relay.stop();
    expect(relay.claims).toEqual([false]);
    const worker = openRelay([...good], {});
    await soon(() => worker.sent.length === good.length);
    await worker.stop();
    expect(worker.claims[0]).toBe(true);
  });

  it('claims nothing after a call has failed, until the server answers', async () => {
    const server = { answers: false, isLight: true };
    const relay = openRelay([...bad, ...good], { signal: ofBad }, server);
    await soon(async () => (await relay.failures()) > 0);
    for (let told = 0; told < 3; told += 1) {
      relay.nudge();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(relay.claims).toHaveLength(1);
    server.answers = true;
    relay.nudge();
    await soon(() => relay.claims.length === 2);
    expect(relay.claims).toHaveLength(2);
    await relay.stop();
  });

  it('leaves everything to the workers while people keep the process busy', async () => {
    const relay = openRelay([...many], {}, light);
    await soon(() => relay.sent.length === 10);
    for (let commits = 0; commits < 100; commits += 1) relay.nudge();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(relay.sent).toHaveLength(10);
    await relay.stop();
  });
});
