import type { CaseEnvelope, CaseEvent } from './case/facts';
import type { CaseFile } from './case/file';
import { caseModule, type CaseOrder } from './case/module';
import type { EscalationEnvelope, EscalationEvent } from './escalation/facts';
import type { EscalationFile } from './escalation/file';
import { escalationModule, type EscalationOrder } from './escalation/module';
import type { StreamModule } from './stream-module';

/** Every kind of stream there is. A new one has its line here, and its types below. */
export const MODULES: readonly StreamModule[] = [caseModule, escalationModule];

export type AnyCommand = CaseOrder | EscalationOrder;
export type AnyFile = CaseFile | EscalationFile;
export type AnyEvent = CaseEvent | EscalationEvent;
export type AnyEnvelope = CaseEnvelope | EscalationEnvelope;
