import { In } from 'typeorm';
import type { Sight } from '../../domain/case/sight';
import { idOf, kindOf } from '../../domain/stream-module';
import { CaseRow } from '../../entities/case.entity';
import { EscalationRow } from '../../entities/escalation.entity';
import { EventRow, FeedRow } from '../../entities/stream.entity';
import type { FeedEventAnswer } from '../answers/feed';
import type { AppDeps } from '../deps';
import type { FeedQuery } from '../dto/queries';
import { eventAsSeen } from '../present/sight';
import { escalationsAmong } from './files';
import { eachAsSeen } from './protected-names';
import { scopeCases } from './scope';
import { casesInSight } from './sights';
import { scopeEvents } from './stream-parts';
import type { Viewer } from './viewer';

/** A place in the feed: a position, and the event that stood there when it was given. */
export interface FeedPlace {
  position: number;
  eventId: string;
}

/** Before the first event. */
export const FEED_START: FeedPlace = { position: 0, eventId: 'start' };

export interface FeedPage {
  items: object[];
  /** Up to where everything was looked at. */
  upTo: FeedPlace;
}

/** Somebody who reads little is looked for so far at once; then a page ends, with what was found by then. */
const mostLookedAt = 2_000;
const mostAtOnce = 500;

type Placed = FeedRow & { position: number };

const isPlaced = (row: FeedRow): row is Placed => row.position !== null;

const lastPlace = async ({ db }: AppDeps): Promise<number> => {
  const found = db.getRepository(FeedRow).createQueryBuilder('f').select('MAX(f.position)', 'last');
  return Number((await found.getRawOne<{ last: number | string | null }>())?.last ?? 0);
};

/** Whether the feed still has this place: a record that was restored has other events there, or none yet. */
export const isPlaceOf = async ({ db }: AppDeps, { position, eventId }: FeedPlace): Promise<boolean> =>
  position === 0 || (await db.getRepository(FeedRow).existsBy({ position, eventId }));

/** Where the feed ends now. */
export const endOfFeed = async (deps: AppDeps): Promise<FeedPlace> => placeAt(deps, await lastPlace(deps));

const placeAt = async ({ db }: AppDeps, position: number): Promise<FeedPlace> => {
  const row = await db.getRepository(FeedRow).findOneBy({ position });
  return row === null ? FEED_START : { position, eventId: row.eventId };
};

/** What is in these places and in a town of the viewer's, of the types and the case that were asked for. */
const rowsIn = async (
  { db }: AppDeps,
  viewer: Viewer,
  { types, caseId }: FeedQuery,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): Promise<Placed[]> => {
  const find = db
    .getRepository(FeedRow)
    .createQueryBuilder('f')
    .where('f.position > :after AND f.position <= :upTo', { after, upTo })
    .andWhere('f.townId IN (:...towns)', { towns: ['', ...viewer.townIds] })
    .orderBy('f.position')
    .take(limit);
  if (types !== undefined) find.andWhere('f.type IN (:...types)', { types });
  // By the log of the case: the feed itself is ordered by position alone.
  if (caseId !== undefined) {
    const own = find.subQuery().select('e.eventId').from(EventRow, 'e').where('e.streamId = :streamId').getQuery();
    find.andWhere(`f.eventId IN ${own}`, { streamId: `case:${caseId}` });
  }
  return (await find.getMany()).filter(isPlaced);
};

interface Stream {
  of: Pick<FeedEventAnswer, 'caseId' | 'escalationId' | 'number' | 'version'>;
  sight: Sight;
  subjectIds: readonly string[];
}

const idsOf = (rows: readonly FeedRow[], kind: string): string[] => [
  ...new Set(rows.flatMap(({ streamId }) => (kindOf(streamId) === kind ? [idOf(streamId)] : []))),
];

