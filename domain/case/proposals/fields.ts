import type { CivilDate } from '../../clock/civil';
import type { Context } from '../../context';
import { refuseField } from '../../people/permit';
import type { Refusal } from '../../stream';
import type { Proposal } from '../proposal';

/** Text of a proposal's data. @throws when it is not there: what was proposed was checked. */
export const textOf = (proposal: Proposal, field: string): string => {
  const value = proposal.data[field];
  if (typeof value !== 'string') throw new Error(`proposal ${proposal.proposalId} has no ${field}`);
  return value;
};

/** The same of a field that an act may leave out. */
export const optionalText = (proposal: Proposal, field: string): string | undefined => {
  const value = proposal.data[field];
  return typeof value === 'string' ? value : undefined;
};

/** The texts of a list in a proposal's data; none where there is no list. */
export const textsOf = (proposal: Proposal, field: string): string[] => {
  const value = proposal.data[field];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};

/** True for a date that lies before a day. */
export const isBefore = (date: unknown, day: CivilDate): boolean => typeof date === 'string' && date < day;

/** True for a clause of the pack that is in force no more on a day. */
export const hasEnded = ({ policy }: Pick<Context, 'policy'>, clauseId: unknown, day: CivilDate): boolean =>
  isBefore(policy.clauses.find(({ id }) => id === clauseId)?.validTo, day);

/** Chinese names of the fields of acts. */
const FIELD_NAMES: Partial<Record<string, string>> = {
  newDueOn: '新的整改期限',
  measures: '防护措施',
  ground: '中止事由',
  control: '临时管控情况（已采取，或无须采取的理由）',
  scope: '管控范围',
  until: '截止日期',
  guardPersonId: '看护人',
  domain: '行业领域',
  hazardType: '隐患类型',
  clauseId: '依据条款',
  subjectIds: '责任主体',
  paperType: '文书种类',
  requirements: '整改要求',
  coActorId: '会签执法人员',
};

export const fieldMissing = (field: string): Refusal =>
  refuseField('field-missing', `请填写${FIELD_NAMES[field] ?? ` ${field}`}。`, `/${field}`);

/** Refusal for the first of the fields that is absent, or null. */
export const requireFields = <F extends object>(fields: Partial<F>, names: (keyof F & string)[]): Refusal | null => {
  const absent = names.find((name) => fields[name] === undefined);
  return absent === undefined ? null : fieldMissing(absent);
};
