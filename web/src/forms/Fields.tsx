import { FormField } from './FormField';
import { isRequired, isShown, withKnown } from './schema';
import type { FieldsProps } from './widget';

/** The fields of an object, in the order in which its schema has them; `only` these, in this order. */
export const Fields = ({ schema, values, change, at, only }: FieldsProps & { only?: readonly string[] }) => {
  const beside = withKnown(schema, values);
  const { properties = {} } = schema;
  return (only ?? Object.keys(properties))
    .flatMap((name) => {
      const field = properties[name];
      return field === undefined ? [] : [[name, field] as const];
    })
    .filter(([, field]) => isShown(field, beside))
    .map(([name, field]) => (
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
    ));
};
