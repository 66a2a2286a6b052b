import type { Context } from '../context';
import type { Refusal } from '../stream';
import type { Settled } from '../stream-module';
import { report, type ReportCommand } from './commands/report';
import { inVersion } from '../slices';
import { evolveCase, folding } from './evolve';
import type { CaseDraft } from './facts';
import type { CaseFile } from './file';
import { armFor } from './owing';
import { placed } from './recording';
import { recordingOn } from './recording-on';

/** T1: a report opens its case as a lead, whose verification is owed from now on. */
export const openCase = (command: ReportCommand, context: Context): Settled<CaseFile, CaseDraft> | Refusal => {
  const opening = report.opening(command, context);
  if ('code' in opening) return opening;
  const { signer, body } = opening;
  const version = inVersion(folding.versionOf('reported'));
  const draft = { type: 'reported', ...version, signer, cause: 'command', body } as const;
  // The clock of verification needs the file that this very event begins.
  const begun = evolveCase(null, placed(null, draft, context));
  const arms = armFor(recordingOn({ ...begun, version: 0 }, context, signer), 'verify');
  const armed: CaseDraft = { ...draft, body: { ...body, arms } };
  return { drafts: [armed], file: evolveCase(null, placed(null, armed, context)) };
};
