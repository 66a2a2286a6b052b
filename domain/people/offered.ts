import type { Refusal } from '../stream';
import {
  ACCOUNT_ACTS,
  accountConfirmationRefusal,
  accountRefusal,
  alreadyAsked,
  secondAccountRefusal,
  type AccountAct,
  type AccountMatter,
} from './account-acts';
import { confirmationRefusal, matterOf, secondRefusal, withdrawalRefusal } from './confirming';
import { endingRefusal, takingBackRefusal } from './ending';
import type { Unit } from './directory';
import type { Appointment, PostStatus, Roll } from './roll';

/** An act that there is on something now; `refusal` is why it would not be taken from who asks, null where it would. */
export interface Offered<A extends string> {
  act: A;
  refusal: Refusal | null;
}

/** What may become of an appointment. */
export const POST_ACTS = ['confirm', 'decline', 'withdraw', 'end'] as const;
export type PostAct = (typeof POST_ACTS)[number];

/** A post whatever became of it. */
interface Kept {
  post: Appointment;
  status: PostStatus;
  unit: Unit;
}

/**
 * What there is to do to a post as it stands (settled 4.1, 4.2): one that waits is confirmed, declined or withdrawn; a given one
 * is ended, before it has begun taken back, too; of one that is over or came to nothing, nothing.
 */
export const postActs = (roll: Roll, { post, status, unit }: Kept, by: string): Offered<PostAct>[] => {
  if (status === 'pending')
    return [
      { act: 'confirm', refusal: confirmationRefusal(roll, post, unit, by) },
      { act: 'decline', refusal: secondRefusal(roll, matterOf(post), by) },
      { act: 'withdraw', refusal: withdrawalRefusal(roll, post.appointedBy, by) },
    ];
  const { today } = roll;
  if (status !== 'given' || (post.to !== null && post.to < today)) return [];
  const isAhead = post.from > today;
  return [
    ...(isAhead ? [{ act: 'withdraw' as const, refusal: takingBackRefusal(roll, post, by) }] : []),
    { act: 'end', refusal: endingRefusal(roll, post, isAhead ? post.from : today, by) },
  ];
};

/** What may become of an act on an account that waits for the second person. */
export const ACCOUNT_DECISIONS = ['confirm', 'decline', 'withdraw'] as const;
export type AccountDecision = (typeof ACCOUNT_DECISIONS)[number];

/** What there is to do to an act on an account that waits (settled 4.3). */
export const accountDecisions = (roll: Roll, matter: AccountMatter, by: string): Offered<AccountDecision>[] => [
  { act: 'confirm', refusal: accountConfirmationRefusal(roll, matter, by) },
  { act: 'decline', refusal: secondAccountRefusal(roll, matter, by) },
  { act: 'withdraw', refusal: withdrawalRefusal(roll, matter.by, by) },
];

/** A closed account is opened, an open one closed: the other of the two is not there. */
const isThere = (act: AccountAct, isClosed: boolean): boolean => (act === 'enable') === isClosed;

/** What there is to do to somebody's account (settled 4.3); `waiting` are the acts on it that wait for a second person. */
export const accountActs = (
  roll: Roll,
  person: Pick<AccountMatter, 'personId' | 'homeTownId' | 'by'>,
  waiting: readonly AccountAct[],
): Offered<AccountAct>[] =>
  ACCOUNT_ACTS.filter((act) => isThere(act, roll.disabled.includes(person.personId))).map((act) => ({
    act,
    refusal: accountRefusal(roll, { act, ...person }) ?? (waiting.includes(act) ? alreadyAsked() : null),
  }));
