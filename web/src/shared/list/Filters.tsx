import { Button, DatePicker, Grid, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import type { Choice } from '../../api/reading';
import { useAddress } from '../address';
import { PickFilter, type PickedKind } from './PickFilter';

/** What a list can be narrowed by; `name` is the parameter of the API and of the address. */
export interface Filter {
  name: string;
  label: string;
  kind: 'search' | 'choice' | 'choices' | 'day' | 'pick';
  options?: readonly Choice[];
  width?: number;
  /** What is picked, and what the list calls it. */
  of?: PickedKind;
  nameOf?(value: string): string | undefined;
}

const FilterField = ({ filter }: { filter: Filter }) => {
  const address = useAddress();
  const { name, label, kind, options = [], width = 150 } = filter;
  const value = address.get(name);
  const change = (next: string | readonly string[] | undefined): void => {
    address.set({ [name]: next ?? '' });
  };
  const common = { 'aria-label': label, placeholder: label, style: { width } };
  switch (kind) {
    case 'search':
      return <Input.Search key={value} {...common} allowClear defaultValue={value} maxLength={100} onSearch={change} />;
    case 'choice':
      return <Select {...common} allowClear value={value || undefined} options={[...options]} onChange={change} />;
    case 'choices':
      return (
        <Select
          {...common}
          allowClear
          mode="multiple"
          maxTagCount="responsive"
          value={address.list(name)}
          options={[...options]}
          onChange={change}
        />
      );
    case 'pick':
      return filter.of === undefined ? null : (
        <PickFilter
          of={filter.of}
          label={label}
          width={width}
          value={value}
          nameOf={(picked) => filter.nameOf?.(picked)}
          change={change}
        />
      );
    case 'day':
      return (
        <DatePicker
          {...common}
          value={value === '' ? null : dayjs(value)}
          onChange={(day: dayjs.Dayjs | null) => {
            change(day?.format('YYYY-MM-DD'));
          }}
        />
      );
  }
};

/** The parameters of the address that these set. */
export const namesOf = (filters: readonly Filter[]): string[] => filters.map(({ name }) => name);

/** The row of filters over a list; all of them stand in the address. */
export const Filters = ({ filters }: { filters: readonly Filter[] }) => {
  const address = useAddress();
  const isWide = Grid.useBreakpoint().md !== false;
  const [isOpen, setOpen] = useState(false);
  const isSet = filters.some(({ name }) => address.get(name) !== '');
  const shown = isWide || isOpen ? filters : filters.slice(0, 1);
  return (
    <div className="filters" role="search">
      {shown.map((filter) => (
        <FilterField key={filter.name} filter={filter} />
      ))}
      {!isWide && filters.length > 1 && (
        <Button
          aria-expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {isOpen ? '收起筛选' : '更多筛选'}
        </Button>
      )}
      {isSet && (
        <Button
          type="link"
          onClick={() => {
            address.set(Object.fromEntries(filters.map(({ name }) => [name, ''])));
          }}
        >
          清除筛选
        </Button>
      )}
    </div>
  );
};
