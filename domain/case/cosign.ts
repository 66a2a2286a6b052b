import { lapsedAsk } from './fold-proposals';
import type { CaseFactSlice } from './slice';
import { civilDateOf } from '../clock/civil';
import type { Context } from '../context';
import { meet } from '../deadlines';
import { postsOf, type Actor, type Post } from '../people/directory';
import { isActor, refuse } from '../people/permit';
import type { Refusal } from '../stream';
import { isRefusal } from './evidence';
import { armFor } from './owing';
import { SECOND, secondPost, type SecondNeeds } from './second';
import { record, idFor, type Recording } from './recording';

/** A person as one knows him who only has his id: no alias of a protected reporter can be seen through. */
export const namedActor = (context: Context, personId: string): Actor => ({
  personId,
  posts: postsOf(context.directory, personId, civilDateOf(context.now)),
  aliases: [],
});

/**
 * Two persons (settled 1.4): the first names the second, who is asked (`asked`) and confirms; then the command is decided
 * again for both (`ready`). Whether he may be the second is checked both times (settled 1.4). `ready` where nobody is named.
 */
export const awaitSecond = (
  recording: Recording,
  command: { type: string },
  coActorId: string | undefined,
  needs: SecondNeeds,
): Refusal | 'asked' | 'ready' => {
  const { context, file, coActor } = recording;
  if (coActorId === undefined) return 'ready';
  if (isActor(context, coActorId))
    return refuse('sod-violation', 'second-is-first', '会签人不得为本人，请另行指定会签人。', [], SECOND);
  const actor = coActor?.actor ?? namedActor(context, coActorId);
  const post = secondPost(file, { ...context, actor }, needs);
  if (isRefusal(post)) return post;
  if (coActor === undefined) {
    ask(recording, command, coActorId, post);
    return 'asked';
  }
  coActor.signer = { kind: 'person', personId: actor.personId, post: { role: post.role, unitId: post.unitId } };
  return 'ready';
};

/** Recorded as `co-sign-asked`, state unchanged, clock `co-sign`. */
const ask = (recording: Recording, command: { type: string }, coActorId: string, { unitId }: Post): void => {
  const askId = idFor(recording, 'a');
  record(recording, 'co-sign-asked', {
    askId,
    coActorId,
    command,
    arms: armFor(recording, 'co-sign', { ref: askId, addressee: `unit:${unitId}` }),
  });
};

/** Ends an ask: the deadline is met, the command of the first person is decided by the caller. */
export const confirmAsk = (recording: Recording, askId: string): void => {
  record(recording, 'co-signed', { askId, ...meet(recording.file.deadlines, 'co-sign', recording.context.now, askId) });
};

/** The second person declines: nothing happens, both are told. */
export const declineAsk = (recording: Recording, askId: string): void => {
  record(recording, 'co-sign-lapsed', {
    askId,
    why: 'declined',
    ...meet(recording.file.deadlines, 'co-sign', recording.context.now, askId),
  });
};

/**
 * What the second person is told when his confirmation does not pass: what stands against himself as it is; what has
 * changed on the side of the first person or of the case as `overtaken` (settled 1.1).
 */
export const atConfirming = (refusal: Refusal): Refusal => {
  const { code, reason, message, whoCan, pointer } = refusal;
  if (pointer === SECOND) return { code, reason, message, whoCan };
  const words = `请您会签之后情况已变化，不能按原内容办理：${message}请由有权人员重新提请，或不予会签。`;
  return { code: 'illegal-transition', reason: 'overtaken', message: words, whoCan };
};

export interface Facts {
  'co-sign-asked': { askId: string; coActorId: string; command: { type: string; [field: string]: unknown } };
  'co-signed': { askId: string };
  'co-sign-lapsed': { askId: string; why: 'declined' | 'expired' | 'overtaken' };
}

/** What happens to a command that waits for its second person. */
export const coSignFacts: CaseFactSlice<Facts> = {
  records: {
    'co-sign-asked': (file, { actor: by, body: { askId, coActorId, command } }) => ({
      asks: [...file.asks, { askId, coActorId, by, command }],
    }),
    'co-signed': (file, { body }) => ({ asks: file.asks.filter(({ askId }) => askId !== body.askId) }),
    'co-sign-lapsed': (file, { body }) => lapsedAsk(file, body),
  },
  tells: {
    'co-sign-asked': ({ data }, { body }) => [{ personIds: [body.coActorId], template: 'co-sign-asked', data }],
  },
  fires: {
    'co-sign': (recording, due) => {
      record(recording, 'co-sign-lapsed', { askId: due.ref ?? '', why: 'expired', fires: due.deadlineId });
    },
  },
};
