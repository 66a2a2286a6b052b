import { inTheFuture } from '../case/claimed';
import { cancel, meet } from '../deadlines';
import { refuse } from '../people/permit';
import type { Refusal } from '../stream';
import type { EscalationCommand } from './commands';
import { record, type Recording } from './recording';

type Of<T extends EscalationCommand['type']> = Extract<EscalationCommand, { type: T }>;

/** What the enterprise or person says to the proposed circular: between its proposal and now (authority.md 1). */
export const hearCompany = (recording: Recording, { statement, heardAt }: Of<'hear-company'>): Refusal | null => {
  const early = inTheFuture(recording.context, heardAt, '/heardAt');
  if (early) return early;
  if (heardAt < recording.file.openedAt)
    return refuse('validation', 'before-proposal', '听取陈述申辩的时间不得早于提请通报的时间。', [], '/heardAt');
  record(recording, 'company-heard', { statement, heardAt });
  return null;
};

export const publish = (recording: Recording, { channel }: Of<'publish'>): null => {
  record(recording, 'published', { channel, ...meet(recording.file.deadlines, 'publish', recording.context.now) });
  record(recording, 'completed', { why: 'published', ...cancel(recording.file.deadlines, 'completed') });
  return null;
};

/** Its paper is withdrawn with it; the number is kept (settled 6.3). */
export const withdrawCircular = (recording: Recording, { reason }: Of<'withdraw-circular'>): null => {
  record(recording, 'circular-withdrawn', { reason, ...cancel(recording.file.deadlines, 'withdrawn') });
  return null;
};
