import type { Context } from '../context';
import type { Post } from '../people/directory';
import { ableAmong, as, isAboutActor, holdersOf, namedBy, nobodyElse, othersIn, told } from '../people/who-can';
import type { Next, Refusal } from '../stream';
import { actStateRefusal, proposalButton } from './act-gate';
import { COMMANDS, isDirect, type DirectType } from './commands';
import { mayDecide } from './deciding';
import type { CaseFile } from './file';
import { gate, stateRefusal } from './gate';
import type { CaseProposalAct, Proposal } from './proposal';
import { ACTS, isCaseAct } from './proposals';
import { decidingPosts } from './proposing';
import { readsByPost } from './readers';
import { stakeOf } from './recording';
import { sightOf, type Tried } from './sight';

/** Something that somebody could do on a case, as far as it can be asked who. */
export interface Doing {
  /** Posts of others that have the right to it. */
  others: Post[];
  /** Why the state of the case refuses it to everybody, or null; where it does the right alone says who could. */
  waits: Refusal | null;
  /** What stands against it for whoever is the actor of this context; null where nothing does. */
  asks: (context: Context) => Refusal | null;
}

const direct = (file: CaseFile, context: Context, type: DirectType): Doing => {
  const rule = COMMANDS[type];
  return {
    others: othersIn({ grants: rule.grants, asking: context, stake: stakeOf(file) }),
    waits: stateRefusal(rule, file),
    asks: (asking) => gate(rule, file, asking) ?? rule.button?.(file, asking) ?? null,
  };
};

const proposing = (file: CaseFile, context: Context, act: CaseProposalAct): Doing => ({
  others: othersIn({ grants: ACTS[act].grants, asking: context, stake: stakeOf(file) }),
  waits: actStateRefusal(file, act),
  asks: (asking) => proposalButton(file, asking, act),
});

const deciding = (file: CaseFile, context: Context, proposal: Proposal): Doing => ({
  others: decidingPosts(file, context, proposal).filter(({ personId }) => personId !== context.actor.personId),
  waits: null,
  asks: (asking) => mayDecide(file, asking, proposal),
});

/** Who reported is told to nobody, nor who proposed or was asked to sign: what these may do names no one. */
const UNNAMED: readonly string[] = ['withdraw-lead', 'withdraw-proposal', 'co-sign'];

const doingOf = (file: CaseFile, context: Context, what: Tried | Next): Doing | null => {
  const type = 'type' in what ? what.type : what.command;
  if (UNNAMED.includes(type)) return null;
  if (isDirect(type)) return direct(file, context, type);
  const act = 'act' in what ? what.act : undefined;
  if (type === 'propose') return act !== undefined && isCaseAct(act) ? proposing(file, context, act) : null;
  const id = 'proposalId' in what ? what.proposalId : undefined;
  const proposal = file.proposals.find((one) => (id === undefined ? one.act === act : one.proposalId === id));
  return proposal === undefined ? null : deciding(file, context, proposal);
};

/** The posts of others that a refusal means, where it says which. */
const meantBy = ({ meant, whoCan }: Refusal, others: Post[]): Post[] => {
  if (meant?.posts !== undefined) return others.filter((post) => meant.posts?.includes(post));
  return whoCan.length === 0 ? others : others.filter(({ role }) => whoCan.includes(role));
};

/**
 * Refusals of one case as they are told to one actor, one rule for all of them: who can is found by asking the same question
 * for the others who have the right. What is refused because of who asks sends to those of them whom it would not refuse so;
 * what has to wait for something else to those who may do that, and to nobody where it is his own to do. Nobody is named whose
 * post does not read the case (settled 3.1). The side that rectifies is told as if nobody had reported: who it is could be
 * read off who cannot (settled 6.2).
 */
export const teller = (file: CaseFile, context: Context): ((what: Tried, refusal: Refusal) => Refusal) => {
  const isSubject = sightOf(file, context) === 'subject';
  const seen = isSubject ? { ...file, parts: file.parts.filter(({ act }) => act !== 'report') } : file;
  const canDo = (doing: Doing, asking: Context): boolean => {
    const refusal = doing.asks(asking);
    return refusal === null || !isAboutActor(refusal);
  };
  const readable = new Map<string, boolean>();
  // Posts alike read alike, and each button asks about the same ones.
  const reads = (post: Post): boolean => {
    const kind = `${post.role} ${post.unitId} ${post.subjectId ?? ''}`;
    const known = readable.get(kind) ?? readsByPost(file, as(context, post));
    readable.set(kind, known);
    return known;
  };
  const able = (doing: Doing, posts: Post[]): Post[] =>
    ableAmong(posts, (post) => reads(post) && (doing.waits !== null || canDo(doing, as(context, post))));

  return (what, refusal) => {
    const next = refusal.meant?.next;
    if (next !== undefined) {
      const doing = doingOf(seen, context, next);
      const isOwn = doing === null || doing.asks(context) === null;
      return told(refusal, isOwn ? [] : namedBy(able(doing, doing.others), context));
    }
    if (isAboutActor(refusal)) {
      const doing = doingOf(seen, context, what);
      if (doing === null) return told(refusal, []);
      const named = namedBy(able(doing, meantBy(refusal, doing.others)), context);
      // Where it is too early for everybody, nobody is missing.
      return told(refusal, named, doing.waits?.message ?? nobodyElse(context));
    }
    return told(refusal, namedBy(holdersOf(refusal.whoCan, context, stakeOf(file)).filter(reads), context));
  };
};
