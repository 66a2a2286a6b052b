import { OPEN, type CaseStatus } from './file';

/** A report that somebody is about to send, as far as it is known. */
export interface Reported {
  siteId: string | null;
  /** Sites at that address. */
  siteIdsThere: readonly string[];
  addressKeys: readonly string[];
  subjectIds: readonly string[];
  hazardType: string | null;
}

/** A case that may be of the same hazard. */
export interface Candidate {
  siteId: string | null;
  addressKey: string | null;
  subjectIds: readonly string[];
  hazardType: string;
  status: string;
  openedAt: string;
}

/** In what a case is like the report. */
export interface Likeness {
  sameSite: boolean;
  sameAddress: boolean;
  sameSubject: boolean;
  sameType: boolean;
  /** Chinese. */
  why: string;
}

/**
 * States in which the same danger would be reported twice, or has come back: open ones, the watch after the closing (the
 * look-back) among them, and archived ones, to which the new case refers (lifecycle.md T13).
 */
export const MAY_BE_DOUBLED: readonly CaseStatus[] = [...OPEN, 'archived'];

/** How a hazard that has come back is put on the books: on its own case, or as a new one that refers to it. */
export const WAYS_AGAIN = ['relapse', 'refer'] as const;
export type WayAgain = (typeof WAYS_AGAIN)[number];

/** What there is to do where it is this case that has come back; null while it is still open (lifecycle.md T13). */
export const wayAgain = (status: string): WayAgain | null => {
  if (status === 'watching') return 'relapse';
  return status === 'archived' ? 'refer' : null;
};

/** Nobody looks through more. */
export const MOST_LIKELY = 10;

const wordsOf = ({ sameSite, sameAddress, sameSubject, sameType }: Omit<Likeness, 'why'>): string =>
  [
    ...(sameSite ? ['同一点位'] : []),
    ...(sameAddress && !sameSite ? ['同一地址'] : []),
    ...(sameSubject ? ['同一责任主体'] : []),
    ...(sameType ? ['同类隐患'] : []),
  ].join('、');

const likenessOf = (report: Reported, one: Candidate): Likeness => {
  const found = {
    sameSite: report.siteId !== null && report.siteId === one.siteId,
    sameAddress:
      (one.addressKey !== null && report.addressKeys.includes(one.addressKey)) ||
      (one.siteId !== null && report.siteIdsThere.includes(one.siteId)),
    sameSubject: one.subjectIds.some((subjectId) => report.subjectIds.includes(subjectId)),
    sameType: report.hazardType === one.hazardType,
  };
  return { ...found, why: wordsOf(found) };
};

/** What is not over comes first; then the place says most, then the kind of hazard, then whose it is. */
const weightOf = ({ status }: Candidate, { sameSite, sameAddress, sameSubject, sameType }: Likeness): number =>
  (status === 'archived' ? 0 : 8) + (sameSite || sameAddress ? 4 : 0) + (sameType ? 2 : 0) + (sameSubject ? 1 : 0);

/** Of one place whatever it is; of one subject, and of what is archived, what is of the same kind, where the kind is known. */
const isLikely = (
  report: Reported,
  { status }: Candidate,
  { sameSite, sameAddress, sameSubject, sameType }: Likeness,
): boolean => {
  const isSameType = sameType || report.hazardType === null;
  if (status === 'archived') return isSameType && (sameSite || sameAddress || sameSubject);
  return sameSite || sameAddress || (sameSubject && isSameType);
};

const newest = (one: Candidate, other: Candidate): number =>
  Number(one.openedAt < other.openedAt) - Number(one.openedAt > other.openedAt);

/** The cases that a report most likely doubles, the likeliest first, of equals the newest. */
export const likelyDoubles = <C extends Candidate>(
  report: Reported,
  candidates: readonly C[],
): { candidate: C; likeness: Likeness }[] =>
  candidates
    .map((candidate) => ({ candidate, likeness: likenessOf(report, candidate) }))
    .filter(({ candidate, likeness }) => isLikely(report, candidate, likeness))
    .sort(
      (one, other) =>
        weightOf(other.candidate, other.likeness) - weightOf(one.candidate, one.likeness) ||
        newest(one.candidate, other.candidate),
    )
    .slice(0, MOST_LIKELY);
