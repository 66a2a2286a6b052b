import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { read } from '../../api/client';
import { useMe } from '../../app/session';
import { useAddress } from '../../shared/address';
import { nameIn } from '../../shared/words';
import type { Desk } from './figures';

/** Of which town, of which unit; both stand in the address. */
export const Narrowing = ({ names }: Pick<Desk, 'names'>) => {
  const address = useAddress();
  const me = useMe();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const q = useDeferredValue(typed.trim());
  const units = useQuery({
    queryKey: ['pick', 'unit', q],
    queryFn: ({ signal }) => read('/api/v1/units', { query: { limit: 20, ...(q === '' ? {} : { q }) } }, signal),
    enabled: isOpen,
    staleTime: 30_000,
  });
  const unitId = address.get('unitId');
  const found = (units.data?.items ?? []).map((unit) => ({ value: unit.unitId, label: unit.name }));
  const chosen = found.some(({ value }) => value === unitId)
    ? []
    : [{ value: unitId, label: nameIn({ names }, unitId) }];
  return (
    <div className="filters" role="search">
      {me.townIds.length > 1 && (
        <Select
          aria-label="镇"
          placeholder="全部的镇"
          allowClear
          style={{ width: 160 }}
          value={address.get('townId') || undefined}
          options={me.townIds.map((townId) => ({ value: townId, label: nameIn(me, townId) }))}
          onChange={(townId?: string) => {
            address.set({ townId: townId ?? '' });
          }}
        />
      )}
      <Select
        aria-label="整改责任单位"
        placeholder="全部责任单位"
        allowClear
        style={{ width: 240 }}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        onOpenChange={setOpen}
        value={unitId || undefined}
        options={unitId === '' ? found : [...chosen, ...found]}
        onChange={(next?: string) => {
          setTyped('');
          address.set({ unitId: next ?? '' });
        }}
      />
    </div>
  );
};
