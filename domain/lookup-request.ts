import type { Instant } from './clock/instant';

/**
 * A question that a rule asks of the record, foreseen or not. `formerly` are the addressees of doubles that were merged into
 * the addressee since: what stands under them counts as its own; absent where there are none.
 */
export type LookupRequest =
  | { ask: 'subject'; subjectId: string }
  | { ask: 'attachment'; attachmentId: string; streamId: string }
  | { ask: 'case-file'; caseId: string; townId: string }
  | { ask: 'external-case'; townId: string; source: string; externalId: string }
  | { ask: 'links'; caseId: string | null; townId: string; act: string; addressee: string; formerly?: string[] }
  | { ask: 'stream'; streamId: string }
  | { ask: 'counter'; scope: string }
  | { ask: 'case'; caseId: string }
  | { ask: 'late-count'; streamId: string; addressee: string; since: Instant; most: number; formerly?: string[] }
  | { ask: 'joinable'; escalationId: string }
  | { ask: 'late-cases'; streamId: string; addressee: string; since: Instant; formerly?: string[] }
  | { ask: 'unit-interviews'; addressee: string; since: Instant; formerly?: string[] }
  | { ask: 'linked'; caseId: string }
  | { ask: 'open-interviews'; caseId: string };
