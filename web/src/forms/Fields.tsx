import { FormField } from './FormField';
import { isRequired, isShown, withKnown } from './schema';
import type { FieldsProps } from './widget';

/** The fields of an object, in the order in which its schema has them. */
export const Fields = ({ schema, values, change, at }: FieldsProps) => {
  const beside = withKnown(schema, values);
  return Object.entries(schema.properties ?? {})
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
