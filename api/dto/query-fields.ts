import { Transform } from 'class-transformer';
import { JSONSchema } from 'class-validator-jsonschema';
import { parseCivilDate, startOfNextDay } from '../../domain/clock/civil';
import { parseInstant, type Instant } from '../../domain/clock/instant';
import { codePoints, field, Flag, Ids, IsInstant, Maybe, OneOf, SomeOf, Whole } from './fields';
import { Named } from './named';

/*
 * What is asked in an address is text: these read it before the decorators of bodies check what it says. What cannot be read
 * stays text, and is refused by them.
 */

/** Reads the text of a parameter by `to`; undefined leaves it as it is. */
const read = (to: (text: string) => unknown): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? (to(value) ?? value) : value));

const both =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };

/** A whole number. */
export const WholeAsked = (minimum: number, maximum: number): PropertyDecorator =>
  both(
    read((text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)),
    Whole(minimum, maximum),
  );

/** `true` or `false`. */
export const FlagAsked = (): PropertyDecorator =>
  both(
    read((text) => (text === 'true' ? true : text === 'false' ? false : undefined)),
    Flag(),
  );

/** Some of a closed list, separated by commas. */
export const SomeAsked = (...allowed: readonly string[]): PropertyDecorator =>
  both(
    read((text) => text.split(',')),
    SomeOf(...allowed),
  );

/** A text to look for; an empty one asks for everything. */
export const TextAsked = (max: number): PropertyDecorator =>
  field('text', { type: 'string', maxLength: max }, (value) =>
    typeof value === 'string' && codePoints(value) <= max ? undefined : `不能超过 ${max} 个字`,
  );

/** An instant, as UTC. */
export const InstantAsked = (): PropertyDecorator => both(read(parseInstant), IsInstant());

/** A day that belongs to what is asked for, or an instant. */
export const LimitAsked = (): PropertyDecorator =>
  field('limit', { type: 'string' }, (value) =>
    typeof value === 'string' && (parseCivilDate(value) ?? parseInstant(value)) !== undefined
      ? undefined
      : '必须是日期（到当日 24 时）或带时区的时间',
  );

/** The first instant that is beyond such a limit: what is due on a day ends at its 24:00 (settled 5.4). */
export const limitOf = (text: string): Instant => {
  const day = parseCivilDate(text);
  return day === undefined ? (parseInstant(text) ?? text) : startOfNextDay(day);
};

/** Parameters that hold a cursor, of lists and of the feed: neither is part of what is asked for. */
export const CURSOR_PARAMETERS: readonly string[] = ['cursor', 'after'];

/** Where the last page ended, as it was given: whether it belongs to this list is judged where the list is known (paging.ts). */
export const CursorAsked = (description = '上一页的 nextCursor，筛选条件不变'): PropertyDecorator => {
  const describe = JSONSchema({ type: 'string', maxLength: 500, description });
  return both(
    field('cursor', {}, () => undefined),
    (target, key) => {
      if (typeof key === 'string') describe(target, key);
    },
  );
};

/** Ids or names of columns, separated by commas. */
export const IdsAsked = (maxItems?: number): PropertyDecorator =>
  both(
    read((text) => text.split(',')),
    Ids(maxItems),
  );

/** What every list can be asked. */
export class PageQuery {
  @Maybe() @WholeAsked(1, 200) limit?: number;
  @Maybe() @CursorAsked() cursor?: string;
}

/** A list that is also given as a table: `format=csv` gives all of it, in these columns. */
export class TableQuery extends PageQuery {
  @Maybe() @Named('格式') @OneOf('json', 'csv') format?: 'json' | 'csv';
  @Maybe() @Named('表格的列') @IdsAsked() columns?: string[];
}
