import { In, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { Villages } from '../../domain/people/keeping-registers';
import { PROTECTED_NAME, readsName, townsOfNames } from '../../domain/people/protected-names';
import { SiteRow, SiteTenantRow, SubjectRow } from '../../entities/place.entity';
import type { AppDeps } from '../deps';
import type { Page } from '../paging';
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

/** Fields in which somebody of a subject's side is named by hand: who took a paper, who signed on the spot. */
const OF_ITS_SIDE = ['recipientName', 'subjectSignature'];

/** What would tell a name that is hidden: whom of the family to call, and the number that every register of firms looks up. */
export const LEADS_TO_NAME = ['familyContact', 'creditCode'];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const subjectsIn = (value: unknown): string[] => {
  if (!isObject(value)) return [];
  const own = Array.isArray(value) ? undefined : namedIn(value as Named);
  return [...(own === undefined ? [] : [own.subjectId]), ...Object.values(value).flatMap(subjectsIn)];
};

/** Which names are hidden, and whether one is of a subject of the case that the answer tells of. */
interface Hidden {
  ids: ReadonlySet<string>;
  isOfCase: boolean;
}

const sealed = (value: unknown, hidden: Hidden): unknown => {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map((one) => sealed(one, hidden));
  const own = namedIn(value as Named);
  const isHidden = own !== undefined && hidden.ids.has(own.subjectId);
  const isTold = (field: string): boolean =>
    (isHidden && field === own.field) || (hidden.isOfCase && OF_ITS_SIDE.includes(field));
  const fields = Object.entries(value)
    .filter(([field]) => !isHidden || !LEADS_TO_NAME.includes(field))
    .map(([field, inner]: [string, unknown]) =>
      isTold(field) ? [field, PROTECTED_NAME] : [field, sealed(inner, hidden)],
    );
  return Object.fromEntries(fields);
};

/** The villages where each of these lies: its own, those of its places, and where it is a double those of its survivor. */
const villagesOfSubjects = async (
  { db }: Pick<AppDeps, 'db'>,
  rows: readonly SubjectRow[],
): Promise<(row: SubjectRow) => string[]> => {
  const survivors = await db
    .getRepository(SubjectRow)
    .findBy({ subjectId: In(rows.map((row) => row.mergedInto ?? '')) });
  const ids = [...rows, ...survivors].map((row) => row.subjectId);
  const tenancies = await db.getRepository(SiteTenantRow).findBy({ subjectId: In(ids) });
  const sites = await db
    .getRepository(SiteRow)
    .find({ where: [{ ownerSubjectId: In(ids) }, { siteId: In(tenancies.map(({ siteId }) => siteId)) }] });
  const villagesOfOne = ({ subjectId, placeUnitId }: SubjectRow): string[] => {
    const rented = tenancies.filter((one) => one.subjectId === subjectId).map(({ siteId }) => siteId);
    const his = sites.filter((site) => site.ownerSubjectId === subjectId || rented.includes(site.siteId));
    return [...(placeUnitId === null ? [] : [placeUnitId]), ...his.flatMap((site) => site.villageUnitId ?? [])];
  };
  // Where a double lives, its survivor does, whose sites are those of both.
  return (row) => [row, ...survivors.filter(({ subjectId }) => subjectId === row.mergedInto)].flatMap(villagesOfOne);
};

/** Where a subject lies, and whether the viewer reads its name, or would if it were a protected person. */
export const nameReading = async (
  deps: AppDeps,
  viewer: Viewer,
  row: SubjectRow,
): Promise<{ villages: Villages; readsName: boolean }> => {
  const villageIds = (await villagesOfSubjects(deps, [row]))(row);
  const { subjectId, townId } = row;
  return {
    villages: { own: viewer.villageIds, ofSubject: row.placeUnitId === null ? villageIds : [row.placeUnitId] },
    readsName: readsName({ subjectId, townId, villageIds }, viewer),
  };
};

/** Protected persons among these whose names the viewer does not read. */
export const hiddenFrom = async (deps: AppDeps, viewer: Viewer, subjectIds: string[]): Promise<Set<string>> => {
  const asked = [...new Set(subjectIds)];
  if (asked.length === 0) return new Set();
  const rows = await deps.db.getRepository(SubjectRow).findBy({ subjectId: In(asked), protectedPerson: true });
  if (rows.length === 0) return new Set();
  const villagesFor = await villagesOfSubjects(deps, rows);
  const hidden = rows.filter((row) => {
    const { subjectId, townId } = row;
    return !readsName({ subjectId, townId, villageIds: villagesFor(row) }, viewer);
  });
  return new Set(hidden.map((row) => row.subjectId));
};

/** An answer, or a part of one, and the subjects of the case that it tells of, whose names stand in it by hand as well. */
interface Told {
  answer: object;
  ofCase: readonly string[];
}

/** Answers with the names of protected persons as the viewer reads them, wherever in them they stand. */
export const eachAsSeen = async (deps: AppDeps, viewer: Viewer, told: readonly Told[]): Promise<object[]> => {
  const plain = told.map(({ answer, ofCase }) => ({ answer: JSON.parse(JSON.stringify(answer)) as object, ofCase }));
  const named = plain.flatMap(({ answer, ofCase }) => [...subjectsIn(answer), ...ofCase]);
  const ids = await hiddenFrom(deps, viewer, named);
  return plain.map(({ answer, ofCase }) => {
    const isOfCase = ofCase.some((subjectId) => ids.has(subjectId));
    return ids.size === 0 ? answer : (sealed(answer, { ids, isOfCase }) as object);
  });
};

/** The same of a single answer. */
export const namesAsSeen = async (
  deps: AppDeps,
  viewer: Viewer,
  answer: object,
  ofCase: readonly string[] = [],
): Promise<object> => (await eachAsSeen(deps, viewer, [{ answer, ofCase }]))[0] ?? {};

/** The same of a page. */
export const pageAsSeen = async (deps: AppDeps, viewer: Viewer, page: Page<object>): Promise<Page<object>> => ({
  ...page,
  items: await eachAsSeen(
    deps,
    viewer,
    page.items.map((answer) => ({ answer, ofCase: [] })),
  ),
});

/** Narrows a search by name over `subject` as `s` to names that the viewer reads: a hit would tell one. */
export const scopeNames = <T extends ObjectLiteral>(find: SelectQueryBuilder<T>, viewer: Viewer): void => {
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
      nameOwn: ['', ...viewer.subjectIds],
    },
  );
};
