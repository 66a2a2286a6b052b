import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { askedWhen, type AskedWhen } from '../dto/beside';
import type { Schema } from '../dto/fields';
import { fieldNameOf } from '../dto/named';
import type { Dto } from '../parse';

const prefix = '#/components/schemas/';
const known = new Map<string, Dto<object>>();

/** A mention of a class's schema. @throws where two classes have one name: the document would show one for the other. */
export const refTo = (of: Dto<object>): { $ref: string } => {
  const other = known.get(of.name);
  if (other !== undefined && other !== of) throw new Error(`two classes of the API are called ${of.name}`);
  known.set(of.name, of);
  return { $ref: prefix + of.name };
};

/** The class that a schema mentions; undefined where it is no mention. */
export const mentioned = ({ $ref }: Schema): Dto<object> | undefined =>
  typeof $ref === 'string' ? known.get($ref.slice(prefix.length)) : undefined;

const refs = /#\/components\/schemas\/(\w+)/g;

/** Names of schemas that a document mentions. */
export const mentionedIn = (document: unknown): string[] => [
  ...new Set([...JSON.stringify(document).matchAll(refs)].flatMap((match) => match[1] ?? [])),
];

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** In the words of a form's schema. */
const conditionsOf = (when: AskedWhen | undefined): Schema => ({
  ...(when === undefined ? {} : { 'x-shown-when': when.shown }),
  ...(when?.needed === undefined ? {} : { 'x-required-when': when.needed }),
});

/** The schema of one class: its fields with their Chinese names and what a form picks them from. */
const schemaOf = (of: Dto<object>): Schema => {
  const { properties, ...rest }: Schema = { ...targetConstructorToSchema(of, { refPointerPrefix: prefix }) };
  const named = Object.entries(isSchema(properties) ? properties : {}).map(([field, schema]) => {
    const { title, widget } = fieldNameOf(of, field) ?? {};
    const name = { ...(title === undefined ? {} : { title }), ...(widget === undefined ? {} : { 'x-widget': widget }) };
    return [field, { ...name, ...(isSchema(schema) ? schema : {}), ...conditionsOf(askedWhen(of, field)) }];
  });
  return { type: 'object', ...rest, properties: Object.fromEntries(named) };
};

/** The fields of a class, each with its schema. */
export const fieldsOf = (of: Dto<object>): Record<string, Schema> =>
  schemaOf(of)['properties'] as Record<string, Schema>;

/** The fields that a body of this class must have. */
export const requiredIn = (of: Dto<object>): readonly unknown[] => {
  const { required } = schemaOf(of);
  return Array.isArray(required) ? required : [];
};

/** Of several classes that of an object: the first all of whose required fields it has. */
export const fitting = (classes: readonly Dto<object>[]): ((object: object) => Dto<object> | undefined) => {
  const all = classes.map((of) => ({ of, required: requiredIn(of).map(String) }));
  return (object) => all.find(({ required }) => required.every((field) => field in object))?.of;
};

/** Schemas of these classes and of all that they mention, by name. */
export const schemasOf = (roots: readonly Dto<object>[]): Record<string, Schema> => {
  const schemas: Record<string, Schema> = {};
  const queue = [...roots];
  for (let of = queue.shift(); of !== undefined; of = queue.shift()) {
    refTo(of);
    if (Object.hasOwn(schemas, of.name)) continue;
    const schema = schemaOf(of);
    schemas[of.name] = schema;
    queue.push(...mentionedIn(schema).flatMap((name) => known.get(name) ?? []));
  }
  return schemas;
};
