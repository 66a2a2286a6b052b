import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { read } from '../../api/client';
import { pickerOf } from '../../forms/fields/PickerField';
import { rememberedName, rememberNames } from '../../forms/fields/picked';

/** What a list is narrowed by that is searched by its name. */
export type PickedKind = 'unit' | 'subject' | 'hazard-type';

interface PickFilterProps {
  of: PickedKind;
  label: string;
  width: number;
  value: string;
  /** What the list calls what is chosen. */
  nameOf(value: string): string | undefined;
  change(value: string): void;
}

/** Types of the pack of the first town: the others have the same ids for the same types. */
const hazardTypes = async (q: string, signal: AbortSignal): Promise<{ value: string; label: string }[]> => {
  const [town] = (await read('/api/v1/towns', {}, signal)).items;
  if (town === undefined) return [];
  const pack = await read('/api/v1/policies/{packId}', { path: { packId: town.packId } }, signal);
  return pack.hazardTypes.map(({ id, name }) => ({ value: id, label: name })).filter(({ label }) => label.includes(q));
};

/** A filter that is searched by name; nothing is asked for before it is opened. */
export const PickFilter = ({ of, label, width, value, nameOf, change }: PickFilterProps) => {
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const q = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ['pick', of, q],
    queryFn: async ({ signal }) => (of === 'hazard-type' ? hazardTypes(q, signal) : (pickerOf(of)?.(q, signal) ?? [])),
    enabled: isOpen,
    staleTime: 30_000,
  });
  const listed = found.data ?? [];
  // No id is shown: what nobody names any more is the one that was chosen.
  const chosen = { value, label: nameOf(value) ?? rememberedName(value) ?? `所选${label}` };
  const isListed = value === '' || listed.some((one) => one.value === value);
  return (
    <Select
      aria-label={label}
      placeholder={label}
      style={{ width }}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={setOpen}
      notFoundContent={found.isFetching ? '正在查找…' : '没有找到'}
      value={value || undefined}
      options={isListed ? listed : [chosen, ...listed]}
      onChange={(next?: string) => {
        setTyped('');
        rememberNames(listed.filter((one) => one.value === next));
        change(next ?? '');
      }}
    />
  );
};
