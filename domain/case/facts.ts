import type { DraftOf, EnvelopeOf, EventOf } from '../stream';
import type { FactsIn } from '../slices';
import type { BY_SYSTEM } from './by-system';
import type { COMMAND_SLICES } from './commands';
import type { ActSlice } from './proposals';

/** A subject as a paper names it. */
export interface Addressed {
  subjectId: string;
  name: string;
}

/** What can happen to a case, past tense. Every body is plain JSON and may carry deadline changes beside these fields. */
export type CaseFacts = FactsIn<(typeof COMMAND_SLICES)[number] | ActSlice | (typeof BY_SYSTEM)[number]>;

export type CaseEventType = keyof CaseFacts;
export type CaseDraft = { [T in CaseEventType]: DraftOf<T, CaseFacts[T]> }[CaseEventType];
export type CaseEvent = { [T in CaseEventType]: EventOf<T, CaseFacts[T]> }[CaseEventType];
export type CaseEnvelope = { [T in CaseEventType]: EnvelopeOf<T, CaseFacts[T]> }[CaseEventType];
