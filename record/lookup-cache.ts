import type { CaseFile } from '../domain/case/file';
import type { Instant } from '../domain/clock/instant';
import type { AttachmentFact, CaseFact, LateCase } from '../domain/context';
import type { LookupRequest } from '../domain/lookup-request';
import type { Subject } from '../domain/people/directory';
import type { Found } from './found';

/** How a case stands to escalations of one act and addressee, as the tables say. */
export interface Links {
  linked: { escalationId: string; cycle: number }[];
  joinable: string | null;
}

/** Whether an escalation takes cases, as its row says, and until when that holds. */
export interface Joining {
  takes: boolean;
  /** Its next deadline. */
  dueAt: Instant | null;
  lastAt: Instant;
}

/** Answers by question, within one transaction. Null stands for "there is none". */
export interface LookupCache {
  subjects: Map<string, Subject | null>;
  attachments: Map<string, AttachmentFact | null>;
  /** Other cases of the town, by question; as they were read, not locked. */
  caseFiles: Map<string, CaseFile | null>;
  links: Map<string, Links>;
  /** Streams that were locked. */
  streams: Map<string, Found | null>;
  /** The last number of counters that were locked. */
  counters: Map<string, number>;
  cases: Map<string, CaseFact | null>;
  /** Whether escalations, whose rows are held as they are until the end, still take cases. */
  joinable: Map<string, Joining>;
  lateCounts: Map<string, number>;
  lateCases: Map<string, LateCase[]>;
  unitInterviews: Map<string, number>;
  /** Escalations of a case, by cycle. */
  linked: Map<string, { escalationId: string; cycle: number }[]>;
  openInterviews: Map<string, number>;
  /** Counters that were to be locked and do not exist yet: answers that hang on them hold only once they do. */
  missingCounters: Set<string>;
  /** Streams that may have to be opened, by what they would be opened for; the same in every pass. */
  fresh: Map<string, string>;
}

export const emptyCache = (): LookupCache => ({
  subjects: new Map(),
  attachments: new Map(),
  caseFiles: new Map(),
  links: new Map(),
  streams: new Map(),
  counters: new Map(),
  cases: new Map(),
  joinable: new Map(),
  lateCounts: new Map(),
  lateCases: new Map(),
  unitInterviews: new Map(),
  linked: new Map(),
  openInterviews: new Map(),
  missingCounters: new Set(),
  fresh: new Map(),
});

/** The name of a question, and of its answer. */
export const requestKey = (question: LookupRequest): string => Object.values(question).join('|');
