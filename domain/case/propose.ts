import { PROPOSE } from '../people/authority';
import type { Post } from '../people/directory';
import { grantedPosts, signAs } from '../people/permit';
import type { Refusal } from '../stream';
import { mayPropose } from './act-gate';
import type { Propose } from './acts/rule';
import { ACTS } from './acts/table';
import { awaitSecond } from './cosign';
import { evidenceIn, isRefusal } from './evidence';
import { orderingPost, orderSecond } from './ordering';
import type { CaseProposalAct } from './proposal';
import { openProposal } from './proposing';
import { stakeOf, type Recording } from './recording';

/** In which post the actor proposes: for an order the one of a certified officer, else the first that may. */
const proposingPost = ({ context, file }: Recording, act: CaseProposalAct): Post | Refusal | undefined =>
  act === 'statutory-order' ? orderingPost(file, context) : grantedPosts(PROPOSE[act], context, stakeOf(file))[0];

/** Opens a proposal by a person, after the second officer has confirmed where the act needs one. */
export const propose = (recording: Recording, command: Propose): Refusal | null => {
  const { context, file } = recording;
  const refusal = mayPropose(file, context, command.act, recording.coActor !== undefined);
  if (refusal) return refusal;
  const post = proposingPost(recording, command.act);
  if (post !== undefined && isRefusal(post)) return post;
  const evidence = evidenceIn(context, command);
  if (isRefusal(evidence)) return evidence;
  const data = ACTS[command.act].fields(recording, command);
  if (isRefusal(data)) return data;
  if (command.act === 'statutory-order' && post !== undefined) {
    const second = awaitSecond(recording, command, command.fields.coActorId, orderSecond(post.unitId));
    if (second === 'asked') return null;
    if (second !== 'ready') return second;
  }
  recording.signer = signAs(context, post);
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
