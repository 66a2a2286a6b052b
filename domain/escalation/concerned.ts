import type { CaseFile } from '../case/file';
import { issuerOf } from '../case/issuing';
import { addresseeOf } from '../case/owing';
import type { Context } from '../context';
import { refuseField } from '../people/permit';
import type { Addressee, Refusal } from '../stream';
import type { OpenEscalation } from './open';

/** Units that a case is in the hands of: they owe in it, now or by what they have taken on. */
const unitsOf = (file: CaseFile): Addressee[] =>
  [file.leadUnitId, file.responsibleUnitId, ...file.coUnitIds, ...file.papers.map(issuerOf)].flatMap(
    (unitId): Addressee[] => (unitId === null ? [] : [`unit:${unitId}`]),
  );

/** Whether a case is the matter of whom an escalation speaks to: its subject, or a unit that owes in it. */
const isMatterOf = (file: CaseFile, addressee: Addressee): boolean =>
  file.subjects.some((subject) => addresseeOf(subject) === addressee) ||
  unitsOf(file).includes(addressee) ||
  file.deadlines.some((deadline) => deadline.addressee === addressee);

/** Nobody is talked to or criticised over a case of somebody else: an absence would tell against the wrong one. */
export const othersCaseRefusal = ({ cases, addressee }: OpenEscalation, context: Context): Refusal | null => {
  for (const [index, { caseId }] of cases.entries()) {
    const file = context.lookups.caseFile(caseId);
    if (file !== undefined && !isMatterOf(file, addressee))
      return refuseField(
        'case-of-another',
        '该隐患的责任主体不是所填对象，所填单位也不是该隐患的主体、牵头、责任、配合或制发单位，不能关联。',
        `/caseIds/${String(index)}`,
      );
  }
  return null;
};
