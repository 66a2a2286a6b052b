import { FormField } from './FormField';
import { isShown, type FieldSchema, type Values } from './schema';

interface FieldsProps {
  schema: FieldSchema;
  values: Values;
  change(values: Values): void;
  /** JSON pointer of the object that these are fields of. */
  at: string;
}

/** The fields of an object, in the order in which its schema has them. */
export const Fields = ({ schema, values, change, at }: FieldsProps) =>
  Object.entries(schema.properties ?? {})
    .filter(([, field]) => isShown(field, values))
    .map(([name, field]) => (
      <FormField
        key={name}
        id={`field${at.replaceAll('/', '-')}-${name}`}
        pointer={`${at}/${name}`}
        schema={field}
        required={schema.required?.includes(name) === true}
        value={values[name]}
        change={(value) => {
          change({ ...values, [name]: value });
        }}
      />
    ));
