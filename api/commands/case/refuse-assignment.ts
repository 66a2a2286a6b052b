import { Id, Maybe, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class RefuseAssignmentBody {
  @Text(2000) reason: string;
  @Maybe() @Id() proposedUnitId?: string;
}

export const refuseAssignment = commandBody(
  'refuse-assignment',
  { name: '退回交办', does: '责任单位说明理由退回交办，可建议其他单位。' },
  RefuseAssignmentBody,
);
