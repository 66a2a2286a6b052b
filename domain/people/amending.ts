import type { Refusal } from '../stream';
import { subjectRefusal, type Keeper, type SubjectPlan } from './keeping-registers';
import { refuse } from './permit';

/** A subject before and after, as far as amending it is concerned. */
export interface Amendment {
  before: SubjectPlan;
  after: SubjectPlan;
  /** Whether its name is read by who amends it: of a protected person not by everybody (settled 6.2). */
  readsName: boolean;
  /** Open cases and escalations that name it. */
  held: number;
}

/** Why these posts may not amend a subject so, or null. */
export const amendmentRefusal = (
  keepers: readonly Keeper[],
  { before, after, readsName, held }: Amendment,
): Refusal | null => {
  if (!readsName)
    return refuse('forbidden', 'not-your-place', '特殊保护人员的登记只由可以查看其姓名的人修改。', [
      'OFc',
      'OFd',
      'VGg',
      'VGm',
    ]);
  const asBefore = subjectRefusal(keepers, before);
  if (asBefore !== null) return { ...asBefore, pointer: '/kind' };
  const isOther =
    (before.kind === 'public-body') !== (after.kind === 'public-body') ||
    (before.unitId ?? '') !== (after.unitId ?? '');
  if (isOther && held > 0)
    return refuse(
      'conflict',
      'still-held',
      '该责任主体名下还有未办结的隐患或督办、约谈、通报，办结前不能改为公共机构、改为其他类别或改换所属单位。',
      [],
      '/kind',
    );
  return null;
};
