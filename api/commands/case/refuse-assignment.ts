import { Id, Maybe, Text } from '../../dto/fields';
import { commandBody } from '../command-body';

class RefuseAssignmentBody {
  @Text(2000) reason: string;
  @Maybe() @Id() proposedUnitId?: string;
}

export const refuseAssignment = commandBody('refuse-assignment', RefuseAssignmentBody);
