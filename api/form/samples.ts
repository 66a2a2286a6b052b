import { civilDateOf } from '../../domain/clock/civil';
import type { Instant } from '../../domain/clock/instant';
import type { Schema } from '../dto/fields';
import { codesOf, isDay, isMany, isUpload, type BodyField } from './body-fields';

/** A body in the making. */
export type Body = Record<string, unknown>;

/** What stands for words that somebody will write. */
const WORDS = '（待填写）';

/** Stands for a subject that somebody will search for in the register. */
export const SOME_SUBJECT = 'some-subject';

const properties = (schema: Schema): [string, Schema][] =>
  Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);

const nested = (schema: Schema, now: Instant): Body => {
  const required = (schema['required'] ?? []) as string[];
  return Object.fromEntries(
    properties(schema).flatMap(([name, one]) => (required.includes(name) ? [[name, wordFor(one, now, name)]] : [])),
  );
};

/** A value of a shape: what a person would write, upload or pick, as far as no rule asks what it is. */
const wordFor = (schema: Schema, now: Instant, name: string): unknown => {
  const [code] = codesOf(schema);
  if (code !== undefined) return code;
  if (isUpload(schema)) return [1, 2].map((n) => `trial-${name}-${String(n)}`);
  if (isDay(schema)) return civilDateOf(now);
  if (schema['format'] === 'date-time') return now;
  if (schema['type'] === 'boolean') return false;
  if (schema['type'] === 'integer' || schema['type'] === 'number') return schema['minimum'] ?? 0;
  if (isMany(schema)) {
    const items = (schema['items'] ?? {}) as Schema;
    if (items['type'] === 'object') return [nested(items, now)];
    return [schema['x-widget'] === 'subject' ? SOME_SUBJECT : WORDS];
  }
  if (schema['type'] === 'object') return nested(schema, now);
  return Array.isArray(schema['oneOf']) ? { notNeeded: WORDS } : WORDS;
};

/** What a field is tried with: known, filled in, first offered, or a word in its place. */
export const sampleOf = ({ name, schema, form }: BodyField, offered: readonly string[], now: Instant): unknown => {
  if (form.const !== undefined) return form.const;
  const { default: filled } = form;
  if (filled !== undefined && !(Array.isArray(filled) && filled.length === 0)) return filled;
  const [first] = form.suggested === undefined ? offered : [...form.suggested, ...offered];
  if (first !== undefined) return isMany(schema) ? [first] : first;
  return wordFor(schema, now, name);
};

/** Days to begin with in looking for those that the rules take. */
export const daysToTry = (now: Instant, later: (days: number) => string): string[] => [
  civilDateOf(now),
  ...[1, 3, 7, 14, 21, 30, 45, 60, 90, 180, 300].map(later),
];
