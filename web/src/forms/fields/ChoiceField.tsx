import { Checkbox, Radio, Select, Tag, type SelectProps } from 'antd';
import type { WidgetProps } from '../widget';
import { offered, optionsOf, type Option } from '../schema';

/** So many choices are all shown at once; more are searched in. */
const fewChoices = 5;

/** Options under their headings, in the order in which these come first. */
const grouped = (options: readonly Option[]): NonNullable<SelectProps['options']> =>
  [...new Set(options.map((option) => option['x-group']))].flatMap((group): NonNullable<SelectProps['options']> => {
    const own = options
      .filter((option) => option['x-group'] === group)
      .map((option) => ({
        value: option.const as string,
        title: option.title,
        label: <OptionLabel option={option} />,
      }));
    return group === undefined ? own : [{ label: group, title: group, options: own }];
  });

const OptionLabel = ({ option }: { option: Option }) => (
  <span>
    {option.title}
    {option['x-suggested'] === true && <Tag color="blue">建议</Tag>}
    {option.description !== undefined && <div className="option-help">{option.description}</div>}
  </span>
);

/** One or several of a list with names. */
export const ChoiceField = ({ id, schema, value, beside, change }: WidgetProps) => {
  const options = offered(optionsOf(schema)?.options ?? [], beside);
  const several = schema.items !== undefined;
  const chosen = Array.isArray(value) ? (value as Option['const'][]) : [];
  const shown = options.map((option) => ({ value: option.const, label: <OptionLabel option={option} /> }));
  if (options.length > fewChoices)
    return (
      <Select
        id={id}
        {...(several ? { mode: 'multiple' as const } : {})}
        allowClear
        showSearch={{ optionFilterProp: 'title' }}
        options={grouped(options)}
        value={(several ? chosen : value) as string}
        onChange={change}
      />
    );
  if (several) return <Checkbox.Group className="choices" options={shown} value={chosen} onChange={change} />;
  return (
    <Radio.Group
      id={id}
      className="choices"
      options={shown}
      value={value}
      onChange={(event) => {
        change(event.target.value);
      }}
    />
  );
};
