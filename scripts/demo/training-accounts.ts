import type { TrainingAccount } from '../../api/training-clock';
import type { PackUnit } from '../../domain/policy/pack';
import { ROLE_NAMES } from '../../domain/people/roles';
import { bodyOf } from '../../domain/people/standing';
import { DEMO_ACCOUNTS, DEMO_SUBJECTS, demoPassword, type DemoAccount } from './accounts';

/** Whom somebody works or stands for, by name; empty for who only reports. */
const placeOf = ({ role, unit, subject }: DemoAccount, units: readonly PackUnit[]): string => {
  if (bodyOf({ role, unitId: unit, subjectId: null }) === null) return '';
  if (subject !== undefined) return DEMO_SUBJECTS[subject].name;
  return units.find(({ slug }) => slug === unit)?.name ?? (unit === 'district' ? '演练区' : '演练镇人民政府');
};

/** The accounts of the demo town, as a trainer is offered them. */
export const trainingAccounts = (units: readonly PackUnit[]): TrainingAccount[] =>
  DEMO_ACCOUNTS.map((account) => ({
    username: account.username,
    password: demoPassword(account.username),
    name: account.name,
    roleName: ROLE_NAMES[account.role],
    unitName: placeOf(account, units),
  }));
