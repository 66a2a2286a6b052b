import { inTheFuture } from '../case/claimed';
import { cancel, meet } from '../deadlines';
import { refuse } from '../people/permit';
import type { Refusal } from '../stream';
import type { EscalationCommand } from './commands';
import { emit, type Turn } from './turn';

type Of<T extends EscalationCommand['type']> = Extract<EscalationCommand, { type: T }>;

/** What the enterprise or person says to the proposed circular: between its proposal and now (authority.md 1). */
export const hearCompany = (turn: Turn, { statement, heardAt }: Of<'hear-company'>): Refusal | null => {
  const early = inTheFuture(turn.context, heardAt, '/heardAt');
  if (early) return early;
  if (heardAt < turn.file.openedAt)
    return refuse('validation', 'before-proposal', '听取陈述申辩的时间不得早于提请通报的时间。', [], '/heardAt');
  emit(turn, 'company-heard', { statement, heardAt });
  return null;
};

export const publish = (turn: Turn, { channel }: Of<'publish'>): null => {
  emit(turn, 'published', { channel, ...meet(turn.file.deadlines, 'publish', turn.context.now) });
  emit(turn, 'completed', { why: 'published', ...cancel(turn.file.deadlines, 'completed') });
  return null;
};

/** Its paper is withdrawn with it; the number is kept (settled 6.3). */
export const withdrawCircular = (turn: Turn, { reason }: Of<'withdraw-circular'>): null => {
  emit(turn, 'circular-withdrawn', { reason, ...cancel(turn.file.deadlines, 'withdrawn') });
  return null;
};
