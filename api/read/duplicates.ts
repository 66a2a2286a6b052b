import { In, type SelectQueryBuilder } from 'typeorm';
import { addressKey } from '../../domain/case/address';
import type { CaseFile } from '../../domain/case/file';
import { likelyDoubles, MAY_BE_DOUBLED, type Likeness, type Reported } from '../../domain/case/likeness';
import { streamIdOf } from '../../domain/stream-module';
import { CaseRow, CaseSubjectRow } from '../../entities/case.entity';
import { SiteRow } from '../../entities/place.entity';
import type { AppDeps } from '../deps';
import type { DuplicatesQuery } from '../dto/queries';
import { siteFamily, subjectFamilies } from './doubles';
import { readsMore, scopeCases, type Way } from './scope';
import type { Viewer } from './viewer';

/** Of one place or one subject no more are looked at, the newest first. */
const mostOfOne = 100;

const askedFor = async (
  deps: AppDeps,
  { townIds }: Viewer,
  { siteId: asked, address, subjectIds = [], hazardType }: DuplicatesQuery,
): Promise<Reported> => {
  const sites = deps.db.getRepository(SiteRow);
  const [siteId, ...doubles] = asked === undefined ? [] : await siteFamily(deps, asked);
  const given = address === undefined ? null : addressKey(address);
  const named = siteId === undefined ? null : await sites.findOneBy({ siteId, townId: In([...townIds]) });
  const addressKeys = [...new Set([given, named?.addressKey ?? null].filter((key) => key !== null))];
  const there =
    addressKeys.length === 0
      ? []
      : await sites.find({ where: { addressKey: In(addressKeys), townId: In([...townIds]) }, take: mostOfOne });
  const siteIdsThere = [...doubles, ...there.map((site) => site.siteId)];
  return {
    siteId: siteId ?? null,
    siteIdsThere,
    addressKeys,
    subjectIds: await subjectFamilies(deps, subjectIds),
    hazardType: hazardType ?? null,
  };
};

type Find = SelectQueryBuilder<CaseRow>;

/** Cases that the viewer may read; by a column as it is they are not ordered, for an index in that order is tempting to walk. */
const findIn = (deps: AppDeps, viewer: Viewer, way: Way): Find =>
  scopeCases(deps.db.getRepository(CaseRow).createQueryBuilder('c').where('1 = 1'), viewer, way)
    .orderBy("COALESCE(c.openedAt, '')", 'DESC')
    .limit(mostOfOne);

/** Nor are they narrowed by the status as it is: most cases have one of these, and an index of statuses is tempting, too. */
const findThere = (deps: AppDeps, viewer: Viewer): Find =>
  findIn(deps, viewer, 'named').andWhere("COALESCE(c.status, '') IN (:...open)", { open: MAY_BE_DOUBLED });

/** Whose a lead is stands in its report alone, until it is graded: leads of this kind are few. */
const findUngraded = (deps: AppDeps, viewer: Viewer, hazardType: string): Find => {
  const find = findIn(deps, viewer, 'page');
  return find
    .andWhere("c.status IN ('lead', 'registered') AND c.hazardType = :hazardType", { hazardType })
    .andWhere(readsMore(find, viewer));
};

const findOfSubjects = (deps: AppDeps, viewer: Viewer, subjectIds: readonly string[]): Find => {
  const find = findThere(deps, viewer);
  return find
    .innerJoin(CaseSubjectRow, 'ds', 'ds.caseId = c.caseId AND ds.subjectId IN (:...subjectIds)', { subjectIds })
    .andWhere(readsMore(find, viewer, 'named'));
};

/** By one index each: what is asked for at once with OR the databases look for among all cases of the town. */
const candidatesFor = async (deps: AppDeps, viewer: Viewer, asked: Reported): Promise<CaseRow[]> => {
  const { siteId, siteIdsThere, addressKeys, subjectIds, hazardType } = asked;
  const siteIds = [...(siteId === null ? [] : [siteId]), ...siteIdsThere];
  const isOfSomebody = subjectIds.length > 0;
  const finds = [
    ...(siteIds.length > 0 ? [findThere(deps, viewer).andWhere('c.siteId IN (:...siteIds)', { siteIds })] : []),
    ...(addressKeys.length > 0
      ? [findThere(deps, viewer).andWhere('c.addressKey IN (:...addressKeys)', { addressKeys })]
      : []),
    ...(isOfSomebody ? [findOfSubjects(deps, viewer, subjectIds)] : []),
    ...(isOfSomebody && hazardType !== null ? [findUngraded(deps, viewer, hazardType)] : []),
  ];
  const rows = (await Promise.all(finds.map((find) => find.getMany()))).flat();
  return [...new Map(rows.map((row) => [row.caseId, row])).values()];
};

const isCase = (file: object): file is CaseFile => 'caseId' in file;

/** Whose a case is: of a lead those that its report names. */
const subjectsOf = async (deps: AppDeps, rows: readonly CaseRow[]): Promise<Map<string, string[]>> => {
  const files = await deps.door.loadFiles(rows.map(({ caseId }) => streamIdOf('case', caseId)));
  return new Map(
    files
      .filter(isCase)
      .map((file) => [file.caseId, [...file.subjects.map(({ subjectId }) => subjectId), ...file.reportedSubjectIds]]),
  );
};

/** The cases that a report may be of once more, as far as the viewer may read them; the likeliest first. */
export const duplicatesOf = async (
  deps: AppDeps,
  viewer: Viewer,
  query: DuplicatesQuery,
): Promise<{ row: CaseRow; likeness: Likeness }[]> => {
  const asked = await askedFor(deps, viewer, query);
  const rows = await candidatesFor(deps, viewer, asked);
  const subjects = await subjectsOf(deps, rows);
  const candidates = rows.map((row) => ({
    row,
    addressKey: row.addressKey,
    siteId: row.siteId,
    subjectIds: subjects.get(row.caseId) ?? [],
    hazardType: row.hazardType,
    status: row.status,
    openedAt: row.openedAt,
  }));
  return likelyDoubles(asked, candidates).map(({ candidate: { row }, likeness }) => ({ row, likeness }));
};
