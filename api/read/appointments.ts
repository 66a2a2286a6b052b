import { In } from 'typeorm';
import { confirmersOf, matterOf } from '../../domain/people/confirming';
import type { Unit } from '../../domain/people/directory';
import { postActs, type Offered, type PostAct } from '../../domain/people/offered';
import type { PostStatus, Roll } from '../../domain/people/roll';
import type { Role } from '../../domain/people/roles';
import { PostRow, UnitRow } from '../../entities/people.entity';
import { readRoll, type Reader } from '../../record/roll';
import type { AppDeps } from '../deps';
import { postOf, unitOf, type Viewer } from './viewer';

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
  /** What there is to do to it, for who looks. */
  acts: Offered<PostAct>[];
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
    .where('p.postId > :after', { after })
    .andWhere('p.status IN (:...status)', { status })
    .orderBy('p.postId');
  if (personId !== undefined) find.andWhere('p.personId = :personId', { personId });
  if (unitId !== undefined) find.andWhere('p.unitId = :unitId', { unitId });
  return find;
};

/** These posts as who looks has to do with them, each with its unit. */
const listed = async (deps: AppDeps, viewer: Viewer, rows: readonly PostRow[], now: string): Promise<ListedPost[]> => {
  const unitIds = [...new Set(rows.map(({ unitId }) => unitId))];
  const units = unitIds.length === 0 ? [] : await deps.db.getRepository(UnitRow).findBy({ unitId: In(unitIds) });
  const unitById = new Map(units.map((unit) => [unit.unitId, unitOf(unit)]));
  const concerned = rows.flatMap(({ personId, appointedBy }) => [
    personId,
    ...(appointedBy === null ? [] : [appointedBy]),
  ]);
  const persons = [...new Set([viewer.personId, ...concerned])];
  const roll = await readRoll(readerOf(deps, now), persons, { certified: true });
  return rows.flatMap((row) => {
    const unit = unitById.get(row.unitId);
    return unit === undefined ? [] : [listedOn(roll, viewer, row, unit)];
  });
};

const listedOn = (roll: Roll, { personId: by }: Viewer, row: PostRow, unit: Unit): ListedPost => {
  const { status, appointedBy } = row;
  const { townId } = unit;
  const post = { ...postOf(row), status: status === 'pending' ? status : ('given' as const), townId, appointedBy };
  const { roles: mayConfirm } = confirmersOf(roll, matterOf(post));
  return { row, mayConfirm, acts: postActs(roll, { post, status, unit }, by) };
};

/** Posts in the towns where the viewer manages people: SA everywhere, OFd in his own. */
export const findPosts = async (
  deps: AppDeps,
  viewer: Viewer,
  { limit, now, ...filter }: PostFilter & { limit: number; now: string },
): Promise<ListedPost[]> => {
  const find = found(deps, filter).limit(limit);
  if (!viewer.posts.some((post) => post.role === 'SA')) {
    const offices = viewer.posts.filter((post) => post.role === 'OFd').map((post) => post.unitId);
    const towns = viewer.units.flatMap((unit) => (offices.includes(unit.unitId) ? (unit.townId ?? []) : []));
    find.andWhere('u.townId IN (:...towns)', { towns: ['', ...towns] });
  }
  return listed(deps, viewer, await find.getMany(), now);
};

/** Pending posts that the viewer may confirm, all of them: few wait at a time. */
export const postsAwaiting = async (
  deps: AppDeps,
  viewer: Viewer,
  { now, ...filter }: PostFilter & { now: string },
): Promise<ListedPost[]> => {
  const waiting = await listed(deps, viewer, await found(deps, { ...filter, status: ['pending'] }).getMany(), now);
  return waiting.filter(({ acts }) => acts.some(({ act, refusal }) => act === 'decline' && refusal === null));
};
