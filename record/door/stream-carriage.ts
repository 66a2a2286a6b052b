import type { ClaimedStream, Setback, StreamNews } from '../stream-work';

/** Committed events on their way to their workflows. */
export interface Outbox {
  /**
   * Streams with unsent events, leased for `leaseMs` (default 30 s), oldest first; with `olderToo` (the default) also those
   * whose workflow an older release began and who have to get a new one.
   */
  claimStreams(limit: number, leaseMs?: number, which?: { olderToo?: boolean }): Promise<ClaimedStream[]>;
  /** The unsent events of each of these streams, in order. */
  unsentOf(streamIds: string[]): Promise<(StreamNews | null)[]>;
  /** Notes what is in the histories. It is true whoever has the lease by now, so nobody is asked for a claim. */
  markSent(sent: { streamId: string; seqs: number[] }[]): Promise<void>;
  /** The stream's events could not be sent: later and later. False where the claim has passed on; nothing changes then. */
  putOffStream(claimed: Pick<ClaimedStream, 'streamId' | 'claim'>, reason: string): Promise<boolean>;
}

/** Committed events on their way to other systems that read all of them in one order. */
export interface FeedKeeper {
  /** Gives the oldest events without one their position in the feed; how many got one. */
  placeEvents(limit: number): Promise<number>;
  /** Takes in events of processes that keep no feed; how many streams had some. */
  takeInMissing(limit: number): Promise<number>;
}

export interface SetbackReader {
  /** Streams that cannot go on, those first that have been so for longest. */
  setbacks(): Promise<Setback[]>;
}

/** Streams that wait for another try, of a settling or of the relay. */
export interface Retries {
  /** Makes all of them due at once; how many had to wait. */
  retrySetbacks(): Promise<number>;
}

/** Streams whose workflows get a successor. */
export interface Takeovers {
  /** Open streams whose workflows an older release began, in order of id. */
  streamsToTakeOver(afterId: string, limit: number): Promise<string[]>;
  /** One more, or undefined when there is no such stream. */
  raiseGeneration(streamId: string): Promise<number | undefined>;
  /** Notes that a workflow of today lives the stream. */
  noteTakenOver(streamId: string): Promise<void>;
}
