import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { EscalationFile } from '../../domain/escalation/file';
import { isReporting, type ReadScope } from '../../domain/people/reading';
import { CaseReaderRow, ReporterIdentityRow } from '../../entities/case.entity';
import type { Viewer } from './viewer';

type Find<T extends ObjectLiteral> = SelectQueryBuilder<T>;

const exists = <T extends ObjectLiteral>(
  find: Find<T>,
  entity: new () => ObjectLiteral,
  alias: string,
  where: string,
): string => `EXISTS ${find.subQuery().select('1').from(entity, alias).where(where).getQuery()}`;

/**
 * How a query over cases finds them: `page` walks an index in the order asked for until a page is full and asks of each case
 * whether it counts; `all` takes every case that counts, and so begins with what names them; `named` begins with what else
 * the query names (a site, a subject), and asks of each case whether it counts.
 */
export type Way = 'page' | 'all' | 'named';

/** The town of a case; but for a page it must not tempt the database to begin with the town's cases. */
const townOf = (way: Way): string => (way === 'page' ? 'c.townId' : "COALESCE(c.townId, '')");

/**
 * Says of `case_row` as `c` what `canReadCase` says of a file: by the keys that the file itself gives (`readersOf`). `own`: with
 * the viewer's own reports, of which he reads the state alone where nothing else lets him read them. One query may ask both.
 */
const casesOf = <T extends ObjectLiteral>(
  find: Find<T>,
  { scopes, personId }: Viewer,
  { own, way }: { own: boolean; way: Way },
): string => {
  find.setParameter('viewer', personId);
  const towns = scopes.map((scope, at) => {
    const n = `${own ? 'Own' : 'More'}${at}`;
    find.setParameter(`town${n}`, scope.townId);
    if (scope.all) return `${townOf(way)} = :town${n}`;
    find.setParameter(`readers${n}`, own ? scope.keys : scope.keys.filter((key) => !isReporting(key)));
    const readable = way === 'all' ? amongRead(find, n, own) : readerIn(find, n, own);
    return `(${townOf(way)} = :town${n} AND ${readable})`;
  });
  return anyOf(towns);
};

const readerIn = <T extends ObjectLiteral>(find: Find<T>, n: string, own: boolean): string => {
  const named = exists(
    find,
    CaseReaderRow,
    `cr${n}`,
    `cr${n}.caseId = c.caseId AND cr${n}.reader IN (:...readers${n})`,
  );
  if (!own) return named;
  const sealed = exists(find, ReporterIdentityRow, `ri${n}`, `ri${n}.caseId = c.caseId AND ri${n}.personId = :viewer`);
  return `(${named} OR ${sealed})`;
};

/** The same, beginning with what names the viewer. */
const amongRead = <T extends ObjectLiteral>(find: Find<T>, n: string, own: boolean): string => {
  const named = idsIn(find, CaseReaderRow, `cr${n}`, `cr${n}.reader IN (:...readers${n})`);
  if (!own) return `c.caseId IN ${named}`;
  const sealed = idsIn(find, ReporterIdentityRow, `ri${n}`, `ri${n}.personId = :viewer`);
  // A server takes a table of ids first, but asks a union within IN of every case; to be in it twice does no harm.
  return `c.caseId IN (SELECT read${n}.id FROM (${inner(named)} UNION ALL ${inner(sealed)}) read${n})`;
};

const inner = (bracketed: string): string => bracketed.slice(1, -1);

/** `(SELECT case_id AS id …)` of a table that has one. */
const idsIn = <T extends ObjectLiteral>(
  find: Find<T>,
  entity: new () => { caseId: string },
  alias: string,
  where: string,
): string => find.subQuery().select(`${alias}.caseId`, 'id').from(entity, alias).where(where).getQuery();

/** Who reaches no town reads nothing. */
const anyOf = (conditions: string[]): string => (conditions.length === 0 ? '1 = 0' : `(${conditions.join(' OR ')})`);

