import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useDeferredValue } from 'react';
import { Link } from 'react-router';
import { send } from '../../api/client';
import { isProblem } from '../../api/problem';
import { addressOf, type Explained, type QueryValues } from '../../api/typed';
import { caseAddress, type CaseRow } from '../../shared/case/columns';
import { CodeTag } from '../../shared/CodeTag';
import { minuteOf } from '../../shared/dates';

interface Likely extends CaseRow {
  /** Why it may be the same, in Chinese. */
  why: string;
}

interface Duplicated extends Explained {
  items: Likely[];
}

const nothing: Duplicated = { items: [], names: {}, labels: {} };

const readDuplicates = async (query: QueryValues, signal: AbortSignal): Promise<Duplicated> => {
  try {
    const response = await send('GET', addressOf('/api/v1/cases/duplicates', { query }), { signal });
    return (await response.json()) as Duplicated;
  } catch (error) {
    // It is a hint: where there is none the report goes on without it.
    if (isProblem(error)) return nothing;
    throw error;
  }
};

interface DuplicatesProps {
  query: { siteId?: string; address?: string; hazardType?: string; subjectIds?: string[] };
  refersTo: unknown;
  /** It is one of these that has come back. */
  onRefer(caseId: string | undefined): void;
}

/** What was reported already and may be the same, before it is sent once more. */
export const Duplicates = ({ query, refersTo, onRefer }: DuplicatesProps) => {
  const asked = useDeferredValue(JSON.stringify(query));
  const isAsked = query.siteId !== undefined || (query.address ?? '').length > 3;
  const { data = nothing } = useQuery({
    queryKey: ['duplicates', asked],
    queryFn: ({ signal }) => readDuplicates(JSON.parse(asked) as QueryValues, signal),
    enabled: isAsked,
    staleTime: 30_000,
  });
  if (!isAsked || data.items.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="duplicates"
      title="这里可能已有人上报过，请先看看是不是同一处"
      description={
        <ul className="plain">
          {data.items.map(({ caseId, title, status, why, openedAt }) => (
            <li key={caseId}>
              <Link to={caseAddress(caseId)} target="_blank">
                {title}
              </Link>{' '}
              <CodeTag of={data} list="case-status" code={status} />
              <span className="muted">
                {why}，{minuteOf(openedAt).slice(0, 10)} 上报
              </span>
              {status === 'archived' && (
                <Button
                  size="small"
                  type={refersTo === caseId ? 'primary' : 'default'}
                  aria-pressed={refersTo === caseId}
                  onClick={() => {
                    onRefer(refersTo === caseId ? undefined : caseId);
                  }}
                >
                  {refersTo === caseId ? '✓ 已注明是它再次出现' : '是它再次出现'}
                </Button>
              )}
            </li>
          ))}
        </ul>
      }
    />
  );
};
