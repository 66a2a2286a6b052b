import { inVersion } from '../domain/slices';
import { onceEach } from '../domain/people/once';
import type { Telling } from '../domain/people/telling';
import type { Instant } from '../domain/clock/instant';
import type { AnyEnvelope, AnyEvent, AnyFile } from '../domain/modules';
import type { StreamSession } from '../domain/orchestrate';
import type { Context } from '../domain/context';
import type { Found } from './found';
import { eventHash, NO_HASH } from './hash';
import { newOrderedId } from './new-id';
import type { StreamWork } from './decide';

/** A stream as the transaction leaves it, with the events to append. */
export interface SealedStream<F extends AnyFile = AnyFile, V extends AnyEnvelope = AnyEnvelope> {
  kind: string;
  streamId: string;
  found: Found<F> | null;
  file: F;
  envelopes: V[];
  /** Which of the envelopes is the first of the command's own; null when there is none. */
  commandAt: number | null;
  now: Instant;
  /** Whom each event is told to, seen from the file as the transaction leaves it. */
  told: { seq: number; tellings: Telling[] }[];
}

/** Gives each event its place and its hash. Type and body of a draft belong together and stay so. */
const sealStream = (session: StreamSession<Found>, decided: Context): SealedStream => {
  const { found, streamId, module, now, file, pending, commandAt } = session;
  if (file === null) throw new Error(`${streamId} has no events`);
  let prevHash = found?.lastHash ?? NO_HASH;
  const first = (found?.lastSeq ?? 0) + 1;
  const envelopes = pending.map(({ draft: { type, version, body, signer }, cause }, index) => {
    const placed = { streamId, seq: first + index, at: now, cause, type, ...inVersion(version), body, actor: signer };
    const event = placed as unknown as AnyEvent;
    const eventId = newOrderedId();
    const sealed = { ...event, eventId, prevHash, hash: eventHash(prevHash, { ...event, eventId }) };
    prevHash = sealed.hash;
    return sealed;
  });
  const context = { ...decided, streamId, now };
  const told = pending.map(({ draft }, index) => ({
    seq: first + index,
    tellings: module.tellings(file, draft, context),
  }));
  // The files of a module are of its kind.
  return { kind: module.kind, streamId, found, file: file as AnyFile, envelopes, commandAt, now, told };
};

/** Over all streams of the transaction each person hears of a fact once. */
const toldOnce = (sealed: SealedStream[]): SealedStream[] => {
  const all = onceEach(sealed.flatMap(({ streamId, told }) => told.map((one) => ({ ...one, streamId }))));
  return sealed.map((one) => ({ ...one, told: all.filter(({ streamId }) => streamId === one.streamId) }));
};

/** Every stream with events to write, in the order in which they are written: the main one first. */
export const seal = ({ main, others, context }: StreamWork): SealedStream[] =>
  toldOnce([main, ...others].filter(({ pending }) => pending.length > 0).map((one) => sealStream(one, context)));
