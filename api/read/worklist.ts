import type { SelectQueryBuilder } from 'typeorm';
import type { Instant } from '../../domain/clock/instant';
import { behalfKeys, decidingKeys, owingKeys, readerKey } from '../../domain/people/reading';
import { CaseReaderRow, CaseRow, CaseSubjectRow } from '../../entities/case.entity';
import type { AppDeps } from '../deps';
import type { PageAsked } from '../paging';
import type { DueSpan } from './due-spans';
import type { InboxItem } from './inbox';
import { subjectsWithoutAccount } from './on-behalf';
import { owedEscalations, type OwedEscalation } from './owed-escalations';
import type { Viewer } from './viewer';

/** A case in which the viewer, one of his posts or his unit owes something, and when that is due. */
export interface OwedCase {
  row: CaseRow;
  owedAt: Instant;
}

/** A line of the worklist. */
export type Owing = OwedCase | OwedEscalation;

/** The case or escalation that a line is about. */
export const idOfOwed = ({ row }: Owing): string => ('caseId' in row ? row.caseId : row.escalationId);

/** What is owed, and when the first of it is due in each case and escalation. */
export interface Worklist {
  page(asked: PageAsked, span?: DueSpan): Promise<Owing[]>;
  count(span: DueSpan): Promise<number>;
}

const isWithin = ({ after, until }: DueSpan, { owedAt }: OwedEscalation): boolean =>
  owedAt <= until && (after === null || owedAt > after);

type Place = readonly (string | number)[];

const placeOf = (owing: Owing): Place => [owing.owedAt, idOfOwed(owing)];

const isLater = ([at = '', id = '']: Place, [otherAt = '', otherId = '']: Place): boolean =>
  at > otherAt || (at === otherAt && id > otherId);

type Owed = SelectQueryBuilder<CaseReaderRow>;

/** Which keys make it, and whether a case can be found by more than one of them. */
const keysOf = (viewer: Viewer): { keys: string[]; isEachOnce: boolean } => {
  const keys = [...new Set(viewer.scopes.flatMap(owingKeys))];
  const towns = viewer.scopes.filter(({ office }) => office).map(({ townId }) => readerKey.town(townId));
  // What anybody owes in a town, its office sees: its own keys would find nothing more.
  return viewer.scopes.every(({ office }) => office) ? { keys: towns, isEachOnce: true } : { keys, isEachOnce: false };
};

/**
 * What the viewer owes (settled 3.2): clocks addressed to his unit or subject, what he was asked to sign, for the office those
 * of the town, what he may file for a subject without an account (settled 3.6), and the decisions of his inbox, which his
 * conflicts have gone through.
 */
export const worklistOf = async (deps: AppDeps, viewer: Viewer, inbox: readonly InboxItem[]): Promise<Worklist> => {
  const { db } = deps;
  const { keys, isEachOnce } = keysOf(viewer);
  const behalf = isEachOnce ? [] : [...new Set(viewer.scopes.flatMap(behalfKeys))];
  const without = await subjectsWithoutAccount(deps, behalf);
  const escalations = await owedEscalations(deps, viewer, inbox);
  const deciding = [...new Set(viewer.scopes.flatMap(decidingKeys))];
  const decided = [...new Set(inbox.flatMap(({ caseId }) => caseId ?? []))];
  const owed = (): Owed => {
    const find = db.getRepository(CaseReaderRow).createQueryBuilder('r').where('r.owedAt IS NOT NULL');
    if (isEachOnce) return find.andWhere('r.reader IN (:...keys)', { keys: ['', ...keys] });
    const ofThem = find
      .subQuery()
      .select('1')
      .from(CaseSubjectRow, 'cs')
      .where('cs.caseId = r.caseId AND cs.subjectId IN (:...without)');
    return find.andWhere(
      `(r.reader IN (:...keys) OR (r.reader IN (:...deciding) AND r.caseId IN (:...decided))
        OR (r.reader IN (:...behalf) AND EXISTS ${ofThem.getQuery()}))`,
      {
        keys: ['', ...keys],
        deciding: ['', ...deciding],
        decided: ['', ...decided],
        behalf: ['', ...behalf],
        without: ['', ...without],
      },
    );
  };
  const first = isEachOnce ? 'r.owedAt' : 'MIN(r.owedAt)';
  const narrow = (find: Owed, condition: string, values: object): Owed =>
    isEachOnce ? find.andWhere(condition, values) : find.andHaving(condition, values);
  const byCase = (find: Owed): Owed => (isEachOnce ? find : find.groupBy('r.caseId'));
  const within = (find: Owed, { after, until }: DueSpan): Owed => {
    const from = after === null ? '' : `${first} > :since AND `;
    return narrow(find, `${from}${first} <= :until`, { since: after, until });
  };
  return {
    async page({ limit, after }, span) {
      const find = byCase(owed().select('r.caseId', 'caseId').addSelect(first, 'owedAt'));
      if (span !== undefined) within(find, span);
      if (after !== undefined)
        narrow(find, `(${first} > :at OR (${first} = :at AND r.caseId > :id))`, { at: after[0], id: after[1] });
      const found = await find
        .orderBy(first)
        .addOrderBy('r.caseId')
        .limit(limit + 1)
        .getRawMany<{ caseId: string; owedAt: Instant }>();
      const rows = new Map(
        (
          await rowsOf(
            db,
            found.map(({ caseId }) => caseId),
          )
        ).map((row) => [row.caseId, row] as const),
      );
      const cases = found.flatMap(({ caseId, owedAt }): OwedCase[] => {
        const row = rows.get(caseId);
        return row === undefined ? [] : [{ row, owedAt }];
      });
      const later = escalations
        .filter((owing) => span === undefined || isWithin(span, owing))
        .filter((owing) => after === undefined || isLater(placeOf(owing), after));
      return [...cases, ...later]
        .toSorted((one, other) => (isLater(placeOf(one), placeOf(other)) ? 1 : -1))
        .slice(0, limit + 1);
    },
    async count(span) {
      const find = within(byCase(owed().select('r.caseId', 'caseId')), span);
      const [sql, values] = find.getQueryAndParameters();
      const [counted] = await db.query<{ n: number | string }[]>(`SELECT COUNT(*) AS n FROM (${sql}) o`, values);
      return Number(counted?.n ?? 0) + escalations.filter((owing) => isWithin(span, owing)).length;
    },
  };
};

const rowsOf = (db: AppDeps['db'], caseIds: string[]): Promise<CaseRow[]> =>
  caseIds.length === 0
    ? Promise.resolve([])
    : db.getRepository(CaseRow).createQueryBuilder('c').where('c.caseId IN (:...caseIds)', { caseIds }).getMany();
