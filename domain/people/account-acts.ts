import type { Refusal } from '../stream';
import { mayGive } from './appointing';
import { confirmersOf, needsSecond, overtaken, ownConfirmation, type Confirmers } from './confirming';
import { seatRefusal, townsLosingLeader } from './last-holder';
import { refuse } from './permit';
import { appointmentsOf, holders, holds, type Roll } from './roll';
import type { Role } from './roles';

/** What administration does to another person's account (settled 4.3). */
export const ACCOUNT_ACTS = ['disable', 'enable', 'reset-password', 'end-sessions'] as const;
export type AccountAct = (typeof ACCOUNT_ACTS)[number];

/** How far such an act has come; one that needs no second person is done at once. */
export const ACCOUNT_ACT_STATUSES = ['done', 'pending', 'declined', 'withdrawn'] as const;
export type AccountActStatus = (typeof ACCOUNT_ACT_STATUSES)[number];

/** An act on an account, and who asks for it. */
export interface AccountMatter {
  act: AccountAct;
  personId: string;
  /** The town that the person belongs to; null for the district's people. */
  homeTownId: string | null;
  by: string;
}

/** What gives access back needs the second person that the posts needed. */
const GIVING: readonly AccountAct[] = ['enable', 'reset-password'];

/** The roll as it is once an account is closed. */
const without = (roll: Roll, personId: string): Roll => ({ ...roll, disabled: [...roll.disabled, personId] });

/** Heads of the offices of the towns whose only L1 an administrator would shut out (settled 4.1). */
const headsInstead = (roll: Roll, { personId, by }: AccountMatter): Confirmers[] =>
  townsLosingLeader(roll, without(roll, personId), appointmentsOf(roll, personId)).map((townId) => ({
    roles: ['OFd'],
    personIds: holders(roll, 'OFd', townId).filter((id) => id !== personId && id !== by),
  }));

/**
 * Who may confirm, for each reason to ask a second person; none where the act is done at once. What takes away is, but for
 * the only L1 of a town. What gives access back needs the second person that the posts needed; a reset by SA, who could
 * become anybody, always needs one (settled 4.3).
 */
const secondsFor = (roll: Roll, matter: AccountMatter): Confirmers[] => {
  const { act, personId, homeTownId, by } = matter;
  if (act === 'disable') return headsInstead(roll, matter);
  if (!GIVING.includes(act)) return [];
  const posts = appointmentsOf(roll, personId).filter(({ role, townId }) => needsSecond(roll, role, townId));
  const account = { role: null, townId: homeTownId };
  const isBySA = act === 'reset-password' && holds(roll, by, 'SA');
  const about = posts.length === 0 && isBySA ? [account] : posts;
  return about.map(({ role, townId }) => confirmersOf(roll, { role, townId, personId, askedBy: by }));
};

/** Whether the act waits for a second person. */
export const accountNeedsSecond = (roll: Roll, matter: AccountMatter): boolean => secondsFor(roll, matter).length > 0;

/**
 * SA; an OFd where he may give every post that the person has or is to get, or, where the person has none, in the person's
 * own town (settled 4.3). No OFd gets at the password of somebody who has or had a post as reporter: he would become him
 * (settled 6.2).
 */
const mayAct = (roll: Roll, { act, by, personId, homeTownId }: AccountMatter): boolean => {
  if (holds(roll, by, 'SA')) return true;
  if (act === 'reset-password' && roll.reporters.includes(personId)) return false;
  const posts = appointmentsOf(roll, personId);
  if (posts.length === 0) return homeTownId !== null && holds(roll, by, 'OFd', homeTownId);
  return posts.every(({ role, townId }) => mayGive(roll, by, role, townId));
};

const OWN: Partial<Record<AccountAct, string>> = {
  disable: '不能停用自己的账号，请由另一位有权的人办理。',
  'reset-password': '不能重置自己的密码，请在“修改密码”中办理，或由另一位有权的人重置。',
};

const stateRefusal = (roll: Roll, { act, personId }: AccountMatter): Refusal | null => {
  const isDisabled = roll.disabled.includes(personId);
  if (act === 'enable') return isDisabled ? null : refuse('conflict', 'not-disabled', '该账号没有停用，无需启用。');
  return isDisabled && act !== 'end-sessions'
    ? refuse('conflict', 'person-disabled', '该账号已停用；需要使用的请先启用。')
    : null;
};

/** Why the act may not be asked for, or null. */
export const accountRefusal = (roll: Roll, matter: AccountMatter): Refusal | null => {
  const { act, by, personId } = matter;
  if (!mayAct(roll, matter)) return refuse('forbidden', 'not-your-task', '您的岗位不能办理该人员的账号。', ['SA']);
  const own = by === personId ? OWN[act] : undefined;
  if (own !== undefined) return refuse('sod-violation', 'own-account', own);
  const state = stateRefusal(roll, matter);
  if (state !== null) return state;
  if (accountNeedsSecond(roll, matter) && accountConfirmers(roll, matter).personIds.length === 0)
    return refuse(
      'conflict',
      'nobody-confirms',
      '目前没有人可以确认这一事项：请先任命另一位系统管理员，或由运维人员在服务器上运行 npm run reset-administrator。',
    );
  if (act !== 'disable') return null;
  return seatRefusal(roll, without(roll, personId), appointmentsOf(roll, personId));
};

/** The same act on the same account waits already. */
export const alreadyAsked = (): Refusal =>
  refuse('conflict', 'already-asked', '该人员已有同样的事项待确认，请先确认、退回或撤回。');

/** Who may confirm: those who might for every reason to ask a second person. */
export const accountConfirmers = (roll: Roll, matter: AccountMatter): Confirmers => {
  const sets = secondsFor(roll, matter);
  const [first, ...others] = sets;
  const roles: Role[] = [...new Set(sets.flatMap((set) => set.roles))];
  const personIds = first?.personIds.filter((id) => others.every((set) => set.personIds.includes(id))) ?? [];
  return { roles, personIds };
};

/** Whether no administrator could reset this person's password, since there would be nobody to confirm it. */
export const isBeyondHelp = (roll: Roll, person: Pick<AccountMatter, 'personId' | 'homeTownId'>): boolean =>
  holders(roll, 'SA').every((by) => {
    const matter: AccountMatter = { act: 'reset-password', ...person, by };
    return accountNeedsSecond(roll, matter) && accountConfirmers(roll, matter).personIds.length === 0;
  });

/** Refused unless this person may be the second one; who may confirm may also decline. */
export const secondAccountRefusal = (roll: Roll, matter: AccountMatter, by: string): Refusal | null => {
  if (by === matter.by || by === matter.personId) return ownConfirmation();
  const { roles, personIds } = accountConfirmers(roll, matter);
  // Where the posts that needed a second person have ended meanwhile, whoever may do the act may also confirm it.
  const isSecond = accountNeedsSecond(roll, matter) ? personIds.includes(by) : mayAct(roll, { ...matter, by });
  return isSecond ? null : refuse('forbidden', 'not-your-task', '您的岗位不能确认这一事项。', roles);
};

/** Why the act may not be confirmed by this person today, or null; what was asked at the beginning is asked again. */
export const accountConfirmationRefusal = (roll: Roll, matter: AccountMatter, by: string): Refusal | null => {
  const second = secondAccountRefusal(roll, matter, by);
  if (second !== null) return second;
  const changed = accountRefusal(roll, matter);
  return changed === null ? null : overtaken(changed);
};
