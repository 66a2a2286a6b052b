import { useQuery } from '@tanstack/react-query';
import { Select, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { read } from '../../api/client';

interface Picked {
  value: string;
  label: string;
}

/** Cases found by their number, title, place or subject. */
export const CasePicker = ({ id, value, change }: { id: string; value: Picked[]; change(value: Picked[]): void }) => {
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['pick', 'case', q],
    queryFn: ({ signal }) => read('/api/v1/cases', { query: { limit: 20, ...(q === '' ? {} : { q }) } }, signal),
    enabled: isOpen,
    staleTime: 30_000,
  });
  const options = (found.data?.items ?? []).map(({ caseId, title, number }) => ({
    value: caseId,
    label: number === null ? title : `${number} ${title}`,
  }));
  return (
    <Select
      id={id}
      className="wide"
      mode="multiple"
      labelInValue
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={setOpen}
      placeholder="输入编号、标题、地点或责任主体查找"
      notFoundContent={found.isFetching ? <Spin size="small" /> : '没有找到'}
      value={value}
      options={options}
      onChange={(next: Picked[]) => {
        change(next.map(({ value: caseId, label }) => ({ value: caseId, label })));
      }}
    />
  );
};
