import type { FactsIn } from '../slices';
import type { DraftOf, EnvelopeOf, EventOf } from '../stream';
import type { BY_SYSTEM } from './by-system';
import type { DIRECT } from './commands';

/** What can happen to an escalation, past tense. Every body is plain JSON and may carry deadline changes beside these fields. */
export type EscalationFacts = FactsIn<(typeof DIRECT)[number] | (typeof BY_SYSTEM)[number]>;

export type EscalationEventType = keyof EscalationFacts;
export type EscalationDraft = { [T in EscalationEventType]: DraftOf<T, EscalationFacts[T]> }[EscalationEventType];
export type EscalationEvent = { [T in EscalationEventType]: EventOf<T, EscalationFacts[T]> }[EscalationEventType];
export type EscalationEnvelope = { [T in EscalationEventType]: EnvelopeOf<T, EscalationFacts[T]> }[EscalationEventType];
