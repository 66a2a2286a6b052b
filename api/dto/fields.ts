import { ValidateBy, ValidateIf, type ValidationArguments } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { parseCivilDate } from '../../domain/clock/civil';
import { parseInstant } from '../../domain/clock/instant';

/** A schema fragment for the OpenAPI document. */
export type Schema = Record<string, unknown>;

/** Length in code points: what people count, and the same on every database. */
export const codePoints = (text: string): number => Array.from(text).length;

/** Whether a column of ids or codes may be asked for it: MariaDB refuses to compare them with anything else. */
// eslint-disable-next-line no-control-regex -- the range is what ASCII is
export const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

const fullWidthDigits = /[０-９]/;
/** White space as Unicode has it, and the invisible characters that make a text look empty. */
const blank = /^[\s\u200b-\u200f\u2060\ufeff\u3164\u00ad]*$/u;
/** Marks that reorder or hide text on a screen; ZWJ and ZWNJ stay, since emoji and some scripts need them. */
const deceptive = /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

/**
 * One property decorator from a check that returns what is wrong, in Chinese, or undefined.
 * The schema is what the OpenAPI document says about the field.
 */
export const field = (
  name: string,
  schema: Schema,
  check: (value: unknown) => string | undefined,
  each = false,
): PropertyDecorator => {
  const hint = (value: unknown): string =>
    typeof value === 'string' && fullWidthDigits.test(value) ? '（请使用半角数字）' : '';
  const validate = ValidateBy(
    {
      name,
      validator: {
        validate: (value: unknown) => check(value) === undefined,
        defaultMessage: (args?: ValidationArguments) => {
          const value: unknown = args?.value;
          return `${check(value) ?? '格式不正确'}${hint(value)}`;
        },
      },
    },
    { each },
  );
  const describe = JSONSchema(each ? { type: 'array', items: schema } : schema);
  return (target, key) => {
    validate(target, key);
    if (typeof key === 'string') describe(target, key);
  };
};

/** May be absent; `null` is not absence. */
export const Maybe = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

interface TextRule {
  max: number;
  /** A single line without marks that reorder or hide text: names, titles, numbers. */
  line?: boolean;
  /** May be blank. */
  blank?: boolean;
}

const textProblem = (value: unknown, rule: TextRule): string | undefined => {
  if (typeof value !== 'string') return '必须是文字';
  if (rule.blank !== true && blank.test(value)) return '不能为空';
  if (codePoints(value) > rule.max) return `不能超过 ${rule.max} 个字`;
  if (rule.line !== true) return undefined;
  if (/[\r\n\t\u2028\u2029]/.test(value)) return '不能换行';
  return deceptive.test(value) ? '不能含有改变显示方向或不可见的字符' : undefined;
};

/** Free text of several lines, at most `max` code points, not blank. */
export const Text = (max: number): PropertyDecorator =>
  field('text', { type: 'string', minLength: 1, maxLength: max }, (value) => textProblem(value, { max }));

/** A line of text such as a name or title. */
export const Line = (max: number): PropertyDecorator =>
  field('line', { type: 'string', minLength: 1, maxLength: max }, (value) => textProblem(value, { max, line: true }));

/** Lines of text. */
export const Lines = (max: number, maxItems: number): PropertyDecorator =>
  field('lines', { type: 'array', maxItems, items: { type: 'string', maxLength: max } }, (value) =>
    listProblem(value, maxItems, (item) => textProblem(item, { max, line: true })),
  );

const listProblem = (
  value: unknown,
  maxItems: number,
  check: (item: unknown) => string | undefined,
): string | undefined => {
  if (!Array.isArray(value)) return '必须是列表';
  if (value.length > maxItems) return `不能超过 ${maxItems} 项`;
  const items: unknown[] = value;
  if (new Set(items).size !== items.length) return '有重复的项';
  return items.map(check).find((problem) => problem !== undefined);
};

/** Shape of every id of ours: ulids, slugs of units, document and proposal ids. */
const idShape = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;
export const isId = (value: unknown): value is string => typeof value === 'string' && idShape.test(value);

const idProblem = (value: unknown): string | undefined => (isId(value) ? undefined : '不是有效的编号');

export const Id = (): PropertyDecorator => field('id', { type: 'string', pattern: idShape.source }, idProblem);

export const Ids = (maxItems = 100): PropertyDecorator =>
  field('ids', { type: 'array', maxItems, items: { type: 'string', pattern: idShape.source } }, (value) =>
    listProblem(value, maxItems, idProblem),
  );

/** One of a closed list. */
export const OneOf = (...allowed: readonly string[]): PropertyDecorator =>
  field('one-of', { type: 'string', enum: allowed }, (value) =>
    typeof value === 'string' && allowed.includes(value) ? undefined : `必须是 ${allowed.join('、')} 之一`,
  );

/** An RFC 3339 timestamp with offset, in the years 2000–2099. */
export const IsInstant = (): PropertyDecorator =>
  field('instant', { type: 'string', format: 'date-time' }, (value) =>
    typeof value === 'string' && parseInstant(value) !== undefined
      ? undefined
      : '必须是带时区的时间，如 2025-03-14T09:00:00+08:00',
  );

/** `YYYY-MM-DD`, a day that exists, in the years 2000–2099. */
export const IsCivilDate = (): PropertyDecorator =>
  field('date', { type: 'string', format: 'date' }, (value) =>
    typeof value === 'string' && parseCivilDate(value) !== undefined ? undefined : '必须是存在的日期，如 2025-03-14',
  );

/** `true` or `false`, never a word for it. */
export const Flag = (): PropertyDecorator =>
  field('flag', { type: 'boolean' }, (value) => (typeof value === 'boolean' ? undefined : '必须是 true 或 false'));

export const Whole = (minimum: number, maximum: number): PropertyDecorator =>
  field('whole', { type: 'integer', minimum, maximum }, (value) =>
    Number.isInteger(value) && typeof value === 'number' && value >= minimum && value <= maximum
      ? undefined
      : `必须是 ${minimum} 到 ${maximum} 的整数`,
  );

export const Decimal = (minimum: number, maximum: number): PropertyDecorator =>
  field('number', { type: 'number', minimum, maximum }, (value) =>
    typeof value === 'number' && Number.isFinite(value) && value >= minimum && value <= maximum
      ? undefined
      : `必须是 ${minimum} 到 ${maximum} 的数`,
  );

/** A telephone number: digits with single hyphens between them, and a plus before the country. */
export const Phone = (): PropertyDecorator => Shaped(/^\+?\d(?:-?\d){4,18}$/, '必须是电话号码', 20);

/** A text of a fixed shape, such as a code. */
export const Shaped = (pattern: RegExp, message: string, max = 100): PropertyDecorator =>
  field('shape', { type: 'string', pattern: pattern.source, maxLength: max }, (value) =>
    typeof value === 'string' && codePoints(value) <= max && pattern.test(value) ? undefined : message,
  );
