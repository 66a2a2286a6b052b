import { useQuery } from '@tanstack/react-query';
import { Select, Spin } from 'antd';
import { useDeferredValue, useState } from 'react';
import { read } from '../../api/client';
import type { Schemas } from '../../api/typed';
import { useForm, type WidgetProps } from '../widget';
import { rememberedName, rememberNames } from './picked';
import { offered, optionsOf, type Option } from '../schema';

interface Picked {
  value: string;
  label: string;
  /** What tells two of the same name apart. */
  hint?: string;
}

type Search = (q: string, signal: AbortSignal) => Promise<Picked[]>;

const query = (q: string) => ({ query: { limit: 20, ...(q === '' ? {} : { q }) } });

const person = ({ personId, name, posts }: Schemas['PersonAnswer'], names: Record<string, string>): Picked => ({
  value: personId,
  label: name,
  hint: posts.flatMap(({ bodyId = '' }) => names[bodyId] ?? []).join('、'),
});

/** What can be searched, by what a field is picked from. */
const PICKERS: Readonly<Record<string, Search>> = {
  unit: async (q, signal) =>
    (await read('/api/v1/units', query(q), signal)).items.map(({ unitId, name }) => ({ value: unitId, label: name })),
  person: async (q, signal) => {
    const { items, names } = await read('/api/v1/people', query(q), signal);
    return items.map((one) => person(one, names));
  },
  site: async (q, signal) =>
    (await read('/api/v1/sites', query(q), signal)).items.map(({ siteId, name, address }) => ({
      value: siteId,
      label: name,
      hint: address,
    })),
  subject: async (q, signal) =>
    (await read('/api/v1/subjects', query(q), signal)).items.map(({ subjectId, name, creditCode }) => ({
      value: subjectId,
      label: name,
      ...(creditCode === undefined ? {} : { hint: creditCode }),
    })),
};

export const pickerOf = (widget: string | undefined): Search | undefined =>
  widget === undefined ? undefined : PICKERS[widget];

const ofOption = (option: Option): Picked => ({
  value: String(option.const),
  label: option['x-suggested'] === true ? `${option.title}（建议）` : option.title,
  ...(option.description === undefined ? {} : { hint: option.description }),
});

/** Units, people, sites or subjects found by their names; what the form proposes stands first. */
export const PickerField = ({ id, schema, value, beside, change }: WidgetProps) => {
  const { names } = useForm();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const q = useDeferredValue(typed.trim());
  const widget = schema['x-widget'] ?? schema.items?.['x-widget'] ?? '';
  const several = schema.items !== undefined;
  const chosen = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  const proposed = offered(optionsOf(schema)?.options ?? [], beside).map(ofOption);
  const found = useQuery({
    queryKey: ['pick', widget, q],
    queryFn: ({ signal }) => pickerOf(widget)?.(q, signal) ?? [],
    enabled: isOpen,
    staleTime: 30_000,
  });
  const others = (found.data ?? []).filter((one) => proposed.every((own) => own.value !== one.value));
  const listed = [...proposed.filter(({ label }) => label.includes(q)), ...others];
  const known = chosen
    .filter((one) => listed.every((row) => row.value !== one))
    .map((one) => ({ value: one, label: names[one] ?? rememberedName(one) ?? one }));
  return (
    <Select
      id={id}
      {...(several ? { mode: 'multiple' as const } : {})}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      onOpenChange={setOpen}
      placeholder="输入名称查找"
      notFoundContent={found.isFetching ? <Spin size="small" /> : '没有找到'}
      value={several ? chosen : chosen[0]}
      onChange={(next: unknown) => {
        setTyped('');
        rememberNames(listed.filter((row) => (Array.isArray(next) ? next.includes(row.value) : next === row.value)));
        change(next);
      }}
      options={[...listed, ...(isOpen ? [] : known)]}
      optionRender={({ data }) => (
        <div>
          {data.label}
          {'hint' in data && <span className="muted"> {String(data.hint)}</span>}
        </div>
      )}
    />
  );
};
