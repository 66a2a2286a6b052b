import { civilDateOf } from '../domain/clock/civil';
import type { Instant } from '../domain/clock/instant';
import type { Engine } from './engine';
import type { Row } from './admin';
import { streamsToFollow } from './merges';
import { statement } from './sql';
import { streamsToSucceed } from './successions';
import { streamsWithoutDecider } from './vacancies';

/** Of which day and directories the last look was, what it found, and whether there is nothing left to try. */
interface Look {
  of: string;
  found: string;
  isDone: boolean;
}

const looks = new WeakMap<Pick<Engine, 'store'>, Look>();

/** Changes with every directory. */
export const directoriesStand = statement('SELECT SUM(n) AS n FROM directory_version', []);

/**
 * Streams that somebody has to take over because a unit has ended or nobody is left to decide (settled 3.8, authority.md 1),
 * or that name a subject or site which was merged or amended since.
 * Only a new day or a change of some directory brings new ones: `stand` is the row of {@link directoriesStand}, and ordinary
 * rounds read nothing else. What is found twice in the same words does not go on by being settled, and rests until then as
 * well.
 */
export const streamsToHandOn = async (
  engine: Pick<Engine, 'store'>,
  { now, stand }: { now: Instant; stand: Row | undefined },
  limit: number,
): Promise<string[]> => {
  const { store } = engine;
  const of = `${civilDateOf(now)} ${String(stand?.['n'])}`;
  const known = looks.get(engine);
  if (known?.of === of && known.isDone) return [];
  const succeeded = await streamsToSucceed(store, now, limit);
  const following = succeeded.length < limit ? await streamsToFollow(store, limit - succeeded.length) : [];
  const room = limit - succeeded.length - following.length;
  const vacant = room > 0 ? await streamsWithoutDecider(store, now, room) : [];
  const streams = [...new Set([...succeeded, ...following, ...vacant])];
  const found = streams.join();
  const isDone = streams.length === 0 || (known?.of === of && known.found === found);
  looks.set(engine, { of, found, isDone });
  return isDone ? [] : streams;
};
