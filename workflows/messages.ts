import type { CaseEnvelope } from '../domain/case/facts';
import type { EscalationEnvelope } from '../domain/escalation/facts';

/** Task queue, workflow ids and messages, shared with clients that import no workflow code. */
export type StreamEnvelope = CaseEnvelope | EscalationEnvelope;

/** Arguments of `hazardCase` and `escalation`: the stream and the generation that may act for it. */
export interface StreamArgs<F = unknown> {
  streamId: string;
  generation: number;
  /** Carried over by continue-as-new: the folded file as plain JSON. */
  carried?: F;
}

/** Signal: committed events, in order; `seq <= applied` is ignored. */
export const COMMITTED = 'committed';
/** Query: {@link Inspection}. */
export const INSPECT = 'inspect';
/** Update `(seq) → Applied`: answers when everything up to `seq` is applied, or the run is about to end. */
export const BARRIER = 'barrier';
/** Update `() → Applied`: reads the whole stream again from the record. */
export const RESYNC = 'resync';
/** Signal without content to `deliver`: there may be notifications to send. */
export const DELIVERIES = 'deliveries';

/** What an update answers. A caller of `barrier` compares: a run that ends answers early, with less than asked. */
export interface Applied {
  appliedSeq: number;
}

export interface Inspection {
  generation: number;
  /** 0 while nothing is loaded. */
  appliedSeq: number;
  /** A state of the stream's kind, or `loading`. */
  status: string;
  /** 0 where the kind of stream has no cycles. */
  cycle: number;
  /** The instant of the earliest armed deadline. */
  nextDue: string | null;
}

export const HAZARD_CASE = 'hazardCase';
export const ESCALATION = 'escalation';
/** Workflow type and, since there is one per namespace, workflow id. */
export const DELIVER = 'deliver';

/** The workflow id of a stream is the stream id itself: `case:<id>`, `escalation:<id>`. */
export const workflowIdOf = (streamId: string): string => streamId;

/** The workflow type that lives a stream. */
export const workflowTypeOf = (streamId: string): typeof HAZARD_CASE | typeof ESCALATION =>
  streamId.startsWith('escalation:') ? ESCALATION : HAZARD_CASE;
