import DownloadOutlined from '@ant-design/icons/DownloadOutlined';
import { App, Button } from 'antd';
import { useState } from 'react';
import { send } from '../../api/client';
import { Problem } from '../../api/problem';
import { addressOf, type QueryValues } from '../../api/typed';
import type { Column } from './columns';

interface TableButtonProps {
  /** What the list was read by. */
  asked: { path: string; query: QueryValues };
  /** The columns that are shown. */
  columns: readonly Pick<Column<never>, 'fields'>[];
}

const nameIn = (response: Response): string => {
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '') ?? [];
  return name === undefined ? 'list.csv' : decodeURIComponent(name);
};

const takenWithinMs = 60_000;

const save = async (response: Response): Promise<void> => {
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: nameIn(response) });
  link.click();
  // The browser takes it in its own time: gone at once, it would be saved without its name, or not at all.
  window.setTimeout(() => {
    URL.revokeObjectURL(address);
  }, takenWithinMs);
};

/** The whole list as a file for a spreadsheet: narrowed and in the columns as it is shown. */
export const TableButton = ({ asked: { path, query }, columns }: TableButtonProps) => {
  const { message } = App.useApp();
  const [isLoading, setLoading] = useState(false);
  const fields = [...new Set(columns.flatMap((column) => column.fields ?? []))];
  const download = async (): Promise<void> => {
    setLoading(true);
    try {
      const whole = { ...query, limit: undefined, format: 'csv', columns: fields };
      await save(await send('GET', addressOf(path, { query: whole })));
    } catch (error) {
      void message.error(error instanceof Problem ? error.body.detail : '没有下载成功，请稍后重试。');
    } finally {
      setLoading(false);
    }
  };
  return (
    <Button
      icon={<DownloadOutlined />}
      aria-label="下载表格"
      title="下载表格：按现在的筛选和所显示的列，全部各行"
      loading={isLoading}
      onClick={() => void download()}
    />
  );
};
