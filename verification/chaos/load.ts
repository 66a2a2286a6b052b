import { setTimeout as sleep } from 'node:timers/promises';
import {
  decideClosing,
  decideForeseen,
  fixOnTheSpot,
  nextStep,
  noteBy,
  orderOn,
  recordRecheck,
  reportBy,
  type Known,
} from './cases';
import { openClient, type Client, type Order, type Surroundings } from './client';
import type { Seen, Told } from './door-words';
import { both, openCamera } from './database-town';

/** More cases than this and fewer are begun. */
const mostOpen = 120;
const clockJitterMs: [number, number] = [-700, 400];
const echoes = { share: 0.1, most: 3, withinMs: 4_000 };
const late = { share: 0.05, mostMs: 8_000 };
const reuseShare = 0.03;

/** What the clients of one run share. */
export interface Load {
  /** Begins to send; resolves when every client has stopped and everything late has been sent. */
  run(clients: number, isRunning: () => boolean): Promise<void>;
}

export const openLoad = (around: Surroundings): Load => {
  const { random } = around;
  const camera = openCamera();
  const known = new Map<string, Known>();
  /** Cases that nobody works on any more, so that their deadlines pass. */
  const left = new Set<string>();
  const background = new Set<Promise<unknown>>();
  const clock = openClient('clock', around);

  const later = (work: Promise<unknown>): void => {
    background.add(work);
    void work.finally(() => background.delete(work));
  };

  const settleLater = ({ streamId, version, nextDueAt }: Seen): void => {
    if (nextDueAt === null || !random.chance(0.6)) return;
    const waitMs = Date.parse(nextDueAt) - Date.now() + random.whole(...clockJitterMs);
    if (waitMs > 30_000) return;
    const applied = random.chance(0.3) ? 0 : version;
    setTimeout(
      () => {
        if (!around.isOver()) later(clock.settle(streamId, applied));
      },
      Math.max(0, waitMs),
    ).unref();
  };

  const learn = (told: Told | null, rechecker?: string): void => {
    if (told === null || told.status >= 300) return;
    const seen = JSON.parse(told.body) as Partial<Seen>;
    if (seen.streamId === undefined) return;
    const before = known.get(seen.streamId);
    if (before && before.version >= (seen.version ?? 0)) return;
    const now: Known = { ...(seen as Seen), rechecker: rechecker ?? before?.rechecker ?? null };
    if (now.status === 'archived' || now.status === 'void') known.delete(now.streamId);
    else known.set(now.streamId, now);
    settleLater(now);
  };

  /** Gives an order as it is, doubled, late, or with its key used for something else. */
  const give = async (client: Client, order: Order, door?: number): Promise<void> => {
    const isLate = random.chance(late.share);
    if (isLate) {
      later(sleep(random.whole(500, late.mostMs)).then(() => now(client, order)));
      return;
    }
    await now(client, order, door);
  };

  const now = async (client: Client, order: Order, door?: number): Promise<void> => {
    const key = client.newKey();
    const giving = client.give(order, key, door);
    if (random.chance(echoes.share)) later(echo(client, order, key));
    const told = await giving;
    const starter = order.target.command.type === 'start-recheck' ? order.person : undefined;
    learn(told, starter);
    if (told?.status === 412) await refresh(client, order);
    if (told !== null && told.status < 300 && random.chance(reuseShare)) {
      later(client.give({ ...order, expectVersion: (order.expectVersion ?? 0) + 1_000 }, key));
    }
  };

  /** The same once more, two or three times: at once, or seconds later. */
  const echo = async (client: Client, order: Order, key: string): Promise<void> => {
    const withinMs = random.chance(0.5) ? 20 : echoes.withinMs;
    const times = Array.from({ length: random.whole(1, echoes.most) }, () => random.whole(0, withinMs));
    await Promise.all(times.map((ms) => sleep(ms).then(() => client.repeat(order, key))));
  };

  const refresh = async (client: Client, { target }: Order): Promise<void> => {
    if (!('opens' in target) && target.streamId.startsWith('case:')) learn(await client.read(target.streamId));
  };

  const pick = (status?: string): Known | null => {
    const all = [...known.values()].filter(
      (one) => !left.has(one.streamId) && (status === undefined || one.status === status),
    );
    return all.length === 0 ? null : random.pick(all);
  };

  /** Two orders on one case at the same time, at two doors. */
  const race = async (client: Client, other: Client, first: Order, second: Order): Promise<void> => {
    const door = random.whole(0, around.doors.names.length - 1);
    const opposite = (door + 1) % around.doors.names.length;
    await Promise.all([now(client, first, door), sleep(random.whole(0, 8)).then(() => now(other, second, opposite))]);
  };

  const racing = async (client: Client, other: Client): Promise<void> => {
    const rechecking = [...known.values()].find(
      ({ status, rechecker }) => status === 'rechecking' && rechecker === both,
    );
    if (rechecking && random.chance(0.9)) {
      await race(client, other, recordRecheck(rechecking, 'passed', camera), decideForeseen(rechecking, both));
      return;
    }
    const graded = pick('graded');
    if (graded && random.chance(0.5)) {
      await race(client, other, fixOnTheSpot(graded, both, camera), decideForeseen(graded, both));
      return;
    }
    const review = pick('closure-review');
    if (review && random.chance(0.6)) {
      await race(
        client,
        other,
        decideClosing(review, 'ofd', 'approve'),
        decideClosing(review, random.pick(['ofd2', both]), 'approve'),
      );
      return;
    }
    const any = pick();
    if (any) await race(client, other, noteBy(any, 'ofc', '甲'), noteBy(any, 'l2', '乙'));
  };

  const forward = async (client: Client): Promise<void> => {
    const one = random.chance(0.3) ? pick('lead') : pick();
    if (one === null || (one.status === 'watching' && random.chance(0.7))) return;
    if (one.status === 'rectifying' && random.chance(0.25)) {
      left.add(one.streamId);
      return;
    }
    const order = nextStep(one, random, camera);
    if (order) await give(client, order);
  };

  const wrong = async (client: Client): Promise<void> => {
    const one = pick();
    if (one === null) return;
    const orders: Order[] = [
      orderOn(one, 'ofc', { type: 'accept-assignment' }),
      orderOn(one, 'ldc', { type: 'start-recheck' }),
      decideClosing(one, both, 'approve'),
      noteBy(one, 'vgg', '旧', Math.max(1, one.version - 1)),
    ];
    await give(client, random.pick(orders));
  };

  const withdraw = async (client: Client): Promise<void> => {
    const lead = pick('lead');
    if (lead) await give(client, orderOn(lead, 'vgg', { type: 'withdraw-lead', reason: '重复' }));
  };

  const act = async (client: Client, other: Client): Promise<void> => {
    const roll = random.next();
    if (roll < (known.size < mostOpen ? 0.2 : 0.03))
      await give(client, reportBy('vgg', `隐患${random.whole(1, 1_000_000)}`, camera('vgg')));
    else if (roll < 0.66) await forward(client);
    else if (roll < 0.84) await racing(client, other);
    else if (roll < 0.92) await wrong(client);
    else if (roll < 0.94) await withdraw(client);
    else {
      const one = pick();
      if (one) learn(await client.read(one.streamId));
    }
  };

  const work = async (number: number, isRunning: () => boolean): Promise<void> => {
    const client = openClient(`c${number}`, around);
    const other = openClient(`c${number}b`, around);
    while (isRunning()) {
      await act(client, other);
      await sleep(1);
    }
  };

  return {
    run: async (clients, isRunning) => {
      await Promise.all(Array.from({ length: clients }, (_, index) => work(index + 1, isRunning)));
      while (background.size > 0) await Promise.all(background);
    },
  };
};
