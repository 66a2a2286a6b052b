import type { Request } from 'express';
import { In } from 'typeorm';
import { civilDateOf, type CivilDate } from '../../domain/clock/civil';
import { validOn, type Directory, type Post, type Unit } from '../../domain/people/directory';
import { readScope, type ReadScope } from '../../domain/people/reading';
import { PostRow, TownRow, UnitRow } from '../../entities/people.entity';
import { requireCaller } from '../caller';
import type { AppDeps } from '../deps';
import { invalidField, notFound } from '../problem';

/** The person who asks, with the posts valid today, the towns they reach and what may be read. */
export interface Viewer {
  personId: string;
  posts: Post[];
  /** Units of these posts. */
  units: Unit[];
  townIds: string[];
  /** What may be read, town by town. */
  scopes: ReadScope[];
}

export const postOf = (row: PostRow): Post => ({
  postId: row.postId,
  personId: row.personId,
  role: row.role,
  unitId: row.unitId,
  subjectId: row.subjectId,
  from: row.validFrom,
  to: row.validTo,
  certificate: row.certificate,
});

export const unitOf = (row: UnitRow): Unit => ({
  unitId: row.unitId,
  townId: row.townId,
  name: row.name,
  aliases: row.aliases,
  kind: row.kind,
  parentId: row.parentId,
  slug: row.slug,
  issuerCode: row.issuerCode,
  domains: row.domains,
  orderBasis: row.orderBasis,
  from: row.validFrom,
  to: row.validTo,
});

/** Posts of a person valid on a day. */
export const postsOn = async (deps: AppDeps, personId: string, on: CivilDate): Promise<Post[]> =>
  (await deps.db.getRepository(PostRow).findBy({ personId })).map(postOf).filter((post) => validOn(post, on));

/** A town with the pack its new cases pin. */
export const townOf = async (deps: AppDeps, townId: string): Promise<TownRow | undefined> =>
  (await deps.db.getRepository(TownRow).findOneBy({ townId })) ?? undefined;

const townsOf = async (deps: AppDeps, units: readonly Unit[]): Promise<string[]> => {
  const own = units.flatMap((unit) => (unit.townId === null ? [] : [unit.townId]));
  if (!units.some((unit) => unit.townId === null)) return [...new Set(own)];
  return (await deps.db.getRepository(TownRow).find()).map((town) => town.townId);
};

/** Reading rights ask a directory for nothing but the units of the person's own posts. */
const directoryOf = (townId: string, units: readonly Unit[], posts: Post[]): Directory => ({
  townId,
  version: 0,
  units: Object.fromEntries(units.map((unit) => [unit.unitId, unit])),
  posts,
});

export const viewerOf = async (deps: AppDeps, request: Request): Promise<Viewer> => {
  const { personId } = requireCaller(request);
  const posts = await postsOn(deps, personId, civilDateOf(await deps.door.now()));
  const unitIds = [...new Set(posts.map((post) => post.unitId))];
  const rows = unitIds.length === 0 ? [] : await deps.db.getRepository(UnitRow).findBy({ unitId: In(unitIds) });
  const units = rows.map(unitOf);
  const townIds = await townsOf(deps, units);
  const scopes = townIds.flatMap((townId) => readScope(personId, posts, directoryOf(townId, units, posts)) ?? []);
  return { personId, posts, units, townIds, scopes };
};

/** The town a new thing belongs to: the one that is named and reached, else the viewer's only one. */
export const townFor = (viewer: Viewer, named: string | undefined): string => {
  if (named !== undefined) {
    if (!viewer.townIds.includes(named)) throw notFound();
    return named;
  }
  const [only, ...others] = viewer.townIds;
  if (only === undefined || others.length > 0) throw invalidField('/townId', 'required', '请指明所属的镇');
  return only;
};
