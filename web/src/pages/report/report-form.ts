import { errorsOf } from '../../forms/errors';
import { optionsOf, type FieldSchema, type Option, type Values } from '../../forms/schema';
import { missingIn } from '../../forms/values';

/** What is the same for all that is found on one visit. */
export const OF_VISIT = ['source', 'foundAt', 'subjectIds', 'campaignIds', 'reporter'];
/** What each hazard has of its own beside its photos. */
export const OF_HAZARD = ['title', 'description'];
/** Why what is evidence elsewhere serves here too: asked for by a refusal only. */
export const REUSE = 'reuseReason';
/** All that a hazard is asked for. */
export const ASKED_OF_HAZARD = ['attachmentIds', 'hazardType', ...OF_HAZARD];
export const SELDOM = ['externalId'];

export type PlaceMode = 'site' | 'address';
export const OF_PLACE: Readonly<Record<PlaceMode, readonly string[]>> = {
  site: ['siteId'],
  address: ['place', 'villageUnitId'],
};

const alternativesIn = ({ allOf = [] }: FieldSchema): string[] =>
  allOf.flatMap(({ anyOf }) => anyOf.flatMap(({ required }) => required));

/** An address alone: nobody types coordinates. */
const onlyAddress = (schema: FieldSchema): FieldSchema => {
  const { address } = schema.properties ?? {};
  return address === undefined ? schema : { ...schema, properties: { address } };
};

/** These fields of the form, in this order; of those that stand in for each other the one that is shown is asked for. */
export const partOf = (schema: FieldSchema, names: readonly string[]): FieldSchema => {
  const { properties = {}, required = [] } = schema;
  const asked = [...required, ...alternativesIn(schema)];
  const entries = names.flatMap((name) => {
    const field = properties[name];
    return field === undefined ? [] : [[name, name === 'place' ? onlyAddress(field) : field] as const];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(entries),
    required: names.filter((name) => asked.includes(name)),
  };
};

/** The types of hazards that the town's pack knows. */
export const typesIn = ({ properties }: FieldSchema): readonly Option[] =>
  optionsOf(properties?.['hazardType'] ?? {})?.options ?? [];

/** Pointers of what is asked for in these fields and empty. */
export const missingOf = (schema: FieldSchema, names: readonly string[], values: Values): string[] =>
  missingIn(partOf(schema, names), values);

/** What is wrong at a field that is not drawn by the form. */
export const wrongAt = (pointer: string, error: unknown, missing: readonly string[]): string | undefined =>
  errorsOf(error).get(pointer) ?? (missing.includes(pointer) ? '必填' : undefined);
