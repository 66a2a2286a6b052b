import type { Context } from './context';
import type { AskingOfCases } from './escalation/on-behalf';
import type { LookupRequest } from './lookup-request';
import type { Telling } from './people/telling';
import type { Deadline, DraftOf, EventOf, Refusal } from './stream';
import type { Timeline } from './timeline';

/** What every file has, of whatever kind: the orchestrator, the record and the workflows need no more. */
export interface StreamFile {
  /** Raised by every change of what the fold makes; a file of another shape is folded again from its events. */
  shape: number;
  townId: string;
  policy: { packId: string; version: string };
  /** `seq` of the last event in it. */
  version: number;
  status: string;
  deadlines: Deadline[];
}

export interface StreamCommand {
  type: string;
}
export type StreamDraft = DraftOf<string, object>;
export type StreamEvent = EventOf<string, object>;

/** What was decided: the events, and the file as they leave it; or a refusal, which leaves nothing. */
export type Decided<F = StreamFile, D = StreamDraft> = { drafts: D[]; file: F } | { refusal: Refusal };

/** What the clock made of a file; without drafts the file is the one that was given. */
export interface Settled<F = StreamFile, D = StreamDraft> {
  drafts: D[];
  file: F;
}

/** A consequence of a stream's events for another one. */
export type Effect<C extends StreamCommand = StreamCommand> =
  /** Carried out in the same transaction, after the stream that caused it. */
  | { streamId: string; command: C }
  /**
   * Something it may have waited for has ended: it is settled in a transaction of its own, so that the order of locks stays
   * the same (settled 2).
   */
  | { streamId: string; later: true }
  /**
   * Left for the stream: whoever next opens it under its lock carries it out before anything else, so that many of them make
   * one transaction. At once where this decision has opened it already.
   */
  | { streamId: string; command: C; later: true };

/** What other streams have left for one, by the event that caused it (`<stream>:<seq>`). */
export interface QueuedCommands {
  cause: string;
  commands: StreamCommand[];
}

/**
 * One kind of stream, whole: what the door, the relay, rebuilding, reconciling, the simulation and the tests need to know of
 * it. Pure functions.
 */
export interface StreamModule<
  F extends StreamFile = StreamFile,
  C extends StreamCommand = StreamCommand,
  D extends StreamDraft = StreamDraft,
  E extends StreamEvent = StreamEvent,
> {
  /** Its streams are called `<kind>:<id>`. */
  readonly kind: string;
  readonly shape: number;
  /** The type of the workflow that lives it. */
  readonly workflow: string;
  /** True where other streams leave commands for it. */
  readonly hasQueue: boolean;
  /**
   * Why whoever acts is not answered about this stream (null where the command opens it) at all; asked before its version or
   * anything of its state is told, and again by `decide`.
   */
  admit(file: F | null, command: C, asking: AskingOfCases): Refusal | null;
  /** What `admit` asks of the record before anything is answered. */
  admitAsks(file: F | null, command: C): LookupRequest[];
  /** What a command names or would collide with: read along with the lock. `townId` where it opens its stream. */
  foresees(command: C, place: { streamId: string; townId: string | null }): LookupRequest[];
  /** Decides a command on a settled file. */
  decide(file: F | null, command: C, context: Context): Decided<F, D>;
  /** Fires every armed deadline with `dueAt <= now`, in the order (dueAt, clock, level), and what that arms in the past. */
  settle(file: F, context: Context): Settled<F, D>;
  /** Folds one event into the file. */
  evolve(file: F | null, event: E): F;
  isEnded(file: F): boolean;
  /** What its workflow holds of it. */
  timeline(file: F): Timeline;
  effects(file: F, drafts: D[], context: Context): Effect[];
  /** Whom an event is told to, seen from the file after it. */
  tellings(file: F, draft: D, context: Context): Telling[];
}

/** A stream id whose kind no module of this program has. */
export class UnknownStream extends Error {
  constructor(readonly streamId: string) {
    super(`${streamId}: this program knows no such kind of stream`);
    this.name = 'UnknownStream';
  }
}

export const kindOf = (streamId: string): string => streamId.slice(0, streamId.indexOf(':'));
export const idOf = (streamId: string): string => streamId.slice(streamId.indexOf(':') + 1);
export const streamIdOf = (kind: string, id: string): string => `${kind}:${id}`;

/** The module of a stream. @throws {@link UnknownStream} */
export const moduleOf = (modules: readonly StreamModule[], streamId: string): StreamModule => {
  const kind = kindOf(streamId);
  const found = modules.find((module) => module.kind === kind);
  if (found === undefined) throw new UnknownStream(streamId);
  return found;
};

/** The file that drafts leave, folded as the door will: for whoever makes drafts otherwise than by a module. */
export const foldDrafts = <F extends StreamFile>(
  module: { evolve(file: F | null, event: StreamEvent): F },
  file: F | null,
  drafts: readonly StreamDraft[],
  { streamId, now }: Pick<Context, 'streamId' | 'now'>,
): F | null =>
  drafts.reduce<F | null>(
    (folded, { signer, ...draft }) =>
      module.evolve(folded, { ...draft, streamId, seq: (folded?.version ?? 0) + 1, at: now, actor: signer }),
    file,
  );
