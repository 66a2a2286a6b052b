import { setTimeout as sleep } from 'node:timers/promises';
import { settle, type SettleDeps } from '../../activities/settle';
import { openRecord, type TestRecord } from './support/record';

let record: TestRecord;

beforeAll(async () => {
  record = await openRecord();
});

afterAll(() => record.close());

const whenCalm = (): Promise<void> => Promise.resolve();

const request = (streamId: string, generation = 1) => ({ streamId, generation, appliedSeq: 0 });

describe('settling for a workflow', () => {
  it('fires what is due, once, and tells that there may be messages', async () => {
    let told = 0;
    const deps = { door: record.door, isHeld: () => false, whenCalm, onSettled: () => (told += 1) };
    const streamId = await record.report({ dueInMs: [1] });
    await sleep(20);
    const first = await settle(deps, request(streamId));
    const second = await settle(deps, request(streamId));
    expect(first).toMatchObject({ outcome: 'settled', events: [{ type: 'reported' }, { type: 'deadline-missed' }] });
    expect(second).toMatchObject({ events: [{ seq: 1 }, { seq: 2 }] });
    expect(await record.firings(streamId)).toHaveLength(1);
    expect(told).toBeGreaterThan(0);
  });

  it('fires nothing while the clocks are suspected, but passes on what people did', async () => {
    const deps = { door: record.door, isHeld: () => true, whenCalm, onSettled: () => undefined };
    const streamId = await record.report({ dueInMs: [1] });
    await sleep(20);
    expect(await settle(deps, request(streamId))).toMatchObject({
      outcome: 'not-yet',
      events: [{ type: 'reported' }],
      remainingMs: 30_000,
    });
    expect(await record.firings(streamId)).toEqual([]);
  });

  it('leaves its stream to the sweeper while that is settling many, and then brings what it wrote', async () => {
    let over: () => void = () => undefined;
    const storm = new Promise<void>((resolve) => (over = resolve));
    const deps = { door: record.door, isHeld: () => false, whenCalm: () => storm, onSettled: () => undefined };
    const streamId = await record.report({ dueInMs: [1] });
    await sleep(20);
    const settling = settle(deps, request(streamId));
    await sleep(50);
    expect(await record.firings(streamId)).toEqual([]);
    over();
    expect(await settling).toMatchObject({ events: [{ type: 'reported' }, { type: 'deadline-missed' }] });
    expect(await record.firings(streamId)).toHaveLength(1);
  });

  it('refuses another generation, held or not', async () => {
    const streamId = await record.report();
    for (const isHeld of [() => true, () => false]) {
      const deps = { door: record.door, isHeld, whenCalm, onSettled: () => undefined };
      expect(await settle(deps, request(streamId, 2))).toEqual({ outcome: 'stale' });
    }
  });

  it('cuts a large answer for a workflow that asks in pages, and for no other', async () => {
    const large = 'x'.repeat(300_000);
    const event = (seq: number) => ({ seq, type: 'noted', body: { text: large } });
    const news = { events: [event(1), event(2), event(3)], timeline: { version: 3 } };
    const door = { settle: () => Promise.resolve({ outcome: 'settled', ...news, now: '2026-01-05T01:00:00.000Z' }) };
    const deps = { door, isHeld: () => false, whenCalm, onSettled: () => undefined } as unknown as SettleDeps;
    expect(await settle(deps, request('case:x'))).toMatchObject({ events: [{ seq: 1 }, { seq: 2 }, { seq: 3 }] });
    const page = await settle(deps, { ...request('case:x'), pages: true });
    expect(page).toMatchObject({ events: [{ seq: 1 }], more: true });
  });
});
