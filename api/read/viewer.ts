import type { Request } from 'express';
import { In } from 'typeorm';
import { civilDateOf, type CivilDate } from '../../domain/clock/civil';
import { hasEnded, validOn, withinUnit, type Directory, type Post, type Unit } from '../../domain/people/directory';
import { villagesOf } from '../../domain/people/protected-names';
import { readScope, type ReadScope } from '../../domain/people/reading';
import { PostRow, TownRow, UnitRow } from '../../entities/people.entity';
import { SubjectRow } from '../../entities/place.entity';
import { requireCaller, type Caller } from '../caller';
import type { AppDeps } from '../deps';
import { invalidField, notFound } from '../problem';
import { withPolicyOn } from './town-policy';

/** The person who asks, with the posts valid today, the towns they reach and what may be read. */
export interface Viewer {
  personId: string;
  posts: Post[];
  /** Units of these posts. */
  units: Unit[];
  /** The villages for which he acts, and those that have ended and that these have taken over (settled 3.8). */
  villageIds: string[];
  /** The subjects for which he stands, and the doubles that were merged into them. */
  subjectIds: string[];
  /** The towns they reach, each with the pack its new cases pin. */
  towns: TownRow[];
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
  successorUnitId: row.successorId,
});

/** Posts that a person was given; one that waits for a second person gives no right. */
const postsGiven = async (deps: AppDeps, personId: string): Promise<Post[]> =>
  (await deps.db.getRepository(PostRow).findBy({ personId, status: 'given' })).map(postOf);

const townsReached = async (deps: AppDeps, units: readonly Unit[]): Promise<TownRow[]> => {
  const towns = deps.db.getRepository(TownRow);
  if (units.some((unit) => unit.townId === null)) return towns.find();
  const townIds = [...new Set(units.flatMap((unit) => unit.townId ?? []))];
  return townIds.length === 0 ? [] : towns.findBy({ townId: In(townIds) });
};

const townsOf = async (deps: AppDeps, units: readonly Unit[], on: CivilDate): Promise<TownRow[]> =>
  withPolicyOn(deps, await townsReached(deps, units), on);

type Doubles = NonNullable<Directory['subjects']>;

/** Reading rights ask a directory for nothing but the units and the doubles of the subjects of the person's own posts. */
const directoryOf = (townId: string, units: readonly Unit[], posts: Post[], subjects: Doubles): Directory => ({
  townId,
  version: 0,
  units: Object.fromEntries(units.map((unit) => [unit.unitId, unit])),
  posts,
  subjects,
});

const doublesHeld = async ({ db }: AppDeps, subjectIds: readonly string[]): Promise<Doubles> => {
  if (subjectIds.length === 0) return {};
  const rows = await db.getRepository(SubjectRow).findBy({ mergedInto: In([...subjectIds]) });
  return Object.fromEntries(rows.map((row) => [row.subjectId, row]));
};

const villagesHeld = async ({ db }: AppDeps, posts: Post[], on: CivilDate): Promise<string[]> => {
  const held = new Set(villagesOf(posts));
  let newest = [...held];
  while (newest.length > 0) {
    const before = await db.getRepository(UnitRow).findBy({ successorId: In(newest) });
    const ended = before.filter((unit) => hasEnded({ to: unit.validTo }, on));
    newest = ended.map(({ unitId }) => unitId).filter((unitId) => !held.has(unitId));
    for (const unitId of newest) held.add(unitId);
  }
  return [...held];
};

const readViewer = async (deps: AppDeps, personId: string, on: CivilDate): Promise<Viewer> => {
  const given = (await postsGiven(deps, personId)).filter((post) => validOn(post, on));
  const unitIds = [...new Set(given.map((post) => post.unitId))];
  const rows = unitIds.length === 0 ? [] : await deps.db.getRepository(UnitRow).findBy({ unitId: In(unitIds) });
  const found = new Map(rows.map((row) => [row.unitId, unitOf(row)]));
  const posts = given.map((post) => withinUnit(post, found.get(post.unitId))).filter((post) => validOn(post, on));
  const units = [...found.values()].filter(({ unitId }) => posts.some((post) => post.unitId === unitId));
  const towns = await townsOf(deps, units, on);
  const townIds = towns.map((town) => town.townId);
  const own = [...new Set(posts.flatMap((post) => post.subjectId ?? []))];
  const doubles = await doublesHeld(deps, own);
  const directoryIn = (townId: string): Directory => directoryOf(townId, units, posts, doubles);
  const scopes = townIds.flatMap((townId) => readScope(personId, posts, directoryIn(townId)) ?? []);
  const villageIds = await villagesHeld(deps, posts, on);
  return { personId, posts, units, villageIds, subjectIds: [...own, ...Object.keys(doubles)], towns, townIds, scopes };
};

/** Viewers as they were read, each with the day and the directories that it holds for. */
type Kept = Map<string, { standing: string; viewer: Viewer }>;

const kept = new WeakMap<AppDeps, Kept>();
const mostKept = 5_000;

const keptFor = (deps: AppDeps): Kept => {
  const own: Kept = kept.get(deps) ?? new Map<string, never>();
  kept.set(deps, own);
  return own;
};

/** The caller as a viewer. */
export const viewerOf = (deps: AppDeps, request: Request): Promise<Viewer> =>
  viewerStanding(deps, requireCaller(request));

/** A person as a viewer; read anew when any directory has changed or the day has. */
export const viewerStanding = async (
  deps: AppDeps,
  { personId, standing: found }: Pick<Caller, 'personId' | 'standing'>,
): Promise<Viewer> => {
  const today = civilDateOf(found.now);
  const standing = `${today} ${found.directories}`;
  const viewers = keptFor(deps);
  const known = viewers.get(personId);
  if (known?.standing === standing) return known.viewer;
  const viewer = await readViewer(deps, personId, today);
  if (viewers.size >= mostKept) viewers.clear();
  viewers.set(personId, { standing, viewer });
  return viewer;
};

/** The pack that a new case or escalation of a town pins; 404 for a town that the viewer does not reach. */
export const policyOf = ({ towns }: Viewer, townId: string): { packId: string; version: string } => {
  const town = towns.find((one) => one.townId === townId);
  if (town === undefined) throw notFound();
  return { packId: town.packId, version: town.packVersion };
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
