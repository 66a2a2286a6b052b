import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { read } from './client';
import type { Answer, At, Readable } from './typed';

interface ReadingOptions {
  enabled?: boolean;
  /** How long an answer is shown without asking again. */
  staleMs?: number;
  /** Asked again each time as long as the page is open. */
  everyMs?: number;
}

/** What an address answers; asked again when the window is looked at again and after every act. */
export const useRead = <P extends Readable>(
  path: P,
  at: At<P>,
  { enabled = true, staleMs, everyMs }: ReadingOptions = {},
): UseQueryResult<Answer<P>> =>
  useQuery({
    queryKey: [path, at],
    queryFn: ({ signal }) => read(path, at, signal),
    enabled,
    ...(staleMs === undefined ? {} : { staleTime: staleMs }),
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
  });

const NEVER_STALE = Number.POSITIVE_INFINITY;

export interface Choice {
  value: string;
  label: string;
}

/** The codes of a list of the dictionary with their names, for filters. */
export const useCodes = (list: string): Choice[] => {
  const { data } = useRead('/api/v1/dictionary', {}, { staleMs: NEVER_STALE });
  const codes = data?.items.find((one) => one.list === list)?.codes ?? [];
  return codes.map(({ code, name }) => ({ value: code, label: name }));
};
