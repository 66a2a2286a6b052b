import type { CaseCommand, ReportCommand } from './case/commands';
import type { CaseDraft, CaseEvent } from './case/facts';
import type { CaseFile } from './case/file';
import type { Context } from './context';
import type { EscalationCommand, EscalationEffect, OpenEscalation } from './escalation/commands';
import type { EscalationDraft, EscalationEvent } from './escalation/facts';
import type { EscalationFile } from './escalation/file';
import type { AskingOfCases } from './escalation/on-behalf';
import type { Refusal } from './stream';

export type Decided<D> = { drafts: D[] } | { refusal: Refusal };

/** The rules of one kind of stream: pure functions, the same in the API, the workflow, the forecast and the tests. */
export interface StreamRules<F, C, D, E> {
  /**
   * Why whoever acts is not answered about this stream (null where the command opens it) at all; asked before its version or
   * anything of its state is told, and again by `decide`.
   */
  admit(file: F | null, command: C, asking: AskingOfCases): Refusal | null;
  /** Decides a command on a settled file (null where the command opens the stream). */
  decide(file: F | null, command: C, context: Context): Decided<D>;
  /** Fires every armed deadline with `dueAt <= now`, in the order (dueAt, clock, level), and what that arms in the past. */
  settle(file: F, context: Context): D[];
  /** Folds one event into the file. */
  evolve(file: F | null, event: E): F;
}

export type CaseRules = StreamRules<CaseFile, CaseCommand | ReportCommand, CaseDraft, CaseEvent>;
export type EscalationRules = StreamRules<
  EscalationFile,
  EscalationCommand | EscalationEffect | OpenEscalation,
  EscalationDraft,
  EscalationEvent
>;

/** A consequence on an escalation, applied in the same transaction after the stream that caused it. */
export interface EffectOnEscalation {
  escalationId: string;
  /** Opens the escalation when it does not exist yet, else joins or leaves. */
  command: OpenEscalation | EscalationEffect;
}

/**
 * A consequence on a case: something it may have waited for has ended. It is queued with the transaction and carried out in
 * one of its own, by settling the case, so that the order of locks stays case → escalation (settled 2).
 */
export interface EffectOnCase {
  caseId: string;
}

export type Effect = EffectOnEscalation | EffectOnCase;
