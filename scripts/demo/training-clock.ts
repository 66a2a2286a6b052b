import type { TrainingClock, Fired, Upcoming } from '../../api/training-clock';
import { civilDateOf, startOfNextDay } from '../../domain/clock/civil';
import type { Instant } from '../../domain/clock/instant';
import { nextDue } from '../../domain/deadlines';
import type { SweepDoor, TimerDoor } from '../../record/door/clockwork';
import type { FileReader, StreamReader } from '../../record/door/record-reader';
import type { OpenRecord } from '../../record/open-record';

/** A clock that stands still until it is set. */
export class StillClock {
  constructor(private at: Instant) {}

  readonly now = (): Instant => this.at;

  set(at: Instant): void {
    this.at = at;
  }
}

interface Record {
  door: TimerDoor & SweepDoor & StreamReader & FileReader;
  sources: OpenRecord['sources'];
}

const earlier = (one: Instant, other: Instant | undefined): Instant =>
  other === undefined || one < other ? one : other;

/** What is due first of all streams. */
const upcoming = async ({ door, sources }: Record): Promise<Upcoming | null> => {
  const [row] = await sources.write.query<{ stream_id: string }[]>(
    'SELECT stream_id FROM stream WHERE next_due_at IS NOT NULL ORDER BY next_due_at, stream_id LIMIT 1',
  );
  if (row === undefined) return null;
  const { stream_id: streamId } = row;
  const due = nextDue((await door.loadFile(streamId))?.deadlines ?? []);
  return due && { streamId, clock: due.clock, dueAt: due.dueAt };
};

/** Fires what is due of a stream, through the door, as the timer of its workflow does. */
const fire = async ({ door }: Record, streamId: string): Promise<Fired[]> => {
  const generation = (await door.generationOf(streamId)) ?? 0;
  const before = (await door.loadFile(streamId))?.version ?? 0;
  const settled = await door.settle(streamId, generation, 0);
  if (settled.outcome !== 'settled') throw new Error(`${streamId} is due and was not settled: ${settled.outcome}`);
  const clocks = new Map(
    settled.events.flatMap(({ body }) => (body.arms ?? []).map(({ deadlineId, clock }) => [deadlineId, clock])),
  );
  return settled.events.flatMap(({ seq, at, body: { fires } }) =>
    seq <= before || fires === undefined ? [] : [{ streamId, clock: clocks.get(fires) ?? '', deadlineId: fires, at }],
  );
};

/**
 * Moves a record's clock by hand (training mode): no Temporal and no worker, since their time cannot be set; each stream is
 * settled through the door at the instant at which its timer would have fired. Moves come one after another.
 */
export const trainingClock = (clock: StillClock, record: Record): TrainingClock => {
  /** Consequences for other streams, and those that the change of the day hands on. */
  const settleTheRest = async (): Promise<void> => {
    while ((await record.door.settlePage(100)).settled > 0);
  };

  const fireDue = async (): Promise<Fired[]> => {
    const fired: Fired[] = [];
    for (;;) {
      const next = await upcoming(record);
      if (next === null || next.dueAt > clock.now()) return fired;
      fired.push(...(await fire(record, next.streamId)));
    }
  };

  const move = async (aim: Instant): Promise<Fired[]> => {
    const fired: Fired[] = [];
    for (;;) {
      fired.push(...(await fireDue()));
      await settleTheRest();
      const now = clock.now();
      const next = await upcoming(record);
      if (next !== null && next.dueAt <= now) continue;
      if (now >= aim) return fired;
      clock.set(earlier(earlier(aim, startOfNextDay(civilDateOf(now))), next?.dueAt));
    }
  };

  let moving: Promise<unknown> = Promise.resolve();
  return {
    now: clock.now,
    next: () => upcoming(record),
    moveTo: (aim) => {
      const moved = moving.then(() => move(aim));
      moving = moved.catch(() => undefined);
      return moved;
    },
  };
};
