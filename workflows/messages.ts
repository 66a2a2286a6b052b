import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { EnvelopeOf } from '../domain/stream';
import type { Timeline } from '../domain/timeline';

/* Task queue, workflow ids and messages, shared with clients that import no workflow code. */

/** An event as it passes through the history of its workflow, whole: the history is a second copy of the record. */
export type StreamEnvelope = EnvelopeOf<string, object>;

/** Events of a stream in order, and what the stream is in time with them or later ones. */
export interface Committed {
  events: StreamEnvelope[];
  timeline: Timeline;
}

/** What one run leaves to the next. Of one of another shape than `WORKFLOW_SHAPE` the record is asked again. */
export interface Carried {
  shape: number;
  appliedSeq: number;
  timeline: Timeline;
}

/** Arguments of every workflow that lives a stream: the stream, the generation that may act for it, what the run before left. */
export interface StreamArgs {
  streamId: string;
  generation: number;
  carried?: Carried;
}

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
  /** The part of its life that it is in, as the workflow tells it. */
  phase: string;
  /** The instant of the earliest armed deadline. */
  nextDue: string | null;
}

/** Committed events, in order; `seq <= applied` is ignored. */
export const committed = defineSignal<[Committed]>('committed');
export const inspect = defineQuery<Inspection>('inspect');
/** Answers when everything up to `seq` is applied, or the run is about to end. */
export const barrier = defineUpdate<Applied, [number]>('barrier');
/** Reads the whole stream again from the record. */
export const resync = defineUpdate<Applied>('resync');
/** Without content, to `deliver`: there may be notifications to send. */
export const deliveries = defineSignal('deliveries');

/** Workflow type and, since there is one per namespace, workflow id. */
export const DELIVER = 'deliver';

/** The workflow id of a stream is the stream id itself: `case:<id>`, `escalation:<id>`. */
export const workflowIdOf = (streamId: string): string => streamId;
