import { tuning } from '../../tuning';
import type { AppDeps } from '../deps';
import { isGood } from '../session/identify';
import { endOfFeed, type FeedPlace } from '../read/feed';
import { unreadByPerson } from '../read/notifications';
import { viewerStanding } from '../read/viewer';
import { happenedAfter, readChanged, type Happened } from './changed';
import { listenerOf, type Listener, type Listening } from './listener';
import { createTurns } from './turns';

const { mostAtOnce, mostOfPerson, mostOfProcess, mostResumed, checkEveryMs, heartbeatMs } = tuning.changes;

/** Why nobody more is let in. */
export type Crowded = 'of-person' | 'of-process';

/** Everybody who listens at this process. */
export interface ChangeHub {
  /** Something was committed here: it is looked for at once. */
  wake(): void;
  /** Begins to tell somebody; says why not where too many listen. */
  listen(listening: Listening): Crowded | undefined;
  /** Lets everybody go. They come back to another process, or to this one when it has started again. */
  close(): void;
}

const placeOf = ({ position, eventId }: Happened): FeedPlace => ({ position, eventId });

/** Whether these credentials are good now, and their holders as viewers of today; others are let go. */
const lookWhoIsThere = async (deps: AppDeps, listeners: ReadonlySet<Listener>): Promise<void> => {
  for (const kind of ['session', 'token'] as const) {
    const own = [...listeners].filter(({ caller }) => (caller.by === 'token') === (kind === 'token'));
    const found = await deps.door.whoAre(
      kind,
      own.map(({ caller }) => caller.credentialHash),
    );
    for (const listener of own) {
      const credential = found.get(listener.caller.credentialHash);
      if (credential === undefined || !isGood(credential, credential.session?.lastSeenAt ?? null, deps.now()))
        listener.end();
      else listener.viewer = await viewerStanding(deps, credential);
    }
  }
};

/**
 * One look at the feed tells all who listen at this process, each of what he may read: what others commit on the same record is
 * told as well, since every process looks. `own` gives what the hub stands on, which holds the hub itself.
 */
export const createChangeHub = (own: () => AppDeps): ChangeHub => {
  const listeners = new Set<Listener>();
  let isClosed = false;
  /** Up to where everybody was told who was there; unknown while nobody is. */
  let at: FeedPlace | undefined;
  let clockService: string | undefined;
  let [checkedAt, beatenAt] = [-Infinity, performance.now()];

  /** Who has just come, or come back, hears first what he missed. */
  const greet = async (deps: AppDeps, end: FeedPlace, unread: (personId: string) => number): Promise<void> => {
    for (const listener of listeners) {
      if (listener.at !== null) continue;
      const { from, isLost, viewer, caller } = listener;
      listener.tellClock(deps.clockService());
      const after = from ?? end;
      const missed = end.position - after.position;
      if (isLost || missed > mostResumed) {
        listener.tellToReadAnew(end, unread(caller.personId));
        continue;
      }
      const happened = missed <= 0 ? [] : await happenedAfter(deps, after, { upTo: end, limit: mostResumed });
      const changed = await readChanged(deps, happened);
      const streams = await changed.for(
        viewer,
        happened.map(({ streamId }) => streamId),
      );
      // He may come from a process that is ahead of this one.
      listener.tell(missed < 0 ? after : end, streams, unread(caller.personId));
    }
  };

  const tellAll = async (deps: AppDeps, happened: readonly Happened[]): Promise<void> => {
    const last = happened.at(-1);
    if (last === undefined) return;
    const changed = await readChanged(deps, happened);
    const unread = await unreadByPerson(
      deps,
      [...listeners].map(({ caller }) => caller.personId),
    );
    for (const listener of listeners) {
      const { at: told, viewer, caller } = listener;
      if (told === null) continue;
      const unknown = happened.filter(({ position }) => position > told.position).map(({ streamId }) => streamId);
      const streams = await changed.for(viewer, unknown);
      const unreadNow = unread(caller.personId);
      if (streams.length > 0 || unreadNow !== listener.unread) listener.tell(placeOf(last), streams, unreadNow);
    }
  };

  /** True where more is waiting. */
  const round = async (isWoken: boolean): Promise<boolean> => {
    const deps = own();
    if (isWoken) await deps.door.placeEvents(mostAtOnce);
    at ??= await endOfFeed(deps);
    const happened = await happenedAfter(deps, at, { limit: mostAtOnce });
    const isNews = happened.length > 0 || [...listeners].some((listener) => listener.at === null);
    if (isNews || performance.now() - checkedAt >= checkEveryMs) {
      await lookWhoIsThere(deps, listeners);
      checkedAt = performance.now();
    }
    if ([...listeners].some((listener) => listener.at === null)) {
      const newcomers = [...listeners].filter((listener) => listener.at === null);
      await greet(
        deps,
        at,
        await unreadByPerson(
          deps,
          newcomers.map(({ caller }) => caller.personId),
        ),
      );
    }
    await tellAll(deps, happened);
    const last = happened.at(-1);
    if (last !== undefined) at = placeOf(last);
    const clock = deps.clockService();
    if (clockService !== undefined && clock !== clockService)
      for (const listener of listeners) listener.tellClock(clock);
    clockService = clock;
    if (performance.now() - beatenAt >= heartbeatMs) {
      for (const listener of listeners) listener.beat(at);
      beatenAt = performance.now();
    }
    return happened.length === mostAtOnce;
  };

  const turns = createTurns({
    round,
    isOver: () => isClosed || listeners.size === 0,
    onOver: () => {
      at = undefined;
    },
    onError: (error) => {
      own().logger.warn('open pages could not be told what changed', { error });
    },
  });

  const leave = (listener: Listener): void => {
    listeners.delete(listener);
    own().meter.listeners.set(listeners.size);
  };

  return {
    wake: () => {
      turns.wake();
    },
    listen(listening) {
      const { personId } = listening.caller;
      const same = [...listeners].filter(({ caller }) => caller.personId === personId);
      if (same.length >= mostOfPerson) return 'of-person';
      if (isClosed || listeners.size >= mostOfProcess) return 'of-process';
      const { response } = listening;
      const listener = listenerOf(listening, (event) => {
        own().meter.changesTold.inc({ event });
      });
      listeners.add(listener);
      own().meter.listeners.set(listeners.size);
      response.on('close', () => {
        leave(listener);
      });
      turns.begin();
      return undefined;
    },
    close() {
      isClosed = true;
      for (const listener of listeners) listener.end();
      turns.wake();
    },
  };
};
