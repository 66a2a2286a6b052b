import { Checkbox, Radio, Select, Tag } from 'antd';
import type { WidgetProps } from '../FormField';
import type { FieldSchema, Option } from '../schema';

/** So many choices are all shown at once; more are searched in. */
const fewChoices = 5;

const optionsOf = (schema: FieldSchema): readonly Option[] =>
  schema.oneOf ??
  schema['x-options'] ??
  schema.enum?.map((code) => ({ const: code, title: String(code) })) ??
  (schema.items === undefined ? [] : optionsOf(schema.items));

const OptionLabel = ({ option }: { option: Option }) => (
  <span>
    {option.title}
    {option['x-suggested'] === true && <Tag color="blue">建议</Tag>}
    {option.description !== undefined && <div className="option-help">{option.description}</div>}
  </span>
);

/** One or several of a list with names. */
export const ChoiceField = ({ id, schema, value, change }: WidgetProps) => {
  const options = optionsOf(schema);
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
        options={options.map((option) => ({
          value: option.const as string,
          title: option.title,
          label: <OptionLabel option={option} />,
        }))}
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
