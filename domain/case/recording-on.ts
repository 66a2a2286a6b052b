import type { Context } from '../context';
import type { Signer } from '../stream';
import { evolveCase, folding } from './evolve';
import type { CaseFile } from './file';
import type { Recording } from './recording';

/** Starts a recording on a file. */
export const recordingOn = (file: CaseFile, context: Context, signer: Signer, cause = 'command'): Recording => ({
  context,
  drafts: [],
  versionOf: folding.versionOf,
  fold: evolveCase,
  file,
  signer,
  cause,
});
