import { compact } from '../../compact';
import { Ids, IsCivilDate, Line, Maybe, OneOf, Text } from '../../dto/fields';
import { NestedList } from '../../parse';
import { OnBehalfBody } from '../bodies';
import { commandBody } from '../command-body';

export class MeasureBody {
  @OneOf('people', 'technical', 'engineering', 'management')
  kind: 'people' | 'technical' | 'engineering' | 'management';
  @Text(2000) text: string;
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

export const filePlan = commandBody('file-plan', FilePlanBody, ({ attachmentIds = [], measures, ...value }) => ({
  ...compact(value),
  measures: measures.map(({ kind, text }) => ({ kind, text })),
  attachmentIds,
}));
