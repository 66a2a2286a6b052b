import type { Context } from '../context';
import { refuse } from '../people/permit';
import { isOfOtherPosts, told } from '../people/who-can';
import type { Refusal, WhoCan } from '../stream';
import { proposalButton } from './act-gate';
import { DIRECT, type DirectType } from './commands';
import { maySign } from './cosign';
import { mayDecide, mayWithdraw } from './deciding';
import type { CaseFile } from './file';
import { ended, gate } from './gate';
import type { Proposal } from './proposal';
import { PROPOSALS } from './proposals';
import { nextAct } from './next-act';
import { knowsByPost } from './readers';
import { teller } from './sending';
import { admitToCase, type Tried } from './sight';
import type { CommandRule } from './slice';

/** One button: whether it would be taken now, and if not why and who can. */
export interface Allowed {
  command: string;
  /** Of a proposal what it asks for, open or to be made. */
  act?: string;
  /** The open proposal that is meant. */
  proposalId?: string;
  /** The open co-signature that is meant. */
  askId?: string;
  allowed: boolean;
  /** True of the one that is due next; absent of the others. */
  next?: true;
  reason?: Pick<Refusal, 'message' | 'whoCan'> & { code: string; whoCanDo: WhoCan[]; otherPost?: true };
}

/** What a button is about. */
type Meant = Pick<Allowed, 'command' | 'act' | 'proposalId' | 'askId'>;

/** A button from what a gate said. */
export const button = (meant: Meant, refusal: Refusal | null): Allowed => {
  if (refusal === null) return { ...meant, allowed: true };
  const { reason: code, message, whoCan, whoCanDo = [] } = refusal;
  const reason = { code, message, whoCan, whoCanDo };
  return { ...meant, allowed: false, reason: isOfOtherPosts(refusal) ? { ...reason, otherPost: true } : reason };
};

/** The one button of a command about what is open, where nothing is. */
export const nothingOpen = (command: string, message: string): Allowed =>
  button({ command }, told(refuse('illegal-transition', 'nothing-open', message), []));

/**
 * Every command on this case for this actor, from the same gates that guard the commands: one a command, of proposals one an
 * act, of what is open one each. What is allowed is refused for nothing that its body could not avoid.
 */
export const allowedCommands = (file: CaseFile, context: Context): Allowed[] => {
  const tell = teller(file, context);
  const reads = knowsByPost(file, context);
  const over = ended(file);
  const drawn = (meant: Meant, what: Tried, gateOf: () => Refusal | null): Allowed => {
    const stranger = reads ? null : admitToCase(file, what, context);
    const refusal = stranger === null ? gateOf() : null;
    return button(meant, refusal === null ? stranger : tell(what, refusal));
  };
  const onProposals = (
    type: 'decide-proposal' | 'withdraw-proposal',
    none: string,
    gateOf: (proposal: Proposal) => Refusal | null,
  ): Allowed[] =>
    file.proposals.length === 0
      ? [nothingOpen(type, none)]
      : file.proposals.map((proposal) => {
          const { proposalId, act } = proposal;
          return drawn({ command: type, act, proposalId }, { type, proposalId }, () => over ?? gateOf(proposal));
        });

  const all = [
    ...DIRECT.map((slice: CommandRule & { type: DirectType }) =>
      drawn(
        { command: slice.type },
        { type: slice.type },
        () => gate(slice, file, context) ?? slice.button?.(file, context) ?? null,
      ),
    ),
    ...PROPOSALS.filter(({ grants }) => grants.length > 0).map(({ act }) =>
      drawn({ command: 'propose', act }, { type: 'propose', act }, () => proposalButton(file, context, act)),
    ),
    ...onProposals('decide-proposal', '没有待审批的提请。', (proposal) => mayDecide(file, context, proposal)),
    ...onProposals('withdraw-proposal', '没有您提请的事项。', (proposal) => mayWithdraw(context, proposal)),
    ...(file.asks.length === 0
      ? [nothingOpen('co-sign', '没有等待您会签的事项。')]
      : file.asks.map((ask) => {
          const { askId } = ask;
          return drawn({ command: 'co-sign', askId }, { type: 'co-sign', askId }, () => over ?? maySign(context, ask));
        })),
  ];
  const next = nextAct(file, all);
  return all.map((entry) => (entry === next ? { ...entry, next: true } : entry));
};
