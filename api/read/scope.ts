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
 * Says of `case_row` as `c` what `canReadCase` says of a file: by the keys that the file itself gives (`readersOf`). `own`: with
 * the viewer's own reports, of which he reads the state alone where nothing else lets him read them. One query may ask both.
 */
const casesOf = <T extends ObjectLiteral>(find: Find<T>, { scopes, personId }: Viewer, own: boolean): string => {
  find.setParameter('viewer', personId);
  const towns = scopes.map((scope, at) => {
    const n = `${own ? 'Own' : 'More'}${at}`;
    find.setParameter(`town${n}`, scope.townId);
    if (scope.all) return `c.townId = :town${n}`;
    find.setParameter(`readers${n}`, own ? scope.keys : scope.keys.filter((key) => !isReporting(key)));
    return `(c.townId = :town${n} AND ${readerIn(find, n, own)})`;
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

/** Who reaches no town reads nothing. */
const anyOf = (conditions: string[]): string => (conditions.length === 0 ? '1 = 0' : `(${conditions.join(' OR ')})`);

/** Narrows a query over `case_row` as `c` to what the viewer may read. */
export const scopeCases = <T extends ObjectLiteral>(find: Find<T>, viewer: Viewer): Find<T> =>
  find.andWhere(casesOf(find, viewer, true));

/** What says of `case_row` as `c` that the viewer reads more of it than that he reported it. */
export const readsMore = <T extends ObjectLiteral>(find: Find<T>, viewer: Viewer): string =>
  casesOf(find, viewer, false);

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
