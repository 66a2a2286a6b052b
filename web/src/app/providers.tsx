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

/** Who asked the device for less movement sees each thing where it ends up. */
const motion = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Looks: the styles of antd come as a file (`antd.css`), these set its variables. */
const theme = {
  zeroRuntime: true,
  token: {
    motion,
    colorPrimary: '#0b5cad',
    colorInfo: '#0b5cad',
    colorLink: '#0b5cad',
    colorError: '#c22a2a',
    colorText: '#1b2733',
    colorTextSecondary: '#4d5e6e',
    colorTextTertiary: '#5a6b7b',
    colorTextDescription: '#5a6b7b',
    colorTextPlaceholder: '#66747f',
    colorTextQuaternary: '#66747f',
    colorBgLayout: '#f3f6f9',
    borderRadius: 6,
  },
  components: { Table: { rowSelectedBg: '#eef5fa', rowSelectedHoverBg: '#e6f0f8' } },
} as const;

/** What everything stands on: answers that are kept, the language, the looks. */
export const Providers = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queries}>
    <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      <Antd className="app">{children}</Antd>
    </ConfigProvider>
  </QueryClientProvider>
);
