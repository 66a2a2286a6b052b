import type { Context } from '../context';
import { side, unique } from '../people/audience';
import type { Telling } from '../people/telling';
import type { EscalationFile } from './file';

/** Who could be told of what happened to an escalation, seen from the file after it. */
export interface EscalationAudience {
  readonly file: EscalationFile;
  readonly context: Context;
  /** What every message about it says of it. */
  readonly data: Record<string, string>;
  /** Head and clerk of the hosting unit. */
  readonly host: string[];
}

/** The people around an escalation today. */
export const audienceOf = (file: EscalationFile, context: Context): EscalationAudience => ({
  file,
  context,
  data: { escalationId: file.escalationId, act: file.act },
  host: side(context, `unit:${file.hostUnitId}`),
});

/** Who proposed it by hand: he is told what became of it, also where the system withdraws it (settled 1.2). */
const authorOf = ({ proposedBy }: EscalationFile): string[] =>
  proposedBy.kind === 'person' ? [proposedBy.personId] : [];

/** Tells both sides, and who proposed it, what became of it. */
export const bothSides = ({ file, context, data, host }: EscalationAudience, { type }: { type: string }): Telling[] => [
  {
    personIds: unique([...side(context, file.addressee), ...host, ...authorOf(file)]),
    template: `${file.act}-${type}`,
    data,
    fact: `${file.act}:${file.addressee}`,
  },
];
