import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ProblemAlert } from './ProblemAlert';

interface Reading<T> {
  data: T | undefined;
  error: unknown;
  refetch(): unknown;
}

/** What was read, or that it is on its way, or why it is not there. Later failures leave what is shown and say so above. */
export const Loaded = <T,>({ reading, children }: { reading: Reading<T>; children: (data: T) => ReactNode }) => {
  const { data, error } = reading;
  const failed = <ProblemAlert error={error} onRetry={() => void reading.refetch()} />;
  if (data === undefined) return error === null ? <Skeleton active paragraph={{ rows: 6 }} /> : failed;
  return (
    <>
      {failed}
      {children(data)}
    </>
  );
};
