import { Brackets, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm';
import type { ReadScope } from '../../domain/people/reading';
import { CaseUnitRow, CaseSubjectRow, ReporterIdentityRow } from '../../entities/case.entity';
import type { Viewer } from './viewer';

type Find<T extends ObjectLiteral> = SelectQueryBuilder<T>;

const exists = <T extends ObjectLiteral>(
  find: Find<T>,
  entity: new () => ObjectLiteral,
  alias: string,
  where: string,
): string => `EXISTS ${find.subQuery().select('1').from(entity, alias).where(where).getQuery()}`;

/** One town's scope over `case_row` as `c`; says in SQL what `canReadCase` says of a file. */
const inTown = <T extends ObjectLiteral>(find: Find<T>, scope: ReadScope, n: number, own: boolean): Brackets =>
  new Brackets((where) => {
    where.where(`c.townId = :town${n}`, { [`town${n}`]: scope.townId });
    if (scope.all || scope.domains === null) return;
    where.andWhere(
      new Brackets((any) => {
        any.where('1 = 0');
        if (own) {
          any.orWhere('c.reporter = :viewer', { viewer: scope.personId });
          any.orWhere(
            exists(find, ReporterIdentityRow, `ri${n}`, `ri${n}.caseId = c.caseId AND ri${n}.personId = :viewer`),
          );
        }
        if (scope.unitIds.length > 0)
          any.orWhere(
            exists(find, CaseUnitRow, `cu${n}`, `cu${n}.caseId = c.caseId AND cu${n}.unitId IN (:...units${n})`),
            {
              [`units${n}`]: scope.unitIds,
            },
          );
        if (scope.subjectIds.length > 0)
          any.orWhere(
            exists(
              find,
              CaseSubjectRow,
              `cs${n}`,
              `cs${n}.caseId = c.caseId AND cs${n}.subjectId IN (:...subjects${n})`,
            ),
            { [`subjects${n}`]: scope.subjectIds },
          );
        if (scope.domains !== null && scope.domains.length > 0)
          any.orWhere(`c.domain IN (:...domains${n})`, { [`domains${n}`]: scope.domains });
      }),
    );
  });

/** Narrows a query over `case_row` as `c` to what the viewer may read; nobody's scope is everything. */
export const scopeCases = <T extends ObjectLiteral>(find: Find<T>, viewer: Viewer): Find<T> =>
  find.andWhere(casesOf(find, viewer, true));

/** `own`: with the viewer's own reports, of which he reads the state alone where nothing else lets him read them. */
const casesOf = <T extends ObjectLiteral>(find: Find<T>, viewer: Viewer, own: boolean): Brackets =>
  new Brackets((where) => {
    where.where('1 = 0');
    viewer.scopes.forEach((scope, n) => where.orWhere(inTown(find, scope, n, own)));
  });

/** The same for `escalation_row` as `e`, as `canReadEscalation` says of a file. */
export const scopeEscalations = <T extends ObjectLiteral>(find: Find<T>, viewer: Viewer): Find<T> =>
  find.andWhere(escalationsOf(viewer));

/** Narrows a query over what both hold, as `c` and `e` (left joins), to what the viewer may read of either by his posts. */
export const scopeStreams = <T extends ObjectLiteral>(find: Find<T>, viewer: Viewer): Find<T> =>
  find.andWhere(new Brackets((where) => where.where(casesOf(find, viewer, false)).orWhere(escalationsOf(viewer))));

const escalationsOf = (viewer: Viewer): Brackets =>
  new Brackets((where) => {
    where.where('1 = 0');
    viewer.scopes.forEach((scope, n) => {
      const addressees = [
        '',
        ...scope.unitIds.map((id) => `unit:${id}`),
        ...scope.subjectIds.map((id) => `subject:${id}`),
      ];
      const parties = `(e.addressee IN (:...parties${n}) OR e.hostUnitId IN (:...hosts${n}))`;
      const whole = scope.all || scope.domains === null;
      where.orWhere(`(e.townId = :eTown${n}${whole ? '' : ` AND ${parties}`})`, {
        [`eTown${n}`]: scope.townId,
        [`parties${n}`]: addressees,
        [`hosts${n}`]: ['', ...scope.unitIds],
      });
    });
  });
