import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { BackToCases } from './BackToCases';
import { WhoCanDo } from './WhoCanDo';

const waitOf = ({ retryAfterSeconds }: Problem): string =>
  retryAfterSeconds === null || retryAfterSeconds <= 0 ? '' : `${String(retryAfterSeconds)} 秒后可以再试。`;

/** What the console knows beside the words of the API: when to try again, and that nothing is lost. */
const beside = (problem: Problem): ReactNode => {
  const words = problem.is('version-mismatch') ? '您填写的内容都已保留。' : waitOf(problem);
  return words === '' ? null : <div>{words}</div>;
};

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

/** What went wrong, in the words of the API, which say who can do it instead; of a page, whom to ask for it. */
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
      <div>{detail}</div>
      {beside(error)}
      {onRetry !== undefined && <WhoCanDo who={whoCanDo} />}
      {error.body.status >= 500 && traceId !== '' && <div className="muted">报修时请提供追踪号：{traceId}</div>}
    </>
  );
  return <Alert role="alert" type={typeOf(error)} showIcon title={title} description={description} action={action} />;
};
