import { Form } from 'antd';
import { FormField } from './FormField';
import { isRequired, isShown, optionsOf, withKnown, type FieldSchema } from './schema';
import type { FieldsProps } from './widget';

/** What the only choice is called, which is sent as it is and not asked for. */
const wordsOfKnown = (schema: FieldSchema): string | undefined =>
  schema.const === undefined ? undefined : optionsOf(schema)?.options.find((one) => one.const === schema.const)?.title;

/** The fields of an object, in the order in which its schema has them; `only` these, in this order. */
export const Fields = ({ schema, values, change, at, only }: FieldsProps & { only?: readonly string[] }) => {
  const beside = withKnown(schema, values);
  const { properties = {} } = schema;
  return (only ?? Object.keys(properties))
    .flatMap((name) => {
      const field = properties[name];
      return field === undefined ? [] : [[name, field] as const];
    })
    .filter(([, field]) => isShown(field, beside) || wordsOfKnown(field) !== undefined)
    .map(([name, field]) =>
      wordsOfKnown(field) !== undefined ? (
        <Form.Item key={name} label={field.title}>
          <span>{wordsOfKnown(field)}</span>
        </Form.Item>
      ) : (
        <FormField
          key={name}
          id={`field${at.replaceAll('/', '-')}-${name}`}
          pointer={`${at}/${name}`}
          schema={field}
          required={isRequired(name, schema, beside)}
          beside={beside}
          value={values[name]}
          change={(value) => {
            change({ ...values, [name]: value });
          }}
        />
      ),
    );
};
