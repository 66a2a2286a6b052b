import { Alert, Button } from 'antd';
import { useDeferredValue } from 'react';
import { Link } from 'react-router';
import { useRead } from '../../api/reading';
import { caseAddress } from '../../shared/case/columns';
import { CodeTag } from '../../shared/CodeTag';
import { minuteOf } from '../../shared/dates';
import { labelIn } from '../../shared/words';

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
  const { data } = useRead(
    '/api/v1/cases/duplicates',
    { query: JSON.parse(asked) as DuplicatesProps['query'] },
    { enabled: isAsked, staleMs: 30_000 },
  );
  // It is a hint: where there is none the report goes on without it.
  if (!isAsked || data === undefined || data.items.length === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      className="duplicates"
      title="这里可能已有人上报过，请先看看是不是同一处"
      description={
        <ul className="plain">
          {data.items.map(({ caseId, title, status, why, openedAt, again }) => (
            <li key={caseId}>
              <Link to={caseAddress(caseId)} target="_blank">
                {title}
              </Link>{' '}
              <CodeTag of={data} list="case-status" code={status} />
              <span className="muted">
                {why}，{minuteOf(openedAt).slice(0, 10)} 上报
              </span>
              {again === 'relapse' && (
                <Link to={caseAddress(caseId)} target="_blank">
                  {labelIn(data, 'way-again', again)}
                </Link>
              )}
              {again === 'refer' && (
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
