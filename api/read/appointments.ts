import type { SelectQueryBuilder } from 'typeorm';
import { confirmersOf } from '../../domain/people/confirming';
import type { PostStatus, Roll } from '../../domain/people/roll';
import type { Role } from '../../domain/people/roles';
import { PostRow, UnitRow } from '../../entities/people.entity';
import { readRoll, type Reader } from '../../record/roll';
import type { AppDeps } from '../deps';
import type { Viewer } from './viewer';

/** What a list of posts is narrowed to. */
export interface PostFilter {
  personId?: string | undefined;
  unitId?: string | undefined;
  /** Given and pending ones, where none is named. */
  status?: PostStatus[] | undefined;
  /** The last post id of the page before. */
  after: string;
}

/** A post as it is kept, with the town of its unit and who may confirm it while it is pending. */
export interface ListedPost {
  row: PostRow;
  mayConfirm: Role[];
}

/** Reads outside a transaction, for lists. */
export const readerOf = (deps: AppDeps, now: string): Reader => ({
  now,
  query: (sql, params) => deps.db.query(sql, params),
});

const found = (deps: AppDeps, { personId, unitId, status = ['given', 'pending'], after }: PostFilter) => {
  const find = deps.db
    .getRepository(PostRow)
    .createQueryBuilder('p')
    .innerJoin(UnitRow, 'u', 'u.unitId = p.unitId')
    .addSelect('u.townId', 'unit_town_id')
    .where('p.postId > :after', { after })
    .andWhere('p.status IN (:...status)', { status })
    .orderBy('p.postId');
  if (personId !== undefined) find.andWhere('p.personId = :personId', { personId });
  if (unitId !== undefined) find.andWhere('p.unitId = :unitId', { unitId });
  return find;
};

interface Located {
  row: PostRow;
  townId: string | null;
}

const located = async (find: SelectQueryBuilder<PostRow>): Promise<Located[]> => {
  const { entities, raw } = await find.getRawAndEntities<{ unit_town_id: string | null }>();
  return entities.map((row, index) => ({ row, townId: raw[index]?.unit_town_id ?? null }));
};

const confirmers = (roll: Roll, { row, townId }: Located) =>
  confirmersOf(roll, { role: row.role, townId, personId: row.personId, askedBy: row.appointedBy });

/** Posts in the towns where the viewer manages people: SA everywhere, OFd in his own. */
export const findPosts = async (
  deps: AppDeps,
  viewer: Viewer,
  { limit, ...filter }: PostFilter & { limit: number },
): Promise<ListedPost[]> => {
  const find = found(deps, filter).limit(limit);
  if (!viewer.posts.some((post) => post.role === 'SA')) {
    const offices = viewer.posts.filter((post) => post.role === 'OFd').map((post) => post.unitId);
    const towns = viewer.units.flatMap((unit) => (offices.includes(unit.unitId) ? (unit.townId ?? []) : []));
    find.andWhere('u.townId IN (:...towns)', { towns: ['', ...towns] });
  }
  const posts = await located(find);
  const roll = await readRoll(readerOf(deps, await deps.door.now()), []);
  return posts.map((post) => ({ row: post.row, mayConfirm: confirmers(roll, post).roles }));
};

/** Pending posts that the viewer may confirm, all of them: few wait at a time. */
export const postsAwaiting = async (
  deps: AppDeps,
  viewer: Viewer,
  { now, ...filter }: PostFilter & { now: string },
): Promise<ListedPost[]> => {
  const waiting = await located(found(deps, { ...filter, status: ['pending'] }));
  const roll = await readRoll(readerOf(deps, now), [viewer.personId]);
  return waiting.flatMap((post) => {
    const { roles, personIds } = confirmers(roll, post);
    return personIds.includes(viewer.personId) ? [{ row: post.row, mayConfirm: roles }] : [];
  });
};
