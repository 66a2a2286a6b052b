import type { Instant } from '../clock/instant';
import type { Context } from '../context';
import { refuseField } from '../people/permit';
import type { Refusal } from '../stream';

/** Instants that people claim, or ask about, may not lie in the future by more than five minutes (bad-input T13). */
export const inTheFuture = (context: Pick<Context, 'now'>, claimed: Instant, pointer: string): Refusal | null =>
  Date.parse(claimed) > Date.parse(context.now) + 300_000
    ? refuseField('in-the-future', '时间不得晚于当前时间。', pointer)
    : null;
