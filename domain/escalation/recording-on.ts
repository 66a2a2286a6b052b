import type { Context } from '../context';
import type { Signer } from '../stream';
import { evolveEscalation, folding } from './evolve';
import type { EscalationFile } from './file';
import type { Recording } from './recording';

/** Starts a recording on a file. */
export const recordingOn = (file: EscalationFile, context: Context, signer: Signer, cause = 'command'): Recording => ({
  context,
  drafts: [],
  versionOf: folding.versionOf,
  fold: evolveEscalation,
  file,
  signer,
  cause,
});
