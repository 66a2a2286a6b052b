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

/** States in which the same danger would be reported twice: open ones, the watch after the closing (the look-back) among them. */
export const MAY_BE_DOUBLED: readonly CaseStatus[] = OPEN;

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

/** The place says most, then the kind of hazard, then whose it is. */
const weightOf = ({ sameSite, sameAddress, sameSubject, sameType }: Likeness): number =>
  (sameSite || sameAddress ? 4 : 0) + (sameType ? 2 : 0) + (sameSubject ? 1 : 0);

/** Of one place whatever it is; of one subject what is of the same kind, where the kind is known. */
const isLikely = (report: Reported, { sameSite, sameAddress, sameSubject, sameType }: Likeness): boolean =>
  sameSite || sameAddress || (sameSubject && (sameType || report.hazardType === null));

const newest = (one: Candidate, other: Candidate): number =>
  Number(one.openedAt < other.openedAt) - Number(one.openedAt > other.openedAt);

/** The cases that a report most likely doubles, the likeliest first, of equals the newest. */
export const likelyDoubles = <C extends Candidate>(
  report: Reported,
  candidates: readonly C[],
): { candidate: C; likeness: Likeness }[] =>
  candidates
    .map((candidate) => ({ candidate, likeness: likenessOf(report, candidate) }))
    .filter(({ likeness }) => isLikely(report, likeness))
    .sort((one, other) => weightOf(other.likeness) - weightOf(one.likeness) || newest(one.candidate, other.candidate))
    .slice(0, MOST_LIKELY);
