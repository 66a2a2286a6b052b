import { Brackets, In, type SelectQueryBuilder } from 'typeorm';
import type { CivilDate } from '../../domain/clock/civil';
import { withinUnit } from '../../domain/people/directory';
import { auditReach, isReporterOnly, OWN_ACCOUNT_ACTS, signatureOf, UPLOAD } from '../../domain/people/auditing';
import { AuditRow } from '../../entities/operations.entity';
import { PersonRow, PostRow, UnitRow } from '../../entities/people.entity';
import type { AuditEntryAnswer } from '../answers/audit';
import type { AppDeps } from '../deps';
import { isId } from '../dto/fields';
import type { AuditListQuery } from '../dto/queries';
import { postOf, unitOf, type Viewer } from './viewer';

type Query = AuditListQuery;
type Find = SelectQueryBuilder<AuditRow>;

/** Persons of these towns: at home there, or with a post there. */
const peopleOf = (find: Find): string => {
  const home = find.subQuery().select('h.personId').from(PersonRow, 'h').where('h.townId IN (:...towns)').getQuery();
  const held = find
    .subQuery()
    .select('hp.personId')
    .from(PostRow, 'hp')
    .innerJoin(UnitRow, 'hu', 'hu.unitId = hp.unitId')
    .where('hu.townId IN (:...towns)')
    .getQuery();
  return `(a.personId IN ${home} OR a.personId IN ${held})`;
};

/**
 * The rows that the viewer audits: of a town its own, with what its people did about their accounts where a row says no
 * town; of the district all.
 */
const scopeRows = (find: Find, viewer: Viewer): void => {
  const reach = auditReach(viewer.posts, viewer.units);
  if (reach.everything) return;
  find.andWhere(
    new Brackets((where) => {
      where.where('a.townId IN (:...towns)', { towns: ['', ...reach.townIds] });
      where.orWhere(`(a.townId IS NULL AND a.action IN (:...own) AND ${peopleOf(find)})`, { own: OWN_ACCOUNT_ACTS });
    }),
  );
};

/** Who of these is a protected reporter today. */
const protectedAmong = async (deps: AppDeps, ids: string[], today: CivilDate): Promise<Set<string>> => {
  const personIds = [...new Set(ids)];
  const posts =
    personIds.length === 0
      ? []
      : await deps.db.getRepository(PostRow).findBy({ personId: In(personIds), status: 'given' });
  const unitIds = [...new Set(posts.map((post) => post.unitId))];
  const rows = unitIds.length === 0 ? [] : await deps.db.getRepository(UnitRow).findBy({ unitId: In(unitIds) });
  const units = new Map(rows.map((row) => [row.unitId, unitOf(row)]));
  const held = (personId: string) =>
    posts.filter((post) => post.personId === personId).map((post) => withinUnit(postOf(post), units.get(post.unitId)));
  return new Set(personIds.filter((personId) => isReporterOnly(held(personId), today)));
};

/** Rows of the audit log, newest first; no page yet. */
export const findAudit = async (deps: AppDeps, viewer: Viewer, query: Query, today: CivilDate): Promise<Find> => {
  const { day, from, to, personId, action, outcome } = query;
  const find = deps.db.getRepository(AuditRow).createQueryBuilder('a').where('1 = 1');
  scopeRows(find, viewer);
  if (day !== undefined) find.andWhere('a.day = :day', { day });
  if (from !== undefined) find.andWhere('a.day >= :from', { from });
  if (to !== undefined) find.andWhere('a.day <= :to', { to });
  if (action !== undefined) find.andWhere('a.action = :action', { action });
  if (outcome === 'done') find.andWhere('a.outcome IS NULL');
  else if (outcome === 'refused') find.andWhere('a.outcome IS NOT NULL');
  else if (outcome !== undefined) find.andWhere('a.outcome = :outcome', { outcome });
  if (personId !== undefined) {
    // A filter that finds the rows of a protected person would name him as well as a row does.
    const isProtected = (await protectedAmong(deps, [personId], today)).size > 0;
    find.andWhere(isProtected ? '1 = 0' : 'a.personId = :personId AND a.action <> :upload', {
      personId,
      upload: UPLOAD,
    });
  }
  return find.orderBy('a.day', 'DESC').addOrderBy('a.n', 'DESC');
};

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
};

type Data = Record<string, unknown>;
const isRecord = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (row: AuditRow, data: Data, personId: string | null, ref: string): AuditEntryAnswer => {
  const { origin, ...rest } = data;
  return {
    day: row.day,
    n: row.n,
    at: row.at,
    personId,
    townId: row.townId,
    action: row.action,
    ref,
    outcome: row.outcome ?? 'done',
    origin: isRecord(origin) ? origin : {},
    data: rest,
    hash: row.hash,
  };
};

/**
 * Rows as they are shown: whoever is protected today stands under an alias, also in rows that were written before he was,
 * or by a release that named him (settled 6.2). What is said about such a person beside that is left out.
 */
export const presentAudit = async (
  deps: AppDeps,
  rows: readonly AuditRow[],
  today: CivilDate,
): Promise<(row: AuditRow) => AuditEntryAnswer> => {
  const named = rows.flatMap((row) => [row.personId ?? '', row.ref, ...stringsIn(row.data)]).filter(isId);
  const hidden = await protectedAmong(deps, named, today);
  return (row) => {
    const { personId, action, ref, data } = row;
    const isAlias = personId?.includes(':') ?? true;
    const signature = personId === null || isAlias ? 'name' : signatureOf(action, hidden.has(personId));
    const about = [ref, ...stringsIn(data)].some((text) => hidden.has(text));
    if (signature === 'name' && !about) return shown(row, data, personId, ref);
    const account = (id: string): string => deps.door.sealedName('account', id, row);
    const signer =
      personId === null || signature === 'name' ? personId : deps.door.sealedName(signature, personId, row);
    return shown(row, {}, signer, hidden.has(ref) ? account(ref) : ref);
  };
};
