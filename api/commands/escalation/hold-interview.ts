import { Id, IsInstant, Lines } from '../../dto/fields';
import { commandBody, instantOf } from '../command-body';

class HoldInterviewBody {
  @IsInstant() heldAt: string;
  @Id() hostPersonId: string;
  @Lines(100, 100) attendees: string[];
}

export const holdInterview = commandBody('hold-interview', HoldInterviewBody, ({ heldAt, ...value }) => ({
  heldAt: instantOf(heldAt),
  ...value,
}));
