import { In, type SelectQueryBuilder } from 'typeorm';
import { PROTECTED_NAME, readsName, townsOfNames } from '../../domain/people/protected-names';
import { SiteRow, SiteTenantRow, SubjectRow } from '../../entities/place.entity';
import type { AppDeps } from '../deps';
import type { Viewer } from './viewer';

type Named = Record<string, unknown>;

/** The subject of which an object tells the name, and in which field; undefined where it tells none. */
const namedIn = (value: Named): { subjectId: string; field: 'name' | 'addresseeName' } | undefined => {
  const { subjectId, addressee } = value;
  if (typeof subjectId === 'string' && 'name' in value) return { subjectId, field: 'name' };
  if (typeof addressee !== 'string' || !addressee.startsWith('subject:')) return undefined;
  const ofAddressee = addressee.slice('subject:'.length);
  return 'addresseeName' in value ? { subjectId: ofAddressee, field: 'addresseeName' } : undefined;
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const subjectsIn = (value: unknown): string[] => {
  if (!isObject(value)) return [];
  const own = Array.isArray(value) ? undefined : namedIn(value as Named);
  return [...(own === undefined ? [] : [own.subjectId]), ...Object.values(value).flatMap(subjectsIn)];
};

const sealed = (value: unknown, hidden: ReadonlySet<string>): unknown => {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map((one) => sealed(one, hidden));
  const own = namedIn(value as Named);
  const isHidden = own !== undefined && hidden.has(own.subjectId);
  const fields = Object.entries(value)
    .filter(([field]) => !isHidden || field !== 'familyContact')
    .map(([field, inner]: [string, unknown]) =>
      isHidden && field === own.field ? [field, PROTECTED_NAME] : [field, sealed(inner, hidden)],
    );
  return Object.fromEntries(fields);
};

/** Protected persons among these whose names the viewer does not read. */
export const hiddenFrom = async (deps: AppDeps, viewer: Viewer, subjectIds: string[]): Promise<Set<string>> => {
  const asked = [...new Set(subjectIds)];
  if (asked.length === 0) return new Set();
  const { db } = deps;
  const rows = await db.getRepository(SubjectRow).findBy({ subjectId: In(asked), protectedPerson: true });
  if (rows.length === 0) return new Set();
  const ids = rows.map((row) => row.subjectId);
  const tenancies = await db.getRepository(SiteTenantRow).findBy({ subjectId: In(ids) });
  const sites = await db
    .getRepository(SiteRow)
    .find({ where: [{ ownerSubjectId: In(ids) }, { siteId: In(tenancies.map(({ siteId }) => siteId)) }] });
  const villagesFor = ({ subjectId, placeUnitId }: SubjectRow): string[] => {
    const rented = tenancies.filter((one) => one.subjectId === subjectId).map(({ siteId }) => siteId);
    const his = sites.filter((site) => site.ownerSubjectId === subjectId || rented.includes(site.siteId));
    return [...(placeUnitId === null ? [] : [placeUnitId]), ...his.flatMap((site) => site.villageUnitId ?? [])];
  };
  const hidden = rows.filter((row) => {
    const { subjectId, townId } = row;
    return !readsName({ subjectId, townId, villageIds: villagesFor(row) }, viewer);
  });
  return new Set(hidden.map((row) => row.subjectId));
};

/** An answer with the names of protected persons as the viewer reads them, wherever in it they stand. */
export const namesAsSeen = async (deps: AppDeps, viewer: Viewer, answer: object): Promise<object> => {
  const plain: object = JSON.parse(JSON.stringify(answer)) as object;
  const hidden = await hiddenFrom(deps, viewer, subjectsIn(plain));
  return hidden.size === 0 ? plain : (sealed(plain, hidden) as object);
};

/** Narrows a search by name over `subject` as `s` to names that the viewer reads: a hit would tell one. */
export const scopeNames = (find: SelectQueryBuilder<SubjectRow>, viewer: Viewer): void => {
  const own = find
    .subQuery()
    .select('1')
    .from(SiteRow, 'ns')
    .leftJoin(SiteTenantRow, 'nt', 'nt.siteId = ns.siteId')
    .where('ns.villageUnitId IN (:...nameVillages) AND (ns.ownerSubjectId = s.subjectId OR nt.subjectId = s.subjectId)')
    .getQuery();
  find.andWhere(
    `(s.protectedPerson = :open OR s.townId IN (:...nameTowns) OR s.placeUnitId IN (:...nameVillages)
      OR s.subjectId IN (:...nameOwn) OR EXISTS ${own})`,
    {
      open: false,
      nameTowns: ['', ...townsOfNames(viewer.posts, viewer.units)],
      nameVillages: ['', ...viewer.villageIds],
      nameOwn: ['', ...viewer.posts.flatMap((post) => post.subjectId ?? [])],
    },
  );
};
