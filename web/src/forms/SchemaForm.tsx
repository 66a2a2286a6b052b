import { Alert, Form } from 'antd';
import { useMemo, type ComponentType } from 'react';
import { errorsOf, type FieldErrors } from './errors';
import { Fields } from './Fields';
import { FormShared, type FieldsProps } from './widget';
import type { FieldSchema, Values } from './schema';

export interface Warning {
  text: string;
  field: string | null;
}

interface SchemaFormProps {
  schema: FieldSchema;
  values: Values;
  change(values: Values): void;
  names: Readonly<Record<string, string>>;
  warnings?: readonly Warning[];
  /** The refusal of the last sending; its pointers are shown at their fields. */
  error?: unknown;
  /** Where a field stands that a refusal points at; as it says where this is left out. */
  pointerOf?(pointer: string): string;
  /** Required fields that were left empty. */
  missing?: readonly string[];
  /** Lays the fields out in its own way; without it they stand one below the other. */
  Layout?: ComponentType<FieldsProps>;
}

const withMissing = (errors: FieldErrors, missing: readonly string[]): FieldErrors =>
  new Map([...missing.map((pointer): [string, string] => [pointer, '必填']), ...errors]);

const asItIs = (pointer: string): string => pointer;

const placed = (errors: FieldErrors, pointerOf: (pointer: string) => string): FieldErrors =>
  new Map([...errors].map(([pointer, message]) => [pointerOf(pointer), message]));

/** A form drawn from the schema of the API; it knows no rule of its own. */
export const SchemaForm = ({
  schema,
  values,
  change,
  names,
  warnings = [],
  error,
  pointerOf = asItIs,
  missing = [],
  Layout = Fields,
}: SchemaFormProps) => {
  const shared = useMemo(
    () => ({
      errors: withMissing(placed(errorsOf(error), pointerOf), missing),
      warnings: new Map(warnings.flatMap(({ text, field }) => (field === null ? [] : [[field, text] as const]))),
      names,
      Fields,
    }),
    [error, pointerOf, missing, warnings, names],
  );
  return (
    <FormShared.Provider value={shared}>
      {warnings
        .filter(({ field }) => field === null)
        .map(({ text }) => (
          <Alert key={text} type="warning" showIcon title={text} className="form-warning" />
        ))}
      <Form layout="vertical" component="div" className="schema-form">
        <Layout schema={schema} values={values} change={change} at="" />
      </Form>
    </FormShared.Provider>
  );
};
