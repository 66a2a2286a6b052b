import type { Context } from '../context';
import type { Telling } from '../people/telling';
import { tellsIn } from '../slices';
import { audienceOf, type CaseAudience } from './audience';
import { BY_SYSTEM } from './by-system';
import { COMMAND_SLICES } from './commands';
import type { CaseDraft } from './facts';
import type { CaseFile } from './file';
import { PROPOSALS } from './proposals';

const TELLS = tellsIn<CaseAudience>([...COMMAND_SLICES, ...PROPOSALS, ...BY_SYSTEM]);

/** Whom an event of a case is told to, seen from the file after it; nobody where its slice says nothing. */
export const tellingsOfCase = (file: CaseFile, draft: CaseDraft, context: Context): Telling[] =>
  TELLS[draft.type]?.(audienceOf(file, context), draft) ?? [];
