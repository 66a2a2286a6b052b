import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { read } from '../api/client';
import { ME, type Me } from './session';

/** Changes that come close together are read once. */
const gatherMs = 1_500;
/** Where no connection is to be had. */
const pollMs = 30_000;

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

/** Asks from time to time, until `stop`. */
const poll = (onTold: (told: Told) => void, signal: AbortSignal): void => {
  let after = '';
  const ask = async (): Promise<void> => {
    try {
      const { items, next, unread } = await read('/api/v1/changes', { query: after === '' ? {} : { after } }, signal);
      after = next;
      onTold({ streams: items, unread });
    } catch {
      // The next time may go better; what is shown says itself when it cannot be read.
    }
    if (!signal.aborted) setTimeout(() => void ask(), pollMs);
  };
  void ask();
};

/** Reads again what is shown when something changed in it elsewhere: told by the API, else asked for. */
export const useChanges = (): void => {
  const queries = useQueryClient();
  useEffect(() => {
    const stopped = new AbortController();
    const source = new EventSource('/api/v1/changes');
    let timer: ReturnType<typeof setTimeout> | undefined;
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
    source.addEventListener('change', ({ data }: MessageEvent<string>) => {
      onTold(JSON.parse(data) as Told);
    });
    source.addEventListener('reset', later);
    // The first says how the clock is, as it was read already; only another is news.
    let clock = '';
    source.addEventListener('clock', ({ data }: MessageEvent<string>) => {
      if (clock !== '' && data !== clock) later();
      clock = data;
    });
    source.addEventListener('error', () => {
      // Closed for good: refused, or something between takes no such connections.
      if (source.readyState === EventSource.CLOSED) poll(onTold, stopped.signal);
    });
    return () => {
      clearTimeout(timer);
      source.close();
      stopped.abort();
    };
  }, [queries]);
};
