import type { Instant } from './clock/instant';
import type { Context, Lookups } from './context';
import type { Refusal } from './stream';
import {
  idOf,
  moduleOf,
  type Effect,
  type QueuedCommands,
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
  /** What other streams have left for it, in the order in which it is carried out. */
  queued?: readonly QueuedCommands[];
  /** More was left than is taken up at once: nothing fires before that. */
  moreQueued?: boolean;
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
  main: {
    streamId: string;
    found: X | null;
    command: StreamCommand | null;
    /** True where whoever commands has read it as it was found: he decides on nothing that others left meanwhile. */
    asRead?: boolean;
  };
  now: Instant;
  /** What the events of the command name as their cause. */
  cause: string;
  /** Another stream that a consequence falls on: null where it is to be opened, undefined where it must be read first. */
  find(streamId: string): X | null | undefined;
  /** Everything but the lookups, for the pack that the stream is pinned to. */
  contextOf(session: StreamSession<X>): Omit<Context, 'lookups'>;
  /** The record's answers for a stream. */
  lookupsOf(session: StreamSession<X>, streams: StreamsUnderWay): Omit<Lookups, 'nextNumber'>;
  /** The last number that was given out in a scope. */
  lastNumber(scope: string): number;
}

/** Other streams as a decision has made them so far. */
export interface StreamsUnderWay {
  /** Opened for it where it is not yet, and settled. */
  latest: (streamId: string) => StreamFile | null;
  /** Only where it is part of the decision already. */
  known: (streamId: string) => StreamFile | null;
}

/** What a decision leaves for a stream. */
export type Left = QueuedCommands & { streamId: string };

/** What is to be written. */
export interface UnitOfWork<X extends FoundStream = FoundStream> {
  main: StreamSession<X>;
  refusal: Refusal | null;
  /** True where what others had left changed the stream under whoever commanded `asRead`: nothing was decided. */
  overtaken: boolean;
  /** The other streams with events, in order of id. */
  others: StreamSession<X>[];
  /** Left for streams of other transactions, and by which event: commands, or none where they are only to be settled. */
  later: Left[];
  /** What had been left for the streams of this one, and is done with it. */
  taken: { streamId: string; cause: string }[];
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
  let later: Left[] = [];
  const taken: UnitOfWork['taken'] = [];
  let numbers = new Map<string, number>();

  const nextNumber = (scope: string): number => {
    const n = (numbers.get(scope) ?? input.lastNumber(scope)) + 1;
    numbers.set(scope, n);
    return n;
  };
  const contextFor = (session: StreamSession<X>): Context => ({
    ...input.contextOf(session),
    lookups: { ...input.lookupsOf(session, underWay), nextNumber },
  });
  const underWay: StreamsUnderWay = {
    latest: (streamId) => sessionOf(streamId)?.file ?? null,
    known: (streamId) => sessions.get(streamId)?.file ?? null,
  };
  const sessionOf = (streamId: string): StreamSession<X> | undefined => {
    const existing = sessions.get(streamId);
    if (existing) return existing;
    const found = input.find(streamId);
    if (found === undefined) return undefined;
    const session = open(moduleOf(modules, streamId), streamId, found, input.now);
    sessions.set(streamId, session);
    takeUp(session);
    begin(session);
    return session;
  };
  const begin = (session: StreamSession<X>): void => {
    if (session.found?.moreQueued !== true) settle(session, contextFor(session));
  };

  /** Decides a command. A refused one takes no number. */
  const decide = (session: StreamSession, command: StreamCommand, context: Context, cause: string): Refusal | null => {
    const before = new Map(numbers);
    const decided = session.module.decide(session.file, command, context);
    if ('refusal' in decided) {
      numbers = before;
      return decided.refusal;
    }
    append(session, decided, cause);
    return null;
  };
  /** What another stream does is never refused. */
  const obey = (session: StreamSession<X>, command: StreamCommand, cause: string): void => {
    const refusal = decide(session, command, contextFor(session), cause);
    if (refusal) throw new Error(`${session.streamId} refuses ${command.type}: ${refusal.reason}`);
  };
  /**
   * Carries out what was left for a stream that was opened just now: by others before, and by this very decision. Nothing of
   * it was due when that was left, so it comes before what is due by now.
   */
  const takeUp = (session: StreamSession<X>): void => {
    const { streamId: own, found: before } = session;
    const queued = before?.queued ?? [];
    const left = later.filter((one) => one.streamId === own && one.commands.length > 0);
    later = later.filter((one) => !left.includes(one));
    for (const { cause, commands } of [...queued, ...left])
      for (const command of commands) obey(session, command, cause);
    taken.push(...queued.map(({ cause }) => ({ streamId: own, cause })));
  };
  const leave = (effect: Extract<Effect, { later: true }>, cause: string): void => {
    const commands = 'command' in effect ? [effect.command] : [];
    const known = later.find((one) => one.streamId === effect.streamId && one.cause === cause);
    if (known === undefined) later.push({ streamId: effect.streamId, cause, commands });
    else known.commands.push(...commands);
  };
  /** How many events of a session have had their consequences. */
  const followed = new Map<StreamSession, number>();
  const follow = (session: StreamSession<X>): void => {
    const { file, module } = session;
    const drafts = session.pending.slice(followed.get(session) ?? 0).map(({ draft }) => draft);
    if (file === null || drafts.length === 0) return;
    followed.set(session, session.pending.length);
    const context = contextFor(session);
    const causeOf = causedIn(session);
    for (const effect of module.effects(file, drafts, context)) carry(effect, causeOf(effect));
  };
  const carry = (effect: Effect, cause: string): void => {
    if ('later' in effect && !('command' in effect && sessions.has(effect.streamId))) {
      leave(effect, cause);
      return;
    }
    const session = sessionOf(effect.streamId);
    if (session === undefined || !('command' in effect)) return;
    obey(session, effect.command, cause);
    settle(session, contextFor(session));
    follow(session);
  };

  const { streamId, found, command, asRead = false } = input.main;
  const main = open(moduleOf(modules, streamId), streamId, found, input.now);
  sessions.set(streamId, main);
  const context = contextFor(main);
  takeUp(main);
  const overtaken = asRead && main.pending.length > 0;
  begin(main);
  const commandAt = main.pending.length;
  const refusal = command === null || overtaken ? null : decide(main, command, context, input.cause);
  if (command !== null && !overtaken && refusal === null) {
    main.commandAt = commandAt;
    settle(main, context);
  }
  follow(main);
  // Those that were only looked at have settled as well; one that this opens comes last.
  for (const session of sessions.values()) follow(session);
  const others = [...sessions.values()].filter((session) => session !== main && session.pending.length > 0).sort(byId);
  return { main, refusal, overtaken, others, later, taken, numbers, context };
};
