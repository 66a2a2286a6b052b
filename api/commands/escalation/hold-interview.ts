import { Id, IsInstant, Lines } from '../../dto/fields';
import { commandBody, instantOf } from '../command-body';

class HoldInterviewBody {
  @IsInstant() heldAt: string;
  @Id() hostPersonId: string;
  @Lines(100, 100) attendees: string[];
}

export const holdInterview = commandBody(
  'hold-interview',
  { name: '记录约谈', does: '记录已举行的约谈：时间、主持人、参加人员。' },
  HoldInterviewBody,
  ({ heldAt, ...value }) => ({
    heldAt: instantOf(heldAt),
    ...value,
  }),
);
