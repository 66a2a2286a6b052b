import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { read } from './client';
import { merged } from './pages';
import type { Schemas } from './typed';

/** The stream of a case or of an escalation. */
export interface LogOf {
  stream: 'cases' | 'escalations';
  id: string;
}

type Log = Schemas['CaseEventPage'];

/** More events than this come page after page. */
const onePage = 200;

const pageOf = ({ stream, id }: LogOf, cursor: string | null, signal: AbortSignal): Promise<Log> => {
  const query = { limit: onePage, ...(cursor === null ? {} : { cursor }) };
  if (stream === 'cases') return read('/api/v1/cases/{caseId}/events', { path: { caseId: id }, query }, signal);
  return read('/api/v1/escalations/{escalationId}/events', { path: { escalationId: id }, query }, signal);
};

/** Every event of a stream, oldest first: what is filtered or compared must have all of them. */
export const readLog = async (of: LogOf, signal: AbortSignal): Promise<Log> => {
  const pages: Log[] = [await pageOf(of, null, signal)];
  for (let last = pages[0]; last !== undefined && last.nextCursor !== null; last = pages.at(-1))
    pages.push(await pageOf(of, last.nextCursor, signal));
  const [first] = pages as [Log];
  return { ...first, ...merged(pages), items: pages.flatMap(({ items }) => items), nextCursor: null };
};

/** The whole log of a case or an escalation; read again after every act. */
export const useLog = (of: LogOf): UseQueryResult<Log> =>
  useQuery({ queryKey: ['log', of], queryFn: ({ signal }) => readLog(of, signal) });
