import { Alert, Button } from 'antd';
import { Problem } from '../api/problem';
import { WhoCanDo } from './WhoCanDo';

const waitOf = ({ retryAfterSeconds }: Problem): string =>
  retryAfterSeconds === null || retryAfterSeconds <= 0 ? '' : `请 ${String(retryAfterSeconds)} 秒后再试。`;

const typeOf = (problem: Problem): 'error' | 'warning' =>
  problem.is('version-mismatch') || problem.is('rate-limited') || problem.is('request-in-progress')
    ? 'warning'
    : 'error';

/** What went wrong, in the words of the API: what it is, why, and who can do it instead. */
export const ProblemAlert = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  if (error === null || error === undefined) return null;
  const action = onRetry === undefined ? undefined : <Button size="small" onClick={onRetry} children="重试" />;
  if (!(error instanceof Problem)) {
    const words = error instanceof Error ? error.message : '请稍后重试。';
    return <Alert role="alert" type="error" showIcon title="未能完成" description={words} action={action} />;
  }
  const { title, detail, whoCanDo, traceId } = error.body;
  const description = (
    <>
      <div>
        {detail}
        {waitOf(error)}
      </div>
      <WhoCanDo who={whoCanDo} />
      {error.body.status >= 500 && traceId !== '' && <div className="muted">报修时请提供追踪号：{traceId}</div>}
    </>
  );
  return <Alert role="alert" type={typeOf(error)} showIcon title={title} description={description} action={action} />;
};
