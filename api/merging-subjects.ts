import { civilDateOf } from '../domain/clock/civil';
import { filledBy, ownMergeRefusal, subjectMergeRefusal, type MergedSubject } from '../domain/people/merging';
import { SiteRow, SiteTenantRow, SubjectRow } from '../entities/place.entity';
import type { AdminTx } from '../record/admin';
import { whole } from '../record/row';
import { marks } from '../record/sql';
import { endedStates } from '../record/streams';
import type { MovesAnswer, SubjectMergedAnswer } from './answers/merged';
import { heed } from './appointing';
import { FIELD_NAMES } from './dto/field-names';
import { invalidField } from './problem';
import { survivorOfSubject } from './read/doubles';
import { rolesWith } from './rights';
import { isFollowed } from './subject-register';

/** Reads, in a transaction or beside one. */
export type MergeReader = Pick<AdminTx, 'now' | 'query' | 'find'>;

const FILLED = [
  'creditCode',
  'unitId',
  'placeUnitId',
  'protectedPerson',
  'electronicConsent',
  'familyContact',
] as const satisfies readonly (keyof SubjectRow)[];

/** Both subjects and what the survivor takes over from its double. */
export interface SubjectMerging {
  double: SubjectRow;
  into: SubjectRow;
  filled: Partial<Pick<SubjectRow, (typeof FILLED)[number]>>;
}

/** Posts that are not over: they go with a merging. */
const POSTS = "status IN ('given', 'pending') AND (valid_to IS NULL OR valid_to >= ?)";

/** Whether somebody holds a post for one of these subjects, begun or not, given or pending. */
export const standsFor = async (
  { now, query }: Pick<MergeReader, 'now' | 'query'>,
  personId: string,
  subjectIds: readonly string[],
): Promise<boolean> => {
  const sql = `SELECT 1 FROM post WHERE person_id = ? AND subject_id IN (${marks(subjectIds)}) AND ${POSTS} LIMIT 1`;
  return (await query(sql, [personId, ...subjectIds, civilDateOf(now)])).length > 0;
};

const asMerged = async (reader: MergeReader, row: SubjectRow): Promise<MergedSubject> => {
  const { subjectId, name, kind, unitId, creditCode, protectedPerson } = row;
  const mergedInto = await survivorOfSubject(reader, row);
  return { subjectId, name, kind, unitId, creditCode, protectedPerson, mergedInto };
};

/** @throws Problem where the one is no double of the other, or where who asks holds a post for either. */
export const planSubjectMerge = async (
  reader: MergeReader,
  townId: string,
  { subjectId, intoSubjectId, by }: { subjectId: string; intoSubjectId: string; by: string },
): Promise<SubjectMerging> => {
  const [double] = await reader.find(SubjectRow, { subjectId });
  const [into] = await reader.find(SubjectRow, { subjectId: intoSubjectId });
  if (double === undefined || into === undefined || into.townId !== townId)
    throw invalidField('/intoSubjectId', 'unknown', '并入的责任主体不存在或不属于本镇，请重新选择。');
  heed(ownMergeRefusal(await standsFor(reader, by, [subjectId, intoSubjectId]), rolesWith('merge-registers')));
  heed(subjectMergeRefusal(await asMerged(reader, double), await asMerged(reader, into)));
  return { double, into, filled: filledBy(into, double, FILLED) };
};

const countOf =
  ({ query }: Pick<MergeReader, 'query'>) =>
  async (from: string, params: (string | null)[]): Promise<number> => {
    const [row] = await query(`SELECT COUNT(*) AS n FROM ${from}`, params);
    return row === undefined ? 0 : whole(row, 'n');
  };

const isOpen = `status NOT IN (${marks(endedStates)})`;

/** What is open of a subject, in numbers. */
export const subjectHoldings = async (
  reader: Pick<MergeReader, 'now' | 'query'>,
  subjectId: string,
): Promise<MovesAnswer> => {
  const count = countOf(reader);
  return {
    cases: await count(
      `case_row WHERE ${isOpen} AND case_id IN (SELECT case_id FROM case_subject WHERE subject_id = ?)`,
      [...endedStates, subjectId],
    ),
    escalations: await count(`escalation_row WHERE ${isOpen} AND addressee = ?`, [
      ...endedStates,
      `subject:${subjectId}`,
    ]),
    posts: await count(`post WHERE subject_id = ? AND ${POSTS}`, [subjectId, civilDateOf(reader.now)]),
    sites: await count(
      `site WHERE merged_into IS NULL AND
       (owner_subject_id = ? OR site_id IN (SELECT site_id FROM site_tenant WHERE subject_id = ?))`,
      [subjectId, subjectId],
    ),
  };
};

