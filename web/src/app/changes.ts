import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { read } from '../api/client';
import { ME, type Me } from './session';

/** Changes that come close together are read once. */
const gatherMs = 1_500;
/** Where no connection is to be had it is asked so often, and the connection tried once more. */
const pollMs = 15_000;

/** What a form asks and what is being picked stays while somebody fills it in; words of codes never change. */
const KEPT = ['form', 'pick', '/api/v1/dictionary'];

const readAgain = (queries: QueryClient): void => {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => !KEPT.includes(String(queryKey[0])) });
};

const noteUnread = (queries: QueryClient, unread: number): void => {
  queries.setQueryData<Me>(['/api/v1/me', ME], (me) => (me === undefined ? me : { ...me, unread }));
};

interface Told {
  streams: unknown[];
  unread: number;
}

/** Reads again what is shown when something changed in it elsewhere: told by the API, else asked for. */
export const useChanges = (): void => {
  const queries = useQueryClient();
  useEffect(() => {
    const stopped = new AbortController();
    let source: EventSource | undefined;
    /** Up to where it was asked for what changed; empty while the connection tells. */
    let after = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    // The first says how the clock is, as it was read already; only another is news.
    let clock = '';
    const later = (): void => {
      timer ??= setTimeout(() => {
        timer = undefined;
        readAgain(queries);
      }, gatherMs);
    };
    const onTold = ({ streams, unread }: Told): void => {
      noteUnread(queries, unread);
      if (streams.length > 0) later();
    };
    const connect = (): void => {
      source = new EventSource('/api/v1/changes');
      source.addEventListener('change', ({ data }: MessageEvent<string>) => {
        onTold(JSON.parse(data) as Told);
      });
      source.addEventListener('reset', later);
      source.addEventListener('clock', ({ data }: MessageEvent<string>) => {
        if (clock !== '' && data !== clock) later();
        clock = data;
      });
      source.addEventListener('error', () => {
        // Closed for good: refused, or the server was starting, or something between takes no such connections.
        if (source?.readyState === EventSource.CLOSED) void ask();
      });
      source.addEventListener('open', () => {
        after = '';
      });
    };
    const ask = async (): Promise<void> => {
      try {
        const query = after === '' ? {} : { after };
        const { items, next, unread } = await read('/api/v1/changes', { query }, stopped.signal);
        // What happened before the first answer nobody was told.
        if (after === '') later();
        after = next;
        onTold({ streams: items, unread });
      } catch {
        // The next time may go better; what is shown says itself when it cannot be read.
      }
      if (!stopped.signal.aborted) again = setTimeout(connect, pollMs);
    };
    connect();
    return () => {
      stopped.abort();
      clearTimeout(timer);
      clearTimeout(again);
      source?.close();
    };
  }, [queries]);
};
