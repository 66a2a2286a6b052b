import type { Ask, CaseFile } from './file';
import { lapsedAsk } from './fold-proposals';
import type { CaseFactSlice } from './slice';
import type { Context } from '../context';
import { meet } from '../deadlines';
import type { Post } from '../people/directory';
import { isActor, refuse } from '../people/permit';
import { isAboutActor } from '../people/who-can';
import type { Refusal } from '../stream';
import { isRefusal } from './evidence';
import { armFor } from './owing';
import { namedActor, SECOND, secondPost, type SecondNeeds } from './second';
import { record, idFor, type Recording } from './recording';

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

/** The post in which somebody was asked to sign: one of the unit that was told, under the same id. */
export const askedPost = ({ deadlines }: CaseFile, { actor }: Context, { askId }: Ask): Post | undefined => {
  const told = deadlines.find(({ ref, level }) => ref === askId && level === 0)?.addressee;
  return actor.posts.find(({ unitId }) => told === `unit:${unitId}`) ?? actor.posts[0];
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

/** Whether the actor may answer what somebody was asked to sign: he himself was. */
export const maySign = (context: Pick<Context, 'actor'>, { coActorId }: Pick<Ask, 'coActorId'>): Refusal | null =>
  isActor(context, coActorId) ? null : refuse('forbidden', 'not-the-second', '只有被指定的会签人可以会签。');

/**
 * What the second person is told when his confirmation does not pass: what stands against himself as it is; what has
 * changed on the side of the first person or of the case as `overtaken` (settled 1.1), with who may ask anew. What the first
 * one would be told of himself is not the second's.
 */
export const atConfirming = ({ pointer, ...refusal }: Refusal, { command }: Pick<Ask, 'command'>): Refusal => {
  const { type, act } = command;
  const again = { command: type, ...(typeof act === 'string' ? { act } : {}) };
  const said = refusal.meant?.words ?? refusal.message;
  if (pointer === SECOND) return { ...refusal, meant: { words: said, next: again } };
  const why = isAboutActor(refusal) ? '先提出此事的人员已不在岗，或者现在不能办理此事。' : said;
  const words = `请您会签之后情况已变化，不能按原内容办理：${why}请由有权人员重新提请，或不予会签。`;
  return refuse('illegal-transition', 'overtaken', words, refusal.meant?.next ?? again);
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
