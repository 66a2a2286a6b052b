import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020';
import type { CalendarYear } from '../domain/clock/calendar';
import { parseCivilDate } from '../domain/clock/civil';
import type { Pack } from '../domain/policy/pack';
import { describeError } from './schema-messages';
import { policiesRoot } from './root';

/** A finding about a value; `atKey` when the field's name is what is wrong. */
export interface ShapeProblem {
  code: string;
  path: (string | number)[];
  message: string;
  atKey: boolean;
}

/** Checks the shape of a value and says all that is wrong with it. */
export type Shape<T> = (value: unknown) => { value: T } | { shape: ShapeProblem[] };

const stepsOf = (pointer: string): (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));

/** The parts of a choice are its own business: people read only that none fits, and not even that when the type is wrong. */
const worthSaying = (error: ErrorObject, all: ErrorObject[]): boolean => {
  if (/\/oneOf\/\d+\//.test(error.schemaPath)) return false;
  const hidden = (keyword: string): boolean =>
    all.some((other) => other.keyword === keyword && other.instancePath === error.instancePath);
  if (error.keyword === 'oneOf') return !hidden('type') && !hidden('additionalProperties');
  return error.keyword !== 'format' || !hidden('pattern');
};

const shapeProblem = (error: ErrorObject): ShapeProblem => {
  const { code, message, field } = describeError(error);
  const path = stepsOf(error.instancePath);
  return {
    code,
    message,
    path: field === undefined ? path : [...path, field],
    atKey: error.keyword === 'additionalProperties',
  };
};

const readSchema = (name: string): object => {
  const schema: unknown = JSON.parse(readFileSync(join(policiesRoot(), 'schema', name), 'utf8'));
  if (typeof schema !== 'object' || schema === null) throw new Error(`policies/schema/${name} is not a schema`);
  return schema;
};

const shapeOf = <T>(name: string): Shape<T> => {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    // A few files are checked per start: what makes the check itself quicker costs a second more to compile.
    inlineRefs: false,
    code: { optimize: false },
  });
  ajv.addFormat('civil-date', (text: string) => parseCivilDate(text) !== undefined);
  const validate = ajv.compile<T>(readSchema(name));
  return (value) => {
    if (validate(value)) return { value };
    const errors = validate.errors ?? [];
    return { shape: errors.filter((error) => worthSaying(error, errors)).map(shapeProblem) };
  };
};

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** The shape of a pack, after `extends` is resolved. */
export const packShape = once(() => shapeOf<Pack>('pack.schema.json'));
/** The shape of one year of the working-day calendar. */
export const calendarShape = once(() => shapeOf<CalendarYear>('calendar.schema.json'));
