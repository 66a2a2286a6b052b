import type { SelectQueryBuilder } from 'typeorm';
import { addWorkingDays } from '../../domain/clock/calendar';
import { civilDateOf, startOfDay, startOfNextDay } from '../../domain/clock/civil';
import { plusMs, type Instant } from '../../domain/clock/instant';
import type { Lamp, LampRule } from '../../domain/clock/lamp';
import { CaseCampaignRow, CaseRow, CaseSubjectRow, CaseUnitRow } from '../../entities/case.entity';
import type { AppDeps } from '../deps';
import type { CaseFilterQuery, CaseListQuery } from '../dto/queries';
import { limitOf } from '../dto/query-fields';
import type { KeyPart, PageAsked } from '../paging';
import { invalidField } from '../problem';
import { searchCases } from './case-search';
import { siteFamily, subjectFamily } from './doubles';
import { fewCasesOf } from './few-cases';
import { readsMore, scopeCases, type Way } from './scope';
import type { Viewer } from './viewer';

type Find = SelectQueryBuilder<CaseRow>;

/** Who finds cases, and for a page or for all that there is. */
export interface Finding {
  viewer: Viewer;
  basis: LampInstants;
  way: Way;
}

/** The first due instant that is still green in a town: what is due before it, and not yet past, is yellow. */
export type GreenFrom = (townId: string) => Instant;

export interface LampInstants {
  now: Instant;
  green: GreenFrom;
}

/** By the lamp of each town's pack: somebody of several towns sees each case as its town does. */
export const greenFrom = (deps: AppDeps, viewer: Viewer, now: Instant): GreenFrom => {
  const from = (rule: LampRule): Instant =>
    'yellowSeconds' in rule
      ? plusMs(now, rule.yellowSeconds * 1000 + 1)
      : plusMs(startOfNextDay(addWorkingDays(deps.calendar, civilDateOf(now), rule.yellowWd).date), 1);
  const byTown = new Map(
    viewer.towns.map(
      ({ townId, packId, packVersion }) => [townId, from(deps.packOf(packId, packVersion).lamp)] as const,
    ),
  );
  return (townId) => byTown.get(townId) ?? from({ yellowWd: 3 });
};

/** Whether rows of a link name the case: asked of each case, or, where all are wanted, as what to begin with. */
const has = (find: Find, way: Way, [entity, alias, where]: [new () => object, string, string]): string => {
  const links = find.subQuery().from(entity, alias);
  if (way === 'all') return `c.caseId IN ${links.select(`${alias}.caseId`).where(where).getQuery()}`;
  return `EXISTS ${links.select('1').where(`${alias}.caseId = c.caseId AND ${where}`).getQuery()}`;
};

/** What a query names that may be there more than once: subjects and sites with the doubles that were merged. */
interface Families {
  subjectIds: string[] | null;
  siteIds: string[] | null;
}

const familiesIn = async (deps: AppDeps, { subjectId, siteId }: CaseFilterQuery): Promise<Families> => ({
  subjectIds: subjectId === undefined ? null : await subjectFamily(deps, subjectId),
  siteIds: siteId === undefined ? null : await siteFamily(deps, siteId),
});

const filterLinks = (find: Find, query: CaseFilterQuery, { viewer, way }: Finding, families: Families): void => {
  const { unitId, campaignId, assignedTo } = query;
  const { subjectIds, siteIds } = families;
  if (siteIds !== null) find.andWhere('c.siteId IN (:...siteIds)', { siteIds });
  if (unitId !== undefined) find.andWhere(has(find, way, [CaseUnitRow, 'fu', 'fu.unitId = :unitId']), { unitId });
  if (subjectIds !== null)
    find.andWhere(has(find, way, [CaseSubjectRow, 'fs', 'fs.subjectId IN (:...subjectIds)']), { subjectIds });
  if (campaignId !== undefined)
    find.andWhere(has(find, way, [CaseCampaignRow, 'fc', 'fc.campaignId = :campaignId']), { campaignId });
  if (assignedTo === undefined) return;
  const units = ['', ...viewer.posts.map((post) => post.unitId)];
  const subjects = ['', ...viewer.subjectIds];
  const ofUnits = has(find, 'page', [CaseUnitRow, 'mu', 'mu.unitId IN (:...myUnits)']);
  const ofSubjects = has(find, 'page', [CaseSubjectRow, 'ms', 'ms.subjectId IN (:...mySubjects)']);
  find.andWhere(`(${ofUnits} OR ${ofSubjects})`, { myUnits: units, mySubjects: subjects });
};

