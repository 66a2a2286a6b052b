import { L1, L2, type Deciders, type Proposal } from './proposal';

/** Where a step goes on: the level that takes it over, and the steps that follow where they change as well. */
export interface HandingUp {
  to: Deciders;
  then?: Deciders[];
  /** Why another than the usual level decides, for the record. */
  reason?: string;
}

/** DS alone: no town level may take the decision of a late competent authority, so its clock repeats (authority.md 1). */
export const isOfAuthority = ({ roles }: Deciders): boolean => roles.every((role) => role === 'DS');

/** True for L1: above it there is nobody. */
export const isLastLevel = ({ roles }: Deciders): boolean => roles.includes('L1');

/** OFd, LDd and EFh → L2 → L1; a district department → L2, where it has nobody (settled 2). L1 is the last. */
const levelAbove = ({ roles }: Deciders): Deciders | null => {
  if (isLastLevel({ roles })) return null;
  return roles.includes('L2') ? L1 : L2;
};

const isSame = (one: Deciders, other: Deciders | undefined): boolean =>
  other !== undefined && one.roles.join() === other.roles.join();

/** A level and those above it. */
const upFrom = (level: Deciders): Deciders[] => {
  const above = levelAbove(level);
  return above === null ? [level] : [level, ...upFrom(above)];
};

/**
 * Who gets a step whose clock has run out; null where the clock of the same level runs again: at an authority, at L1, and where
 * nobody above might decide it (3.3), while somebody here still may: late is better than never.
 */
export const levelWhenLate = (
  { steps: [step, next], above }: Pick<Proposal, 'steps' | 'above'>,
  isAble: (level: Deciders) => boolean,
): Deciders | null => {
  if (step === undefined || isOfAuthority(step)) return null;
  const up = above[0] ?? levelAbove(step);
  // Nobody decides twice: where the level above decides after this one anyhow, it does not take this step over.
  if (up === null || isSame(up, next)) return null;
  return isAble(step) && !upFrom(up).some(isAble) ? null : up;
};

/**
 * Who gets a step that nobody is entitled to decide; null above L1. `authorityEmpty`: where that of a district department
 * goes instead, null where it waits until the department has somebody (authority.md 1).
 */
export const levelWhenEmpty = (
  { steps, above }: Pick<Proposal, 'steps' | 'above'>,
  authorityEmpty?: HandingUp | null,
): HandingUp | null => {
  const [step, ...rest] = steps;
  if (step === undefined) return null;
  if (authorityEmpty !== undefined && isOfAuthority(step)) return authorityEmpty;
  const to = above[0] ?? levelAbove(step);
  if (to === null) return null;
  return isSame(to, rest[0]) ? { to, then: rest.slice(1) } : { to };
};
