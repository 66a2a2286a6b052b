import type { Context } from '../context';
import type { Telling } from '../people/telling';
import { tellsIn } from '../slices';
import { audienceOf, type EscalationAudience } from './audience';
import { BY_SYSTEM } from './by-system';
import { DIRECT } from './commands';
import type { EscalationDraft } from './facts';
import type { EscalationFile } from './file';

const TELLS = tellsIn<EscalationAudience>([...DIRECT, ...BY_SYSTEM]);

/** Whom an event of an escalation is told to, seen from the file after it; nobody where its slice says nothing. */
export const tellingsOfEscalation = (file: EscalationFile, draft: EscalationDraft, context: Context): Telling[] =>
  TELLS[draft.type]?.(audienceOf(file, context), draft) ?? [];
