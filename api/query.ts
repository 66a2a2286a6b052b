import type { Request } from 'express';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { parseCivilDate } from '../domain/clock/civil';
import { parseInstant } from '../domain/clock/instant';
import { omit } from './compact';
import { codePoints, isAscii, isId, type Schema } from './dto/fields';
import { invalid, type FieldError } from './problem';
import { cleanTexts } from './text-rules';

/** A query parameter: its schema and how its text is read; undefined means the text is wrong, `message` says how. */
export interface Param<T> {
  schema: Schema;
  message: string;
  read(text: string): T | undefined;
}

export type Rules = Record<string, Param<unknown>>;
export type Values<R extends Rules> = { [K in keyof R]?: R[K] extends Param<infer T> ? T : never };

const maxItems = 100;

export const wholeParam = (minimum: number, maximum: number): Param<number> => ({
  schema: { type: 'integer', minimum, maximum },
  message: `必须是 ${minimum} 到 ${maximum} 的整数`,
  read: (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
    return value !== undefined && value >= minimum && value <= maximum ? value : undefined;
  },
});

export const textParam = (max: number): Param<string> => ({
  schema: { type: 'string', maxLength: max },
  message: `不能超过 ${max} 个字`,
  read: (text) => (codePoints(text) <= max ? text : undefined),
});

export const choiceParam = <T extends string>(...allowed: readonly T[]): Param<T> => ({
  schema: { type: 'string', enum: allowed },
  message: `必须是 ${allowed.join('、')} 之一`,
  read: (text) => allowed.find((one) => one === text),
});

/** A comma-separated list of at most a hundred choices. */
export const choicesParam = <T extends string>(...allowed: readonly T[]): Param<T[]> => ({
  schema: { type: 'array', items: { type: 'string', enum: allowed } },
  message: `必须是以逗号分隔的 ${allowed.join('、')}，最多 ${maxItems} 项`,
  read: (text) => {
    const parts = text.split(',');
    const found = parts.flatMap((part) => allowed.filter((one) => one === part));
    return parts.length <= maxItems && found.length === parts.length ? found : undefined;
  },
});

export const idParam: Param<string> = {
  schema: { type: 'string' },
  message: '不是有效的编号',
  read: (text) => (isId(text) ? text : undefined),
};

export const instantParam: Param<string> = {
  schema: { type: 'string', format: 'date-time' },
  message: '必须是带时区的时间，如 2025-03-14T09:00:00+08:00',
  read: parseInstant,
};

/** An instant, or a civil date that stands for its end. */
export const dateParam: Param<string> = {
  schema: { type: 'string', format: 'date' },
  message: '必须是存在的日期，如 2025-03-14',
  read: parseCivilDate,
};

/** As it was given; whether it belongs to the list is judged where the list is known (paging.ts). */
const cursorParam: Param<string> = {
  schema: { type: 'string', maxLength: 500 },
  message: '上一页的 nextCursor，筛选条件不变',
  read: (text) => text,
};

/** Parameters of every list. */
export const pageRules = { limit: wholeParam(1, 200), cursor: cursorParam } as const;

const problemsOf = (request: Request, rules: Rules): FieldError[] =>
  Object.entries(request.query).flatMap(([name, value]): FieldError[] => {
    const pointer = `?${name}`;
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) return [{ pointer, code: 'unknown-parameter', message: '不认识的查询参数' }];
    if (typeof value !== 'string') return [{ pointer, code: 'repeated', message: '查询参数只能出现一次' }];
    return rule.read(value) === undefined ? [{ pointer, code: 'parameter', message: rule.message }] : [];
  });

/** The query as values; 422 for unknown, repeated or wrong parameters. */
export function readQuery<R extends Rules>(request: Request, rules: R): Values<R>;
export function readQuery(request: Request, rules: Rules): Record<string, unknown> {
  cleanTexts(omit(request.query, 'cursor'));
  const errors = problemsOf(request, rules);
  if (errors.length > 0) throw invalid(errors);
  const read = (name: string, value: unknown): unknown =>
    typeof value === 'string' ? rules[name]?.read(value.normalize('NFC')) : undefined;
  return Object.fromEntries(Object.entries(request.query).map(([name, value]) => [name, read(name, value)]));
}

/** Escapes a search text so that it matches literally in `LIKE … ESCAPE '!'`. */
const likeText = (text: string): string => `%${text.replace(/[!%_]/g, (mark) => `!${mark}`)}%`;

/**
 * Narrows a query to rows where the text occurs in one of the columns. Columns of codes hold ASCII and are asked only
 * where they could match.
 */
export const search = <T extends ObjectLiteral>(
  find: SelectQueryBuilder<T>,
  text: string | undefined,
  columns: { texts: readonly string[]; codes?: readonly string[] },
): void => {
  if (text === undefined || text.trim() === '') return;
  const { texts, codes = [] } = columns;
  const asked = isAscii(text) ? [...texts, ...codes] : texts;
  const any = asked.map((column) => `${column} LIKE :search ESCAPE '!'`).join(' OR ');
  find.andWhere(`(${any})`, { search: likeText(text) });
};