/** A condition on the due instant that each town of the viewer has a limit of its own for. */
const dueIn = (find: Find, { towns }: Viewer, green: GreenFrom, sign: '<' | '>='): string => {
  const limits = towns.map(({ townId }, n) => {
    find.setParameters({ [`lampTown${n}`]: townId, [`green${n}`]: green(townId) });
    return `(c.townId = :lampTown${n} AND c.nextDueAt ${sign} :green${n})`;
  });
  return limits.length === 0 ? '1 = 0' : `(${limits.join(' OR ')})`;
};

const filterLamp = (find: Find, lamp: Lamp, viewer: Viewer, { now, green }: LampInstants): void => {
  if (lamp === 'red') find.andWhere('c.nextDueAt <= :now', { now });
  if (lamp === 'yellow') find.andWhere(`c.nextDueAt > :now AND ${dueIn(find, viewer, green, '<')}`, { now });
  if (lamp === 'green') find.andWhere(`(c.nextDueAt IS NULL OR ${dueIn(find, viewer, green, '>=')})`);
};

/** What it is, where it came from and when it was opened. */
const filterKind = (find: Find, query: CaseFilterQuery): void => {
  const { domain, hazardType, source, externalId, openedFrom, openedTo, closedFrom, closedTo } = query;
  if (externalId !== undefined) find.andWhere('c.externalId = :externalId', { externalId });
  if (domain !== undefined) find.andWhere('c.domain = :domain', { domain });
  if (hazardType !== undefined) find.andWhere('c.hazardType = :hazardType', { hazardType });
  if (source !== undefined) find.andWhere('c.source = :source', { source });
  if (openedFrom !== undefined) find.andWhere('c.openedAt >= :openedFrom', { openedFrom: startOfDay(openedFrom) });
  if (openedTo !== undefined) find.andWhere('c.openedAt < :openedTo', { openedTo: startOfNextDay(openedTo) });
  if (closedFrom !== undefined) find.andWhere('c.closedAt >= :closedFrom', { closedFrom: startOfDay(closedFrom) });
  if (closedTo !== undefined) find.andWhere('c.closedAt < :closedTo', { closedTo: startOfNextDay(closedTo) });
};

/** The towns that he reads whole; never an empty list, which no query takes. */
const wholeTowns = ({ scopes }: Viewer): string[] => [
  '',
  ...scopes.filter(({ all }) => all).map(({ townId }) => townId),
];

/** What a mere reporter is not shown finds him nothing; where a case came from is asked of what he reads whole, or reported. */
const filterHidden = (find: Find, query: CaseFilterQuery, { viewer, way }: Finding): void => {
  const { grade, domain, overlay, unitId, responsibleUnitId, subjectId, lamp, cycle, minCycle } = query;
  const { dueFrom, dueBefore, closedFrom, closedTo } = query;
  const what = [grade, domain, overlay, unitId, responsibleUnitId, subjectId, lamp, cycle, minCycle];
  const asksMore = [...what, dueFrom, dueBefore, closedFrom, closedTo].some((asked) => asked !== undefined);
  if (asksMore) find.andWhere(readsMore(find, viewer, way));
  if ((query.source ?? query.externalId) === undefined) return;
  find.andWhere('(c.townId IN (:...sourceTowns) OR c.reporter = :reportedBy)', {
    sourceTowns: wholeTowns(viewer),
    reportedBy: viewer.personId,
  });
};

/** Of the towns that the viewer reads whole; `casesSeen` drops those of them whose side he is on (settled 6.2). */
const filterProtected = (find: Find, viewer: Viewer): void => {
  find.andWhere('c.protectedSource = :sealed AND c.townId IN (:...wholeTowns)', {
    sealed: true,
    wholeTowns: wholeTowns(viewer),
  });
};

/** @throws Problem 422 where two filters leave nothing that could be found. */
export const requireAgreement = ({ town, townId, ...days }: CaseFilterQuery): void => {
  const { openedFrom, openedTo, closedFrom, closedTo } = days;
  if (town !== undefined && townId !== undefined && town !== townId)
    throw invalidField('?townId', 'conflict', 'town 与 townId 含义相同，请只给一个。');
  if (openedFrom !== undefined && openedTo !== undefined && openedFrom > openedTo)
    throw invalidField('?openedTo', 'conflict', '立项截止日期早于立项起始日期。');
  if (closedFrom !== undefined && closedTo !== undefined && closedFrom > closedTo)
    throw invalidField('?closedTo', 'conflict', '销号截止日期早于销号起始日期。');
};

