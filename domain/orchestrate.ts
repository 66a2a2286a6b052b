import type { Instant } from './clock/instant';
import type { Context, Lookups } from './context';
import type { Refusal } from './stream';
import {
  idOf,
  moduleOf,
  type Effect,
  type StreamCommand,
  type StreamDraft,
  type StreamFile,
  type StreamModule,
} from './stream-module';

/** A stream as it was found, before anything is decided. */
export interface FoundStream<F extends StreamFile = StreamFile> {
  lastSeq: number;
  lastAt: Instant;
  file: F;
}

/** One stream of a decision: as it was found, and what the rules have made of it so far. */
export interface StreamSession<X extends FoundStream = FoundStream> {
  module: StreamModule;
  streamId: string;
  found: X | null;
  /** Never before the stream's last event. */
  now: Instant;
  file: StreamFile | null;
  pending: { draft: StreamDraft; cause: string }[];
  /** Where in `pending` the command's own events begin; null when no command was handled. */
  commandAt: number | null;
}

/** What a decision rests on. */
export interface DecisionInput<X extends FoundStream = FoundStream> {
  modules: readonly StreamModule[];
  /** The stream it is about; without a command it is settled only. */
  main: { streamId: string; found: X | null; command: StreamCommand | null };
  now: Instant;
  /** What the events of the command name as their cause. */
  cause: string;
  /** Another stream that a consequence falls on: null where it is to be opened, undefined where it must be read first. */
  find(streamId: string): X | null | undefined;
  /** Everything but the lookups, for the pack that the stream is pinned to. */
  contextOf(session: StreamSession<X>): Omit<Context, 'lookups'>;
  /** The record's answers for a stream; `latest` is another one as this decision leaves it, settled. */
  lookupsOf(session: StreamSession<X>, latest: (streamId: string) => StreamFile | null): Omit<Lookups, 'nextNumber'>;
  /** The last number that was given out in a scope. */
  lastNumber(scope: string): number;
}

/** What is to be written. */
export interface UnitOfWork<X extends FoundStream = FoundStream> {
  main: StreamSession<X>;
  refusal: Refusal | null;
  /** The other streams with events, in order of id. */
  others: StreamSession<X>[];
  /** Streams to be settled afterwards, each in a transaction of its own, and by which event. */
  later: { streamId: string; cause: string }[];
  /** The last number of each scope that gave one. */
  numbers: Map<string, number>;
  context: Context;
}

const open = <X extends FoundStream>(
  module: StreamModule,
  streamId: string,
  found: X | null,
  clock: Instant,
): StreamSession<X> => {
  const now = found !== null && found.lastAt > clock ? found.lastAt : clock;
  return { module, streamId, found, now, file: found?.file ?? null, pending: [], commandAt: null };
};

/** Takes up what was decided; `causedBy` stands for the drafts' own `command`. */
const append = (session: StreamSession, made: { drafts: StreamDraft[]; file: StreamFile }, causedBy: string): void => {
  for (const draft of made.drafts)
    session.pending.push({ draft, cause: draft.cause === 'command' ? causedBy : draft.cause });
  session.file = made.file;
};

/** Fires what is due; nothing on a stream that is only being opened. */
const settle = (session: StreamSession, context: Context): void => {
  if (session.file !== null) append(session, session.module.settle(session.file, context), 'settle');
};

/** The event of the causing stream that names the other one, else its last. */
const causedIn =
  ({ pending, found, streamId }: StreamSession) =>
  (effect: Effect): string => {
    const other = idOf(effect.streamId);
    const index = pending.findLastIndex(({ draft: { body } }) => Object.values(body).includes(other));
    const seq = (found?.lastSeq ?? 0) + (index < 0 ? pending.length : index + 1);
    return `${streamId}:${String(seq)}`;
  };

const byId = (a: StreamSession, b: StreamSession): number => (a.streamId < b.streamId ? -1 : 1);

/**
 * Settles a stream, decides the command on it, settles what that armed in the past, and carries the consequences to other
 * streams, over and over, until nothing follows. Pure but for what it asks: the door, the forecast, the simulation and the
 * tests all decide by it.
 */
export const orchestrate = <X extends FoundStream>(input: DecisionInput<X>): UnitOfWork<X> => {
  const { modules } = input;
  const sessions = new Map<string, StreamSession<X>>();
  const later: UnitOfWork['later'] = [];
  let numbers = new Map<string, number>();

  const nextNumber = (scope: string): number => {
    const n = (numbers.get(scope) ?? input.lastNumber(scope)) + 1;
    numbers.set(scope, n);
    return n;
  };
  const contextFor = (session: StreamSession<X>): Context => ({
    ...input.contextOf(session),
    lookups: { ...input.lookupsOf(session, (streamId) => sessionOf(streamId)?.file ?? null), nextNumber },
  });
  const sessionOf = (streamId: string): StreamSession<X> | undefined => {
    const existing = sessions.get(streamId);
    if (existing) return existing;
    const found = input.find(streamId);
    if (found === undefined) return undefined;
    const session = open(moduleOf(modules, streamId), streamId, found, input.now);
    sessions.set(streamId, session);
    settle(session, contextFor(session));
    return session;
  };

  /** Handles a command on a settled stream, then what it armed in the past. A refused one takes no number. */
  const handle = (session: StreamSession, command: StreamCommand, context: Context, cause: string): Refusal | null => {
    const before = new Map(numbers);
    const decided = session.module.decide(session.file, command, context);
    if ('refusal' in decided) {
      numbers = before;
      return decided.refusal;
    }
    session.commandAt ??= session.pending.length;
    append(session, decided, cause);
    settle(session, context);
    return null;
  };
  const follow = (session: StreamSession, from: number, context: Context): void => {
    const { file, module } = session;
    const drafts = session.pending.slice(from).map(({ draft }) => draft);
    if (file === null || drafts.length === 0) return;
    const causeOf = causedIn(session);
    for (const effect of module.effects(file, drafts, context)) carry(effect, causeOf(effect));
  };
  const carry = (effect: Effect, cause: string): void => {
    if ('later' in effect) {
      later.push({ streamId: effect.streamId, cause });
      return;
    }
    const session = sessionOf(effect.streamId);
    if (session === undefined) return;
    const before = session.pending.length;
    const context = contextFor(session);
    const refusal = handle(session, effect.command, context, cause);
    if (refusal) throw new Error(`${session.streamId} refuses ${effect.command.type}: ${refusal.reason}`);
    follow(session, before, context);
  };

  const { streamId, found, command } = input.main;
  const main = open(moduleOf(modules, streamId), streamId, found, input.now);
  sessions.set(streamId, main);
  const context = contextFor(main);
  settle(main, context);
  const refusal = command === null ? null : handle(main, command, context, input.cause);
  follow(main, 0, context);
  const others = [...sessions.values()].filter((session) => session !== main && session.pending.length > 0).sort(byId);
  return { main, refusal, others, later, numbers, context };
};
