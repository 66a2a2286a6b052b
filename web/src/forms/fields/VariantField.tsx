import { Radio } from 'antd';
import { isValues, variantsOf, type FieldSchema } from '../schema';
import { useForm, type WidgetProps } from '../widget';

const isOf = ({ const: known, properties = {} }: FieldSchema, value: unknown): boolean =>
  known === undefined ? isValues(value) && Object.keys(properties).some((name) => name in value) : value === known;

/** What a shape is before anything is filled in. */
const emptyOf = ({ const: known, properties = {} }: FieldSchema): unknown =>
  known ?? Object.fromEntries(Object.keys(properties).map((name) => [name, '']));

/** One of several shapes: a word alone, or what has to be filled in with it. */
export const VariantField = ({ id, schema, value, change, pointer }: WidgetProps) => {
  const { Fields } = useForm();
  const variants = variantsOf(schema);
  const at = variants.findIndex((one) => isOf(one, value));
  const chosen = variants[at];
  return (
    <>
      <Radio.Group
        id={id}
        className="choices"
        options={variants.map(({ title = '' }, n) => ({ value: n, label: title }))}
        value={at < 0 ? undefined : at}
        onChange={(event) => {
          const next = variants[event.target.value as number];
          if (next !== undefined) change(emptyOf(next));
        }}
      />
      {chosen?.properties !== undefined && (
        <div className="group">
          <Fields schema={chosen} values={isValues(value) ? value : {}} change={change} at={pointer} />
        </div>
      )}
    </>
  );
};
