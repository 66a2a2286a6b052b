import type { Plan } from '../../../domain/case/file';
import { compact } from '../../compact';
import { Ids, IsCivilDate, Line, Maybe, OneOf, Text } from '../../dto/fields';
import { Named } from '../../dto/named';
import { NestedList } from '../../parse';
import { OnBehalfBody } from '../bodies';
import { commandBody } from '../command-body';

export const MEASURE_KINDS = [
  'people',
  'technical',
  'engineering',
  'management',
] as const satisfies readonly Plan['measures'][number]['kind'][];

export class MeasureBody {
  @Named('措施类别') @OneOf(...MEASURE_KINDS) kind: (typeof MEASURE_KINDS)[number];
  @Named('措施内容') @Text(2000) text: string;
}

class FilePlanBody extends OnBehalfBody {
  @Text(2000) goal: string;
  @NestedList(MeasureBody, 50) measures: MeasureBody[];
  @Text(500) funds: string;
  @Line(100) personInCharge: string;
  @IsCivilDate() finishOn: string;
  @Text(5000) emergencyPlan: string;
  @Maybe() @Ids(30) attachmentIds?: string[];
  @Maybe() @Text(1000) reuseReason?: string;
}

export const filePlan = commandBody(
  'file-plan',
  { name: '提交整改方案', does: '责任主体提交重大隐患的整改方案：目标、措施、资金、责任人、时限、预案。' },
  FilePlanBody,
  ({ attachmentIds = [], measures, ...value }) => ({
    ...compact(value),
    measures: measures.map(({ kind, text }) => ({ kind, text })),
    attachmentIds,
  }),
);
