import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { read } from './client';
import { addressOf, type Answer, type At, type Explained, type QueryValues, type Readable } from './typed';

interface Page {
  items: unknown[];
  nextCursor: string | null;
  asOf: string;
}

/** Addresses that answer page after page. */
export type Paged = { [P in Readable]: Answer<P> extends Page ? P : never }[Readable];
export type RowOf<P extends Paged> = Answer<P> extends { items: (infer Row)[] } ? Row : never;

/** The pages of a list that were read so far, as one list. */
export interface Pages<Row> extends Explained {
  rows: Row[];
  /** What it is the list of, and how it is narrowed. */
  asked: { path: string; query: QueryValues };
  /** As of when; empty until something was read. */
  asOf: string;
  isLoading: boolean;
  error: unknown;
  /** Reads one page more; undefined after the last. */
  more: (() => void) | undefined;
  isLoadingMore: boolean;
  refetch(): void;
}

/** What several pages call ids and codes, together. */
export const merged = (pages: readonly Partial<Explained>[]): Explained => {
  const names = Object.assign({}, ...pages.map((page) => page.names)) as Explained['names'];
  const labels: Record<string, Record<string, string>> = {};
  for (const page of pages)
    for (const [list, codes] of Object.entries(page.labels ?? {})) labels[list] = { ...labels[list], ...codes };
  return { names, labels };
};

/** Reads a list page by page; a change of what narrows it shows the old rows until the new ones are there. */
export const usePages = <P extends Paged>(path: P, at: At<P>): Pages<RowOf<P>> & { first: Answer<P> | undefined } => {
  const reading = useInfiniteQuery({
    queryKey: [path, at, 'pages'],
    initialPageParam: '',
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam, signal }) =>
      read(path, { ...at, query: { ...at.query, ...(pageParam === '' ? {} : { cursor: pageParam }) } }, signal),
    getNextPageParam: (last) => (last as Page).nextCursor,
  });
  const pages = reading.data?.pages ?? [];
  return {
    ...merged(pages),
    first: pages[0],
    asked: { path: addressOf(path, { path: at.path }), query: { ...at.query } },
    rows: pages.flatMap((page) => (page as Page).items as RowOf<P>[]),
    asOf: (pages[0] as Page | undefined)?.asOf ?? '',
    isLoading: reading.isPending || reading.isPlaceholderData,
    error: reading.error,
    more: reading.hasNextPage ? () => void reading.fetchNextPage() : undefined,
    isLoadingMore: reading.isFetchingNextPage,
    refetch: () => void reading.refetch(),
  };
};
