import { amendmentRefusal, type SubjectKeeping } from '../domain/people/amending';
import { SubjectRow } from '../entities/place.entity';
import type { AdminTx } from '../record/admin';
import { heed } from './appointing';
import { subjectHoldings } from './merging-subjects';
import { invalid } from './problem';
import { versionMismatch } from './problems';
import { LEADS_TO_NAME } from './read/protected-names';
import { checkSubjectPlan, isFollowed, requireUnmerged, type SubjectPlanned } from './subject-register';

const asRow = ({ name, kind, creditCode, unitId, placeUnitId, protectedPerson, familyContact }: SubjectPlanned) => ({
  name,
  kind,
  creditCode: creditCode ?? null,
  unitId: unitId ?? null,
  placeUnitId: placeUnitId ?? null,
  protectedPerson: protectedPerson ?? false,
  familyContact: familyContact ?? null,
});

type Planned = ReturnType<typeof asRow>;
interface Change {
  from: unknown;
  to: unknown;
}
type Changes = Record<string, Change>;

const changesOf = (before: SubjectRow, after: Planned): Changes => {
  const changes: Changes = {};
  for (const field of Object.keys(after) as (keyof Planned)[])
    if (before[field] !== after[field]) changes[field] = { from: before[field], to: after[field] };
  return changes;
};

/** The audit log tells nothing that leads to a person who is protected, or was until then. */
const audited = (changes: Changes, isProtected: boolean): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(changes).map(([field, change]) => [
      field,
      isProtected && (field === 'name' || LEADS_TO_NAME.includes(field)) ? '已修改' : change,
    ]),
  );

/** Who amends a subject to what, by the version that he has read. */
export interface SubjectAmending {
  subjectId: string;
  townId: string;
  /** As of now, by the row that is there now. */
  keepingOf: (row: SubjectRow) => Promise<SubjectKeeping>;
  expectedVersion: number;
  planned: SubjectPlanned;
}

/** @returns the subject as it is then, and what the audit log says of it. */
export const amendSubject = async (
  tx: AdminTx,
  { subjectId, townId, keepingOf, expectedVersion, planned }: SubjectAmending,
): Promise<{ row: SubjectRow; changes: Record<string, unknown> }> => {
  const [before] = await tx.find(SubjectRow, { subjectId });
  if (before === undefined) throw new Error('a subject has gone');
  await requireUnmerged(tx, before);
  if (before.version !== expectedVersion) throw versionMismatch(before.version);
  const held = await subjectHoldings(tx, subjectId);
  const { kind, unitId, placeUnitId, protectedPerson } = before;
  const was = { kind, unitId: unitId ?? undefined, placeUnitId: placeUnitId ?? undefined, protectedPerson };
  const keeping = await keepingOf(before);
  heed(amendmentRefusal(keeping, { before: was, after: planned, held: held.cases + held.escalations }));
  await checkSubjectPlan(tx, { townId, subjectId, keepers: keeping.keepers }, planned);
  const after = asRow(planned);
  const changes = changesOf(before, after);
  if (Object.keys(changes).length === 0)
    throw invalid([{ pointer: '', code: 'nothing-changed', message: '没有修改任何内容，请修改后再提交。' }]);
  const version = before.version + 1;
  // The code that another had as well before it could not be any more keeps its number while it is the same.
  const creditCopy = 'creditCode' in changes ? 0 : before.creditCopy;
  const amendedAt = isFollowed(changes) ? tx.now : before.amendedAt;
  await tx.update(SubjectRow, { ...after, creditCopy, version, amendedAt }, { subjectId });
  await tx.update(SubjectRow, { protectedPerson: after.protectedPerson }, { mergedInto: subjectId });
  const told = audited(changes, protectedPerson || after.protectedPerson);
  return { row: Object.assign(before, after, { version }), changes: told };
};
