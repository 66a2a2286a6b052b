import all from '../../api/bodies.json';
import type { FieldSchema, Option } from '../../forms/schema';

/** `<method> <path>` of a write of the registers or the administration. */
export type BodyKey = keyof typeof all;

/** What a page knows of a body: values that are not asked for, what is left out, choices with names. */
export interface Adjusted {
  known?: Readonly<Record<string, unknown>>;
  leave?: readonly string[];
  choices?: Readonly<Record<string, readonly Option[]>>;
  /** Choices beside which others may be picked. */
  proposed?: Readonly<Record<string, readonly Option[]>>;
  defaults?: Readonly<Record<string, unknown>>;
  titles?: Readonly<Record<string, string>>;
  /** What is asked after everything else. */
  last?: readonly string[];
}

const adjusted = (
  name: string,
  schema: FieldSchema,
  { known, choices, proposed, defaults, titles }: Adjusted,
): FieldSchema => ({
  ...schema,
  ...(titles?.[name] === undefined ? {} : { title: titles[name] }),
  ...(known?.[name] === undefined ? {} : { const: known[name] }),
  ...(choices?.[name] === undefined ? {} : { oneOf: choices[name] }),
  ...(proposed?.[name] === undefined ? {} : { 'x-options': proposed[name] }),
  ...(defaults?.[name] === undefined ? {} : { default: defaults[name] }),
});

/** The body of a write as the OpenAPI document has it, made ready for this place. */
export const bodySchema = (key: BodyKey, adjust: Adjusted = {}): FieldSchema => {
  const schema = all[key] as FieldSchema;
  const properties = Object.entries(schema.properties ?? {})
    .filter(([name]) => adjust.leave?.includes(name) !== true)
    .map(([name, one]) => [name, adjusted(name, one, adjust)] as const);
  const isLast = (name: string): boolean => adjust.last?.includes(name) === true;
  const inOrder = properties.toSorted(([one], [other]) => Number(isLast(one)) - Number(isLast(other)));
  return { ...schema, properties: Object.fromEntries(inOrder) };
};

/** Whether something is asked that must not be kept anywhere. */
export const asksSecret = ({ format, properties = {} }: FieldSchema): boolean =>
  format === 'password' || Object.values(properties).some(asksSecret);
