import type { Pack } from '../../domain/policy/pack';
import type { Schema } from '../dto/fields';
import { fieldsOf, fitting, mentioned } from '../openapi/schemas';
import type { Dto } from '../parse';
import { listOf, namesOfList } from './dictionary';
import { collectFree, noteCode, type Found } from './free-codes';
import { nameInPacks } from './pack-names';

/** Chinese names of codes, by the lists that they are of. */
export type Labels = Record<string, Record<string, string>>;

type Collect = (value: unknown, found: Found) => void;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSchema: (value: unknown) => value is Schema = isObject;

/** The list of the dictionary that the codes of a field are of; undefined for a field without codes. */
export const listOfField = ({ 'x-dictionary': list, enum: codes }: Schema): string | undefined => {
  if (typeof list === 'string') return list;
  if (!Array.isArray(codes)) return undefined;
  return listOf(codes.filter((code): code is string => typeof code === 'string'));
};

const ofCode =
  (list: string): Collect =>
  (value, found) => {
    if (typeof value === 'string') noteCode(found, list, value);
  };

const ofList =
  (each: Collect): Collect =>
  (value, found) => {
    if (Array.isArray(value)) for (const item of value) each(item, found);
  };

/** Of an object of one of several classes. */
const ofAny = (classes: readonly Dto<object>[]): Collect => {
  const classOf = fitting(classes);
  const collects = new Map(classes.map((of) => [of, ofClass(of)]));
  return (value, found) => {
    const of = isObject(value) ? classOf(value) : undefined;
    if (of !== undefined) collects.get(of)?.(value, found);
  };
};

const schemasIn = (value: unknown): Schema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

/** What finds the codes of a field; undefined for one that can hold none. */
const ofSchema = (schema: Schema): Collect | undefined => {
  const list = listOfField(schema);
  if (list !== undefined) return ofCode(list);
  const of = mentioned(schema);
  if (of !== undefined) return ofClass(of);
  if (isSchema(schema['items'])) {
    const each = ofSchema(schema['items']);
    return each === undefined ? undefined : ofList(each);
  }
  const classes = schemasIn(schema['oneOf']).flatMap((one) => mentioned(one) ?? []);
  if (classes.length > 0) return ofAny(classes);
  const [first] = schemasIn(schema['anyOf']).flatMap((one) => ofSchema(one) ?? []);
  return schema['additionalProperties'] === true ? collectFree : first;
};

const compiled = new Map<Dto<object>, Collect | null>();

/** What finds the codes of an object of a class, made once. */
const ofClass = (of: Dto<object>): Collect | undefined => {
  const known = compiled.get(of);
  if (known !== undefined) return known ?? undefined;
  const fields = Object.entries(fieldsOf(of)).flatMap(([field, schema]) => {
    const collect = ofSchema(schema);
    return collect === undefined ? [] : [[field, collect] as const];
  });
  const collect: Collect = (value, found) => {
    if (isObject(value)) for (const [field, inner] of fields) inner(value[field], found);
  };
  compiled.set(of, fields.length === 0 ? null : collect);
  return fields.length === 0 ? undefined : collect;
};

/** Whether an answer of this class can hold codes. */
export const holdsCodes = (of: Dto<object>): boolean => ofClass(of) !== undefined;

/**
 * The Chinese names of the codes that stand in an answer of a class; those that a pack names by the first of these packs that
 * knows them. A code that nobody names is left out.
 */
export const labelsIn = (of: Dto<object>, answer: object, packs: readonly Pack[]): Labels => {
  const found: Found = new Map();
  ofClass(of)?.(answer, found);
  const labels: Labels = {};
  for (const [list, codes] of found) {
    const names = namesOfList(list);
    const named = [...codes].flatMap((code) => {
      const name = names === undefined ? nameInPacks(packs, list, code) : names[code];
      return name === undefined ? [] : [[code, name] as const];
    });
    if (named.length > 0) labels[list] = Object.fromEntries(named);
  }
  return labels;
};
