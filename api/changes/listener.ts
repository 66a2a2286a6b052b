import type { Response } from 'express';
import { tuning } from '../../tuning';
import type { ChangedStreamAnswer } from '../answers/changes';
import type { Caller } from '../caller';
import type { FeedPlace } from '../read/feed';
import type { Viewer } from '../read/viewer';

const { mostUnreadBytes, retryMs } = tuning.changes;

/** Who listens, by what, and from where on. */
export interface Listening {
  caller: Caller;
  viewer: Viewer;
  response: Response;
  /** The id of an event: where its reader goes on when the connection is lost. */
  cursorAt(place: FeedPlace): string;
  /** Where he was, who comes back; null for who begins. */
  from: FeedPlace | null;
  /** True for who comes back from where nothing is known of any more. */
  isLost: boolean;
}

/** One connection over which server-sent events go out. */
export interface Listener extends Omit<Listening, 'response'> {
  /** What he was told of; null until he was greeted. */
  at: FeedPlace | null;
  unread: number;
  /** Streams that changed, in the place up to which that is all, and how many messages are unread. */
  tell(at: FeedPlace, streams: readonly ChangedStreamAnswer[], unread: number): void;
  /** He was away for too long: what his page shows is to be read anew. */
  tellToReadAnew(at: FeedPlace, unread: number): void;
  tellClock(clockService: string): void;
  /** That the connection stands; nothing that he may read happened up to this place. */
  beat(at: FeedPlace): void;
  end(): void;
}

/** Begins the answer; each event is noted. */
export const listenerOf = ({ response, ...listening }: Listening, noteTold: (event: string) => void): Listener => {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    // nginx would wait for its buffer to fill.
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  const write = (text: string): void => {
    if (response.writableEnded || response.destroyed) return;
    if (response.writableLength > mostUnreadBytes) response.destroy();
    else response.write(text);
  };
  write(`retry: ${retryMs}\n\n`);
  const send = (event: string, data: object, at?: FeedPlace): void => {
    noteTold(event);
    const id = at === undefined ? '' : `id: ${listening.cursorAt(at)}\n`;
    write(`event: ${event}\n${id}data: ${JSON.stringify(data)}\n\n`);
  };
  const listener: Listener = {
    ...listening,
    at: null,
    unread: 0,
    tell(at, streams, unread) {
      Object.assign(listener, { at, unread });
      send('change', { streams, unread }, at);
    },
    tellToReadAnew(at, unread) {
      Object.assign(listener, { at, unread });
      send('reset', { unread }, at);
    },
    tellClock(clockService) {
      send('clock', { clockService });
    },
    beat(at) {
      // Nothing is told by it, but that there is no more until there.
      write(`: still here\nid: ${listening.cursorAt(at)}\n\n`);
    },
    end() {
      response.end();
    },
  };
  return listener;
};
