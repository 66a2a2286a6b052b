import { civilDateOf } from '../clock/civil';
import { meet } from '../deadlines';
import { postsOf } from '../people/directory';
import { isActor, refuse } from '../people/permit';
import type { Refusal } from '../stream';
import { armFor } from './owing';
import { emit, idFor, type Turn } from './turn';

/**
 * Two persons (design.md 3): the first names the second. Recorded as `co-sign-asked`, state unchanged, clock `co-sign`;
 * the second confirms and the command is decided again for both.
 */
export const askCoSign = (turn: Turn, command: { type: string }, coActorId: string): Refusal | null => {
  const { context } = turn;
  if (isActor(context, coActorId))
    return refuse('sod-violation', 'second-is-first', '会签人不得为本人。', [], '/coActorId');
  const posts = postsOf(context.directory, coActorId, civilDateOf(context.now));
  if (posts.length === 0) return refuse('validation', 'second-unknown', '会签人不存在或不在岗。', [], '/coActorId');
  const askId = idFor(turn, 'a');
  const unit = posts[0]?.unitId;
  emit(turn, 'co-sign-asked', {
    askId,
    coActorId,
    command,
    arms: armFor(turn, 'co-sign', { ref: askId, ...(unit === undefined ? {} : { addressee: `unit:${unit}` }) }),
  });
  return null;
};

/** Ends an ask: the deadline is met, the command of the first person is decided by the caller. */
export const confirmAsk = (turn: Turn, askId: string): void => {
  emit(turn, 'co-signed', { askId, ...meet(turn.file.deadlines, 'co-sign', turn.context.now, askId) });
};

/** The second person declines: nothing happens, both are told. */
export const declineAsk = (turn: Turn, askId: string): void => {
  emit(turn, 'co-sign-lapsed', {
    askId,
    why: 'declined',
    ...meet(turn.file.deadlines, 'co-sign', turn.context.now, askId),
  });
};
