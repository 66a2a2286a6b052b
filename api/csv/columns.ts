import { localTime } from '../../domain/clock/civil';
import type { Called } from '../answering';
import type { Schema } from '../dto/fields';
import { fieldsOf, fitting, mentioned } from '../openapi/schemas';
import type { Dto } from '../parse';
import { listOfField } from '../present/labels';
import { KINDS } from '../read/names';

type Cell = string | number;
type Render = (value: unknown, called: Called) => Cell;

/** A column of the table that a list is. */
export interface Column {
  /** The field, or of an object in one its own after a point: `nextDue.dueOn`. */
  key: string;
  /** Chinese. */
  title: string;
  cell(item: object, called: Called): Cell;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fieldIn = (value: unknown, field: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;

/** `unit:<id>` and `subject:<id>` name as well as an id alone. */
const named = (text: string, { names }: Called): string => names[text] ?? names[text.replace(/^\w+:/, '')] ?? text;

const isNamed = (field: string, { 'x-widget': widget }: Schema): boolean =>
  field === 'townId' || field === 'addressee' || KINDS.some((kind) => kind === widget);

const asText = (value: unknown): Cell => {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** How a value is written that is no list and no object of a class. */
const single = (field: string, schema: Schema): Render => {
  const list = listOfField(schema);
  if (list !== undefined)
    return (value, { labels }) => {
      const code = String(value);
      return labels[list]?.[code] ?? code;
    };
  if (schema['format'] === 'date-time') return (value) => localTime(String(value));
  if (isNamed(field, schema)) return (value, called) => named(String(value), called);
  return asText;
};

const orEmpty =
  (render: Render): Render =>
  (value, called) =>
    isGiven(value) ? render(value, called) : '';

const listed =
  (each: Render): Render =>
  (value, called) =>
    Array.isArray(value) ? value.map((one) => each(one, called)).join('、') : '';

/** The class of an object that stands in a field, alone or beside null. */
const classIn = (schema: Schema): Dto<object> | undefined => {
  const { anyOf } = schema;
  return mentioned(schema) ?? (Array.isArray(anyOf) ? anyOf.filter(isSchema).map(mentioned).find(isGiven) : undefined);
};

const titleOf = (field: string, { title }: Schema): string => (typeof title === 'string' ? title : field);

const columnsOfField = ([field, schema]: [string, Schema]): Column[] => {
  const title = titleOf(field, schema);
  const inner = classIn(schema);
  if (inner !== undefined)
    return ofClass(inner).map((column) => ({
      key: `${field}.${column.key}`,
      title: `${title}：${column.title}`,
      cell: (item, called) => {
        const held = fieldIn(item, field);
        return typeof held === 'object' && held !== null ? column.cell(held, called) : '';
      },
    }));
  const { items } = schema;
  const own = { 'x-widget': schema['x-widget'] };
  const render = isSchema(items) ? listed(single(field, { ...own, ...items })) : single(field, schema);
  return [{ key: field, title, cell: (item, called) => orEmpty(render)(fieldIn(item, field), called) }];
};

const made = new Map<Dto<object>, Column[]>();

const ofClass = (of: Dto<object>): Column[] => {
  const columns = made.get(of) ?? Object.entries(fieldsOf(of)).flatMap(columnsOfField);
  made.set(of, columns);
  return columns;
};

/**
 * The columns of a list whose lines are of one of these classes, in the order of their fields: titles in Chinese, names
 * instead of ids, words instead of codes, instants as the clock in Shanghai shows them.
 */
export const columnsOf = (classes: readonly Dto<object>[]): Column[] => {
  const classOf = fitting(classes);
  const all = classes.flatMap((of) => ofClass(of));
  const keys = [...new Set(all.map(({ key }) => key))];
  return keys.map((key) => {
    const byClass = new Map(classes.map((of) => [of, ofClass(of).find((column) => column.key === key)]));
    const title = all.find((column) => column.key === key)?.title ?? key;
    const cell = (item: object, called: Called): Cell => {
      const of = classOf(item);
      return (of && byClass.get(of))?.cell(item, called) ?? '';
    };
    return { key, title, cell };
  });
};