/** Narrows a query over `case_row` as `c` to what the viewer may read. */
export const scopeCases = <T extends ObjectLiteral>(find: Find<T>, viewer: Viewer, way: Way = 'page'): Find<T> =>
  find.andWhere(casesOf(find, viewer, { own: true, way }));

/** Who reads a case, as its rows say: the keys that it names, and who stands behind its protected reporters. */
export interface CaseReaders {
  townId: string;
  keys: ReadonlySet<string>;
  reporters: ReadonlySet<string>;
}

/** What `scopeCases` asks of the database, of one case whose rows were read for many viewers. */
export const readsCase = ({ scopes, personId }: Viewer, { townId, keys, reporters }: CaseReaders): boolean =>
  scopes.some(
    (scope) =>
      scope.townId === townId && (scope.all || reporters.has(personId) || scope.keys.some((key) => keys.has(key))),
  );

/** What says of `case_row` as `c` that the viewer reads more of it than that he reported it. */
export const readsMore = <T extends ObjectLiteral>(find: Find<T>, viewer: Viewer, way: Way = 'page'): string =>
  casesOf(find, viewer, { own: false, way });

/**
 * The same of cases that are narrowed to the viewer's own already (`scopeCases`): what he has not reported he reads by
 * something else, and only what he has is asked about. `reported`: their ids (`reportedCases`); null where they are many.
 */
export const readsMoreOfOwn = <T extends ObjectLiteral>(
  find: Find<T>,
  viewer: Viewer,
  reported: readonly string[] | null,
): string => {
  const more = readsMore(find, viewer, 'named');
  if (reported === null) return more;
  find.setParameter('reported', ['', ...reported]);
  return `(c.caseId NOT IN (:...reported) OR ${more})`;
};

/** The same for `escalation_row` as `e`, as `canReadEscalation` says of a file, with what the viewer may file for others. */
export const scopeEscalations = <T extends ObjectLiteral>(
  find: Find<T>,
  viewer: Viewer,
  onBehalf: readonly EscalationFile[],
): Find<T> => {
  const readable = escalationsOf(find, viewer);
  if (onBehalf.length === 0) return find.andWhere(readable);
  return find.andWhere(`(${readable} OR e.escalationId IN (:...onBehalf))`, {
    onBehalf: onBehalf.map(({ escalationId }) => escalationId),
  });
};

/** Narrows a query over what both hold, as `c` and `e` (left joins), to what the viewer may read of either by his posts. */
export const scopeStreams = <T extends ObjectLiteral>(find: Find<T>, viewer: Viewer): Find<T> =>
  find.andWhere(`(${readsMore(find, viewer)} OR ${escalationsOf(find, viewer)})`);

const unitPrefix = 'unit:';

const partiesOf = ({ keys, townId }: ReadScope) => ({
  isWhole: keys.includes(`town:${townId}`),
  addressees: ['', ...keys.filter((key) => key.startsWith(unitPrefix) || key.startsWith('subject:'))],
  hosts: ['', ...keys.filter((key) => key.startsWith(unitPrefix)).map((key) => key.slice(unitPrefix.length))],
});

/** What the viewer may read of `escalation_row` as `e`. */
const escalationsOf = <T extends ObjectLiteral>(find: Find<T>, viewer: Viewer): string =>
  anyOf(
    viewer.scopes.map((scope, n) => {
      const { isWhole, addressees, hosts } = partiesOf(scope);
      find.setParameter(`eTown${n}`, scope.townId);
      if (scope.all || isWhole) return `e.townId = :eTown${n}`;
      find.setParameters({ [`parties${n}`]: addressees, [`hosts${n}`]: hosts });
      return `(e.townId = :eTown${n} AND (e.addressee IN (:...parties${n}) OR e.hostUnitId IN (:...hosts${n})))`;
    }),
  );
