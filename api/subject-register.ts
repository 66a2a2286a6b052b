import { subjectRefusal, type Keeper } from '../domain/people/keeping-registers';
import { mergedRefusal } from '../domain/people/merging';
import { SubjectRow } from '../entities/place.entity';
import type { AdminTx } from '../record/admin';
import { text, whole } from '../record/row';
import type { SubjectAnswer } from './answers/subject';
import { heed } from './appointing';
import { compact } from './compact';
import type { AppDeps } from './deps';
import type { CreateSubjectBody } from './dto/registers';
import type { Plain } from './parse';
import { invalidField, notFound, Problem } from './problem';
import { survivorOfSubject } from './read/doubles';
import type { Viewer } from './read/viewer';
import { requireUnitOfTown } from './standing';

/** What a body says of a subject. */
export type SubjectPlanned = Omit<Plain<CreateSubjectBody>, 'townId'>;

/** What open cases have of a subject. */
const FOLLOWED = ['name', 'kind', 'unitId', 'placeUnitId', 'protectedPerson'];

/** Whether open cases of a subject follow what changes of it. */
export const isFollowed = (changed: object): boolean => FOLLOWED.some((field) => field in changed);

export const presentSubject = (row: SubjectRow, siteIds: string[]): Plain<SubjectAnswer> =>
  compact({
    subjectId: row.subjectId,
    townId: row.townId,
    name: row.name,
    kind: row.kind,
    creditCode: row.creditCode ?? undefined,
    unitId: row.unitId ?? undefined,
    electronicConsent: row.electronicConsent ?? undefined,
    placeUnitId: row.placeUnitId ?? undefined,
    familyContact: row.familyContact ?? undefined,
    siteIds,
    version: row.version,
    mergedInto:
      row.mergedInto === null || row.mergedAt === null || row.mergedBy === null
        ? undefined
        : {
            subjectId: row.mergedInto,
            at: row.mergedAt,
            personId: row.mergedBy,
            reason: row.mergeReason ?? '',
          },
  });

/** A subject of one of the viewer's towns; others do not exist for him. */
export const visibleSubject = async (deps: AppDeps, viewer: Viewer, subjectId: string): Promise<SubjectRow> => {
  const row = await deps.db.getRepository(SubjectRow).findOneBy({ subjectId });
  if (row === null || !viewer.townIds.includes(row.townId)) throw notFound();
  return row;
};

/** Which subject is planned, and by whom. */
export interface PlannedBy {
  townId: string;
  /** Its own, or that of none yet. */
  subjectId: string;
  keepers: readonly Keeper[];
}

/** 422 where the body contradicts itself; asked before anything is read. */
export const checkSubjectBody = ({ kind, unitId, familyContact, protectedPerson }: SubjectPlanned): void => {
  if (kind === 'public-body' && unitId === undefined)
    throw invalidField('/unitId', 'required', '所属单位必填：公共机构须指明是哪个单位。');
  if (kind !== 'public-body' && unitId !== undefined)
    throw invalidField(
      '/unitId',
      'not-a-public-body',
      '所属单位只适用于公共机构（责任主体就是该单位）；村居请填在“所在村居”。',
    );
  if (familyContact !== undefined && protectedPerson !== true)
    throw invalidField(
      '/familyContact',
      'not-protected',
      '家属联系方式只为特殊保护人员登记，请同时勾选“特殊保护人员”。',
    );
  if (protectedPerson === true && kind !== 'individual')
    throw invalidField(
      '/protectedPerson',
      'not-a-person',
      '特殊保护人员只适用于个人：单位、商户不能登记为特殊保护人员。',
    );
};

/** One company for one credit code in a town (settled 6.5); who keeps the registers may know which, and no protected person. */
const refuseSecond = async (tx: AdminTx, townId: string, creditCode: string, subjectId: string): Promise<void> => {
  const [first] = await tx.query(
    `SELECT subject_id, name, protected_person FROM subject WHERE town_id = ? AND credit_code = ?
     AND merged_into IS NULL AND subject_id <> ?`,
    [townId, creditCode, subjectId],
  );
  if (first === undefined) return;
  const message =
    whole(first, 'protected_person') === 0
      ? `统一社会信用代码已登记为“${text(first, 'name')}”，请直接选用。`
      : '统一社会信用代码已有登记，请核对；确需登记的，请与专班办公室联系。';
  throw new Problem('conflict', message, {
    reason: 'credit-code-taken',
    errors: [{ pointer: '/creditCode', code: 'credit-code-taken', message }],
  });
};

/** What stands against a subject of this town as the body says it. */
export const checkSubjectPlan = async (
  tx: AdminTx,
  { townId, subjectId, keepers }: PlannedBy,
  planned: SubjectPlanned,
): Promise<void> => {
  heed(subjectRefusal(keepers, planned));
  const { creditCode, unitId, placeUnitId } = planned;
  await requireUnitOfTown(tx, unitId, { townId, pointer: '/unitId', name: '所属单位', orDistrict: true });
  await requireUnitOfTown(tx, placeUnitId, { townId, pointer: '/placeUnitId', name: '所在村居', kind: 'village' });
  if (creditCode !== undefined) await refuseSecond(tx, townId, creditCode, subjectId);
};

/** 422 for a subject that was merged into another. */
export const requireUnmerged = async (
  rows: Pick<AdminTx, 'find'>,
  row: Pick<SubjectRow, 'mergedInto'>,
  pointer?: string,
): Promise<void> => {
  heed(mergedRefusal({ mergedInto: await survivorOfSubject(rows, row) }, '责任主体', pointer));
};
