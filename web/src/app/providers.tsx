import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as Antd, ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { Problem } from '../api/problem';

/** What the API refused it refuses again; what did not arrive, or came while it was starting, is asked for once more. */
const again = (failures: number, error: Error): boolean =>
  failures < 2 && (!(error instanceof Problem) || error.body.status === 503);

const queries = new QueryClient({
  defaultOptions: { queries: { retry: again, staleTime: 5_000, refetchOnWindowFocus: true } },
});

/** What everything stands on: answers that are kept, the language, the looks without styles made at run time. */
export const Providers = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queries}>
    <ConfigProvider locale={zhCN} theme={{ zeroRuntime: true, hashed: false, cssVar: { key: 'css-var-bihuan' } }} button={{ autoInsertSpace: false }}>
      <Antd className="app">{children}</Antd>
    </ConfigProvider>
  </QueryClientProvider>
);