/** What moves with a merging, in numbers and words; asked before it is done. */
export const subjectMoves = async (
  reader: MergeReader,
  { double: { subjectId, name }, into, filled }: SubjectMerging,
): Promise<SubjectMergedAnswer> => {
  const moves = await subjectHoldings(reader, subjectId);
  const fields = Object.keys(filled).map((field) => FIELD_NAMES[field]?.title ?? field);
  const { cases, escalations, posts, sites } = moves;
  return {
    subjectId,
    intoSubjectId: into.subjectId,
    filled: fields,
    moves,
    effects: [
      ...(cases > 0 ? [`${String(cases)} 件未办结的隐患改由「${into.name}」负责，已起算的期限不变。`] : []),
      ...(escalations > 0 ? [`${String(escalations)} 件未办结的督办、约谈、通报改为对「${into.name}」。`] : []),
      ...(posts > 0 ? [`${String(posts)} 个代表「${name}」的岗位改为代表「${into.name}」。`] : []),
      ...(sites > 0 ? [`${String(sites)} 个点位的产权方或承租方改为「${into.name}」。`] : []),
      ...(fields.length > 0 ? [`「${into.name}」没有登记的，从「${name}」补上：${fields.join('、')}。`] : []),
      `已办结的隐患不改写，仍可在「${into.name}」名下查到。`,
      `「${name}」不再列出，也不能再选用；合并后不能撤回。`,
    ],
  };
};

/** The code stays with the double, out of the way of who has it now. */
const nextCopy = async (tx: AdminTx, { townId, creditCode }: SubjectRow): Promise<number> => {
  if (creditCode === null) return 0;
  const sql = 'SELECT MAX(credit_copy) AS n FROM subject WHERE town_id = ? AND credit_code = ?';
  const [row] = await tx.query(sql, [townId, creditCode]);
  return (row === undefined ? 0 : whole(row, 'n')) + 1;
};

const moveSites = async (tx: AdminTx, from: string, to: string): Promise<void> => {
  await tx.update(SiteRow, { ownerSubjectId: to }, { ownerSubjectId: from });
  for (const { siteId } of await tx.find(SiteTenantRow, { subjectId: from })) {
    await tx.delete(SiteTenantRow, { siteId, subjectId: from });
    if (!(await tx.exists(SiteTenantRow, { siteId, subjectId: to })))
      await tx.insert(SiteTenantRow, { siteId, subjectId: to });
  }
};

/**
 * Puts the survivor in place of its double: in the register, in posts that are not over, at sites. What is open follows when
 * it is next looked at (`follow-registers.ts`), at the latest in the next rounds of the sweeper.
 */
export const mergeSubject = async (
  tx: AdminTx,
  { double, into, filled }: SubjectMerging,
  { by, reason }: { by: string; reason: string },
): Promise<void> => {
  const { subjectId } = double;
  const marked = { mergedInto: into.subjectId, mergedAt: tx.now, mergedBy: by, mergeReason: reason };
  // What is over names the double: whoever is protected is so there as well.
  const protectedPerson = into.protectedPerson || double.protectedPerson;
  const creditCopy = await nextCopy(tx, double);
  await tx.update(
    SubjectRow,
    { ...marked, protectedPerson, creditCopy, amendedAt: tx.now, version: double.version + 1 },
    { subjectId },
  );
  // Whoever was merged into the double before is one with the survivor, too.
  await tx.update(SubjectRow, { mergedInto: into.subjectId, protectedPerson }, { mergedInto: subjectId });
  const copy = filled.creditCode === undefined ? {} : { creditCopy: double.creditCopy };
  await tx.update(
    SubjectRow,
    { ...filled, ...copy, amendedAt: isFollowed(filled) ? tx.now : into.amendedAt, version: into.version + 1 },
    { subjectId: into.subjectId },
  );
  await tx.change(`UPDATE post SET subject_id = ? WHERE subject_id = ? AND ${POSTS}`, [
    into.subjectId,
    subjectId,
    civilDateOf(tx.now),
  ]);
  await moveSites(tx, subjectId, into.subjectId);
};
