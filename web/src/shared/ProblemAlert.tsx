import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { BackToCases } from './BackToCases';
import { WhoCanDo } from './WhoCanDo';

const waitOf = ({ retryAfterSeconds }: Problem): string =>
  retryAfterSeconds === null || retryAfterSeconds <= 0 ? '' : `请 ${String(retryAfterSeconds)} 秒后再试。`;

const typeOf = (problem: Problem): 'error' | 'warning' =>
  problem.is('version-mismatch') || problem.is('rate-limited') || problem.is('request-in-progress')
    ? 'warning'
    : 'error';

/** Where a page could not be read: once more, or, where that would be refused again, back to what one may see. */
const wayOn = (error: unknown, onRetry: (() => void) | undefined): ReactNode => {
  if (onRetry === undefined) return undefined;
  if (error instanceof Problem && error.is('forbidden')) return <BackToCases />;
  return <Button size="small" onClick={onRetry} children="重试" />;
};

/** What went wrong, in the words of the API: what it is, why, and who can do it instead. */
export const ProblemAlert = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  if (error === null || error === undefined) return null;
  const action = wayOn(error, onRetry);
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
      <WhoCanDo who={whoCanDo} {...(onRetry === undefined ? {} : { can: '可以查看的' })} />
      {error.body.status >= 500 && traceId !== '' && <div className="muted">报修时请提供追踪号：{traceId}</div>}
    </>
  );
  return <Alert role="alert" type={typeOf(error)} showIcon title={title} description={description} action={action} />;
};