/** The cases a viewer may read, narrowed by the filters; no order and no page yet. */
export const findCases = async (deps: AppDeps, query: CaseFilterQuery, finding: Finding): Promise<Find> => {
  const { viewer, basis, way } = finding;
  const find = deps.db.getRepository(CaseRow).createQueryBuilder('c').where('1 = 1');
  const own = await fewCasesOf(deps.db, viewer);
  if (own === null) scopeCases(find, viewer, way);
  else find.andWhere('c.caseId IN (:...own)', { own: ['', ...own] });
  const { status, grade, overlay, lamp, dueFrom, dueBefore, q, cycle, minCycle, responsibleUnitId } = query;
  const townId = query.townId ?? query.town;
  if (townId !== undefined) find.andWhere('c.townId = :onlyTown', { onlyTown: townId });
  if (status !== undefined) find.andWhere('c.status IN (:...status)', { status });
  if (grade !== undefined) find.andWhere('c.grade = :grade', { grade });
  if (overlay === 'protected-source') filterProtected(find, viewer);
  else if (overlay !== undefined) find.andWhere('c.overlays LIKE :overlay', { overlay: `%"${overlay}"%` });
  if (minCycle !== undefined) find.andWhere('c.cycle >= :minCycle', { minCycle });
  if (responsibleUnitId !== undefined) find.andWhere('c.responsibleUnitId = :responsibleUnitId', { responsibleUnitId });
  if (dueFrom !== undefined) find.andWhere('c.nextDueAt > :dueFrom', { dueFrom: startOfDay(dueFrom) });
  if (cycle !== undefined) find.andWhere('c.cycle = :cycle', { cycle });
  if (dueBefore !== undefined) find.andWhere('c.nextDueAt <= :dueBefore', { dueBefore: limitOf(dueBefore) });
  if (lamp !== undefined) filterLamp(find, lamp, viewer, basis);
  filterKind(find, query);
  filterHidden(find, query, finding);
  searchCases(find, finding, q);
  filterLinks(find, query, finding, await familiesIn(deps, query));
  return find;
};

/** How many rows, and after which. */
export type Stretch = Pick<PageAsked, 'limit' | 'after'>;

const byColumn = async (find: Find, sort: string, { limit, after }: Stretch): Promise<CaseRow[]> => {
  const column = sort.endsWith('openedAt') ? 'openedAt' : 'updatedAt';
  const descending = sort.startsWith('-');
  const sign = descending ? '<' : '>';
  if (after !== undefined)
    find.andWhere(`(c.${column} ${sign} :at OR (c.${column} = :at AND c.caseId ${sign} :id))`, {
      at: after[0],
      id: after[1],
    });
  const direction = descending ? 'DESC' : 'ASC';
  return find
    .orderBy(`c.${column}`, direction)
    .addOrderBy('c.caseId', direction)
    .take(limit + 1)
    .getMany();
};

/** Soonest deadline first, then those that owe nothing: two queries, so that each walks its index. */
const byNextDue = async (find: Find, { limit, after }: Stretch): Promise<CaseRow[]> => {
  const wanted = limit + 1;
  const [dueAt = '', id = ''] = after ?? [];
  const idle = find.clone().andWhere('c.nextDueAt IS NULL').orderBy('c.caseId');
  if (after !== undefined && dueAt === '') return idle.andWhere('c.caseId > :id', { id }).take(wanted).getMany();
  const due = find.andWhere('c.nextDueAt IS NOT NULL').orderBy('c.nextDueAt').addOrderBy('c.caseId').take(wanted);
  if (dueAt !== '') due.andWhere('(c.nextDueAt > :at OR (c.nextDueAt = :at AND c.caseId > :id))', { at: dueAt, id });
  const rows = await due.getMany();
  return rows.length === wanted ? rows : [...rows, ...(await idle.take(wanted - rows.length).getMany())];
};

/** One row more than the page, in the order asked for. */
export const listCases = (find: Find, { sort = 'nextDue' }: CaseListQuery, page: Stretch): Promise<CaseRow[]> =>
  sort === 'nextDue' ? byNextDue(find, page) : byColumn(find, sort, page);

/** What the key of a row consists of in the order asked for. */
export const cursorParts = ({ sort = 'nextDue' }: CaseListQuery): KeyPart[] =>
  sort === 'nextDue' ? ['instant-or-none', 'id'] : ['instant', 'id'];

/** The key of a row in the order asked for, for the cursor. */
export const cursorKeyOf =
  ({ sort = 'nextDue' }: CaseListQuery) =>
  (row: CaseRow): readonly string[] => {
    if (sort === 'nextDue') return [row.nextDueAt ?? '', row.caseId];
    return [sort.endsWith('openedAt') ? row.openedAt : row.updatedAt, row.caseId];
  };
