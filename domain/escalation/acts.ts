import { L1, L2, OFD, type Deciders, type EscalationAct } from '../case/proposal';
import { byName } from '../slices';
import type { Arm } from '../stream';
import { armDayEnd, armPublishing, armSitting } from './armings';
import type { Recording } from './recording';

/** All that differs from one act to another. What a row does not name, its act has not. */
export interface ActRow<A extends string = string> {
  readonly act: A;
  /** What an approval does, in Chinese, for people who decide. */
  readonly effect: string;
  /** The paper that an approval numbers, by its type in the pack, which has its title too. */
  readonly paper: string;
  /** Who decides it, and the levels that follow where he is late or nobody is there (authority.md 1, last rows). */
  readonly decider: Deciders;
  readonly above: readonly Deciders[];
  /** Who decides it in his place while a 重大 is among its cases. */
  readonly majorDecider?: Deciders;
  /** What an approval leaves owed. */
  readonly arms: (recording: Recording) => Arm[];
  /** True where a ladder opens it without a decision; cases join that one until it is completed. */
  readonly ladderDecides?: true;
  /** True where no ladder opens one about an individual: that is by hand only (settled 7). */
  readonly individualByHand?: true;
  /** True where it singles somebody out, by ladder or hand: there is none over a protected person (settled 6.2). */
  readonly singlesOut?: true;
  /** True where an enterprise or person is heard before it is approved or published (authority.md 1). */
  readonly heardFirst?: true;
  /** True where its host must have somebody to hold it. */
  readonly hosted?: true;
  /** True where whom it speaks to reports on it afterwards. */
  readonly reported?: true;
  /** True where the archiving of its cases waits for its end. */
  readonly holdsArchiving?: true;
  /** What follows, about the same addressee, when he stays away or does not report (authority.md 3). */
  readonly afterSilence?: EscalationAct;
}

/** 督办. */
const supervise: ActRow<'supervise'> = {
  act: 'supervise',
  effect: '督办',
  paper: 'duban',
  decider: OFD,
  above: [L2, L1],
  arms: armDayEnd,
  ladderDecides: true,
};

/** 约谈. */
const interview: ActRow<'interview'> = {
  act: 'interview',
  effect: '约谈',
  paper: 'yuetan-tongzhi',
  decider: L2,
  above: [L1],
  arms: armSitting,
  individualByHand: true,
  singlesOut: true,
  hosted: true,
  reported: true,
  holdsArchiving: true,
  afterSilence: 'circular',
};

/** 通报. */
const circular: ActRow<'circular'> = {
  act: 'circular',
  effect: '通报',
  paper: 'tongbao',
  decider: L2,
  above: [L1],
  majorDecider: L1,
  arms: armPublishing,
  singlesOut: true,
  heardFirst: true,
};

/** Every act, one row each, in the order in which ladders climb them. */
const ROWS = [supervise, interview, circular] as const;

/** A row of an act that there is. */
export type EscalationRow = (typeof ROWS)[number];

/** Every act by its name: the rules ask its row, and nothing else, what is particular to it. */
export const ACTS: { readonly [A in EscalationAct]: ActRow } = byName('act', ROWS);

/** The names of the acts, in the same order. */
export const ACT_NAMES = ROWS.map(({ act }) => act);

/** True for an act on an escalation; other rungs are reached on the case itself. */
export const isEscalationAct = (act: string): act is EscalationAct => Object.hasOwn(ACTS, act);