const casesAmong = async (deps: AppDeps, viewer: Viewer, ids: string[]): Promise<[string, Stream][]> => {
  if (ids.length === 0) return [];
  const { db } = deps;
  const find = db.getRepository(CaseRow).createQueryBuilder('c').where('c.caseId IN (:...ids)', { ids });
  const cases = await scopeCases(find, viewer).getMany();
  const seen = await casesInSight(
    deps,
    viewer,
    cases.map(({ caseId }) => caseId),
  );
  return cases.map(({ caseId, number, version }) => {
    // A case that this program cannot fold is shown as to somebody who may know the least of it.
    const { file, sight = 'reporter' } = seen.get(caseId) ?? {};
    const subjectIds = (file?.subjects ?? []).map(({ subjectId }) => subjectId);
    return [`case:${caseId}`, { of: { caseId, number, version }, sight, subjectIds }];
  });
};

const escalationStreams = async (deps: AppDeps, viewer: Viewer, ids: string[]): Promise<[string, Stream][]> => {
  if (ids.length === 0) return [];
  const rows = await deps.db.getRepository(EscalationRow).findBy({ escalationId: In(ids) });
  const readable = await escalationsAmong(deps, viewer, rows);
  return readable.map(({ escalationId, version }) => [
    `escalation:${escalationId}`,
    { of: { escalationId, version }, sight: 'whole', subjectIds: [] },
  ]);
};

/** The events themselves, each as far as the viewer is shown it; those that he is not shown are left out. */
const shownIn = async (
  deps: AppDeps,
  viewer: Viewer,
  rows: readonly Placed[],
): Promise<{ row: Placed; shown: object }[]> => {
  const streams = new Map([
    ...(await casesAmong(deps, viewer, idsOf(rows, 'case'))),
    ...(await escalationStreams(deps, viewer, idsOf(rows, 'escalation'))),
  ]);
  const readable = rows.flatMap((row) => {
    const stream = streams.get(row.streamId);
    return stream === undefined ? [] : [{ row, ...stream }];
  });
  const events = new Map<string, EventRow>();
  for (const [sight, seen] of Map.groupBy(readable, (one) => one.sight)) {
    const find = deps.db
      .getRepository(EventRow)
      .createQueryBuilder('e')
      .where('e.eventId IN (:...ids)', { ids: seen.map(({ row }) => row.eventId) });
    scopeEvents(find, { sight, personId: viewer.personId });
    for (const event of await find.getMany()) events.set(event.eventId, event);
  }
  const parts = readable.flatMap(({ row, of, sight, subjectIds }) => {
    const event = events.get(row.eventId);
    if (event === undefined) return [];
    const answer = Object.assign({}, of, { townId: row.townId }, eventAsSeen(sight)(event));
    return [{ row, answer, ofCase: subjectIds }];
  });
  const sealed = await eachAsSeen(deps, viewer, parts);
  return parts.map(({ row }, n) => ({ row, shown: sealed[n] ?? {} }));
};

/**
 * Events after a place in the order of the feed: of the streams that the viewer reads now, each as its own log shows it to
 * him. A page may be shorter than its limit, or empty, while there is more behind it: what is looked at for one is bounded.
 */
export const readFeed = async (
  deps: AppDeps,
  viewer: Viewer,
  query: FeedQuery,
  { after, limit }: { after: FeedPlace; limit: number },
): Promise<FeedPage> => {
  const end = await lastPlace(deps);
  const isOfCase = query.caseId !== undefined;
  const found: { row: Placed; shown: object }[] = [];
  let at = after.position;
  const furthest = isOfCase ? end : Math.min(end, at + mostLookedAt);
  for (let width = limit; at < furthest && found.length < limit; width = Math.min(2 * width, mostAtOnce)) {
    const upTo = isOfCase ? end : Math.min(furthest, at + width);
    const rows = await rowsIn(deps, viewer, query, { after: at, upTo, limit: mostAtOnce });
    found.push(...(await shownIn(deps, viewer, rows)));
    at = rows.length === mostAtOnce ? (rows.at(-1)?.position ?? upTo) : upTo;
  }
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length > limit && last !== undefined)
    return { items: items.map(({ shown }) => shown), upTo: { position: last.row.position, eventId: last.row.eventId } };
  return { items: items.map(({ shown }) => shown), upTo: at === after.position ? after : await placeAt(deps, at) };
};
