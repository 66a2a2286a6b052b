import type { Post } from '../people/directory';
import { signAs } from '../people/permit';
import type { Refusal } from '../stream';
import { actingPosts } from './acting';
import { mayPropose } from './act-gate';
import { awaitSecond } from './cosign';
import { evidenceIn, isRefusal } from './evidence';
import type { CaseProposalAct } from './proposal';
import { ACTS } from './proposals';
import type { ActRule, Propose } from './proposals/rule';
import { openProposal } from './proposing';
import type { Recording } from './recording';

/** In which post the actor proposes: the one that the act asks for, else the first that may. */
const proposingPost = ({ context, file }: Recording, { post, grants }: ActRule): Post | Refusal | undefined =>
  post === undefined ? actingPosts(grants, file, context)[0] : post(file, context);

/** Opens a proposal by a person, after the second officer has confirmed where the act needs one. */
export const propose = (recording: Recording, command: Propose & { act: CaseProposalAct }): Refusal | null => {
  const { context, file } = recording;
  const rule: ActRule = ACTS[command.act];
  const refusal = mayPropose(file, context, command.act, recording.coActor !== undefined);
  if (refusal) return refusal;
  const post = proposingPost(recording, rule);
  if (post !== undefined && isRefusal(post)) return post;
  recording.signer = signAs(context, post);
  const evidence = evidenceIn(context, command);
  if (isRefusal(evidence)) return evidence;
  const data = rule.fields?.(recording, command) ?? {};
  if (isRefusal(data)) return data;
  if (rule.second !== undefined && post !== undefined) {
    const { coActorId } = command.fields as { coActorId?: string };
    const second = awaitSecond(recording, command, coActorId, rule.second(post));
    if (second === 'asked') return null;
    if (second !== 'ready') return second;
  }
  openProposal(recording, {
    act: command.act,
    reason: command.reason,
    data: plain(data),
    evidence,
    by: recording.signer,
  });
  return null;
};

/** Without undefined fields: what goes into an event is plain JSON. */
const plain = (data: { [field: string]: unknown }): { [field: string]: unknown } =>
  Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
