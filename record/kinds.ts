import type { CaseCommand, ReportCommand } from '../domain/case/commands';
import type { CaseDraft, CaseEnvelope, CaseEvent } from '../domain/case/facts';
import { CASE_SHAPE, type CaseFile } from '../domain/case/file';
import type { Context } from '../domain/context';
import type { EscalationCommand, EscalationEffect, OpenEscalation } from '../domain/escalation/commands';
import type { EscalationDraft, EscalationEnvelope, EscalationEvent } from '../domain/escalation/facts';
import { ESCALATION_SHAPE, type EscalationFile } from '../domain/escalation/file';
import type { Effect, StreamRules } from '../domain/rules';
import type { Telling } from '../domain/people/telling';
import type { StreamKind } from '../domain/stream';
import type { RuleBook } from './door-deps';

export type AnyFile = CaseFile | EscalationFile;
export type AnyDraft = CaseDraft | EscalationDraft;
export type AnyEvent = CaseEvent | EscalationEvent;
export type AnyEnvelope = CaseEnvelope | EscalationEnvelope;
export type CaseOrder = CaseCommand | ReportCommand;
export type EscalationOrder = EscalationCommand | EscalationEffect | OpenEscalation;

/** How one kind of stream is decided, settled and folded. */
export interface Kind<F extends AnyFile, C, D extends AnyDraft, E extends AnyEvent> {
  name: StreamKind;
  /** The shape of the files that the rules make. */
  shape: number;
  rules: StreamRules<F, C, D, E>;
  effects(file: F, drafts: D[], context: Context): Effect[];
  tellings(file: F, draft: D, context: Context): Telling[];
}

export type CaseKind = Kind<CaseFile, CaseOrder, CaseDraft, CaseEvent>;
export type EscalationKind = Kind<EscalationFile, EscalationOrder, EscalationDraft, EscalationEvent>;

export interface Kinds {
  case: CaseKind;
  escalation: EscalationKind;
}

export const kindsOf = (rules: RuleBook): Kinds => ({
  case: { name: 'case', shape: CASE_SHAPE, ...rules.case },
  escalation: { name: 'escalation', shape: ESCALATION_SHAPE, ...rules.escalation },
});

/** A stream's row as it was found under the lock. */
export interface Found<F extends AnyFile> {
  lastSeq: number;
  lastHash: string;
  lastAt: string;
  generation: number;
  file: F;
}

export const caseStream = (caseId: string): string => `case:${caseId}`;
export const escalationStream = (escalationId: string): string => `escalation:${escalationId}`;
export const kindOfStream = (streamId: string): StreamKind =>
  streamId.startsWith('escalation:') ? 'escalation' : 'case';
export const idOfStream = (streamId: string): string => streamId.slice(streamId.indexOf(':') + 1);
