import type { Deadline } from '../domain/stream';
import type { StreamArgs } from './messages';

/** What the file of any kind of stream has. */
export interface StreamFile {
  shape: number;
  version: number;
  status: string;
  deadlines: Deadline[];
  cycle?: number;
}

/** What a kind of stream brings along: pure functions of domain/. */
export interface StreamKind<F, E> {
  evolve: (file: F | null, event: E) => F;
  isEnded: (file: F) => boolean;
  /** The shape of the files that `evolve` makes. */
  shape: number;
  /** A file of another shape, made good enough to be folded on. */
  complete: (file: F) => F;
}

/** A stream as its workflow holds it. Only the loop in `live` changes `file`; the handlers leave word of what they want. */
export interface Stream<F, E> {
  readonly args: StreamArgs<F>;
  readonly kind: StreamKind<F, E>;
  file: F | null;
  /** Events that came by signal and are not folded yet. */
  inbox: E[];
  /** Somebody waits for events up to this one, which may have to be fetched. */
  wanted: number;
  /** Somebody wants the file folded again from the first event. */
  refold: boolean;
  /** Another generation has taken over. */
  stale: boolean;
  /** This run is about to end: whoever waits is answered with what is there. */
  leaving: boolean;
}

/** What the run before carried over; one of another program may lack fields that `evolve` reads. */
const carriedIn = <F extends StreamFile, E>({ carried }: StreamArgs<F>, kind: StreamKind<F, E>): F | null => {
  if (carried === undefined) return null;
  return carried.shape === kind.shape ? carried : kind.complete(carried);
};

/** A stream at the start of a run, with what the run before carried over. */
export const createStream = <F extends StreamFile, E>(args: StreamArgs<F>, kind: StreamKind<F, E>): Stream<F, E> => ({
  args,
  kind,
  file: carriedIn(args, kind),
  inbox: [],
  wanted: 0,
  refold: false,
  stale: false,
  leaving: false,
});

export const appliedOf = <F extends StreamFile, E>(stream: Stream<F, E>): number => stream.file?.version ?? 0;

/** True while something waits to be folded or fetched. */
export const hasNews = <F extends StreamFile, E>(stream: Stream<F, E>): boolean =>
  stream.inbox.length > 0 || stream.wanted > appliedOf(stream) || stream.refold;
