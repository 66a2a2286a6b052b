import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  type ValidationArguments,
} from 'class-validator';
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
/** White space, what Unicode says is not drawn (marks of direction and tags among it), and what is drawn as a blank. */
const blank = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800]*$/u;

/** True for a text of which nobody sees anything. */
export const isBlank = (text: string): boolean => blank.test(text);

/** Marks that reorder or hide text on a screen; ZWJ and ZWNJ stay, since emoji and some scripts need them. */
const deceptive = /[\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u;

/** Several decorators as one, the first above the others: what the first refuses the others are not asked. */
const all =
  (...decorators: PropertyDecorator[]): PropertyDecorator =>
  (target, key) => {
    for (const decorate of decorators) decorate(target, key);
  };

/** What the document says of a field, beside what it reads from the decorators. */
const says =
  (schema: Schema): PropertyDecorator =>
  (target, key) => {
    if (typeof key === 'string') JSONSchema(schema)(target, key);
  };

/** A message about a value that may be written in full-width digits, as an input method leaves them. */
const hint = (value: unknown, message: string): string =>
  typeof value === 'string' && fullWidthDigits.test(value) ? `${message}（请使用半角数字）` : message;

const hinted =
  (message: string) =>
  ({ value }: ValidationArguments): string =>
    hint(value, message);

/**
 * A rule that no decorator of the library has, from a check that returns what is wrong, in Chinese, or undefined. Each of
 * those below says why it is needed.
 */
export const field = (name: string, schema: Schema, check: (value: unknown) => string | undefined): PropertyDecorator =>
  all(
    ValidateBy({
      name,
      validator: {
        validate: (value: unknown) => check(value) === undefined,
        defaultMessage: (args?: ValidationArguments) => hint(args?.value, check(args?.value) ?? '格式不正确'),
      },
    }),
    says(schema),
  );

/** May be absent; `null` is not absence, which `IsOptional` would make it. */
export const Maybe = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** May be absent unless `other` is there: what is one thing only together, such as a place on the map. */
export const MaybeWith = (other: string): PropertyDecorator =>
  ValidateIf((of: object, value) => value !== undefined || Reflect.get(of, other) !== undefined);

interface TextRule {
  max: number;
  /** A single line without marks that reorder or hide text: names, titles, numbers. */
  line?: boolean;
}

/**
 * Counted in code points, as the columns are: `Length` leaves out variation selectors. Blank is what people see as blank, and
 * what hides or reorders text is refused where others read it in a line.
 */
const textProblem = (value: unknown, rule: TextRule): string | undefined => {
  if (typeof value !== 'string') return '必须是文字';
  if (isBlank(value)) return '不能为空';
  if (codePoints(value) > rule.max) return `不能超过 ${rule.max} 个字`;
  if (rule.line !== true) return undefined;
  if (/[\r\n\t\u2028\u2029]/.test(value)) return '不能换行';
  return deceptive.test(value) ? '不能含有改变显示方向或不可见的字符' : undefined;
};

/** Free text of several lines, at most `max` code points, not blank. */
export const Text = (max: number): PropertyDecorator =>
  field('text', { type: 'string', minLength: 1, maxLength: max, 'x-multiline': true }, (value) =>
    textProblem(value, { max }),
  );

/** A line of text such as a name or title. */
export const Line = (max: number): PropertyDecorator =>
  field('line', { type: 'string', minLength: 1, maxLength: max }, (value) => textProblem(value, { max, line: true }));

/** A password, which a form hides; `said` is what a good one is, where one is chosen. */
export const Secret = (max: number, said?: string): PropertyDecorator => {
  const schema = { type: 'string', minLength: 1, maxLength: max, format: 'password' };
  return field('secret', said === undefined ? schema : { ...schema, description: said }, (value) =>
    textProblem(value, { max }),
  );
};

/** A list without doubles, of at most so many items. */
const list = (maxItems: number, ...each: PropertyDecorator[]): PropertyDecorator =>
  all(
    IsArray({ message: '必须是列表' }),
    ArrayMaxSize(maxItems, { message: `不能超过 ${maxItems} 项` }),
    ArrayUnique({ message: '有重复的项' }),
    ...each,
  );

/** Lines of text. */
export const Lines = (max: number, maxItems: number): PropertyDecorator => {
  const check = (value: unknown): string | undefined =>
    Array.isArray(value)
      ? value.map((item) => textProblem(item, { max, line: true })).find((problem) => problem !== undefined)
      : undefined;
  return list(maxItems, field('lines', { type: 'array', maxItems, items: { type: 'string', maxLength: max } }, check));
};

/** Shape of every id of ours: ulids, slugs of units, document and proposal ids. */
const idShape = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;
export const isId = (value: unknown): value is string => typeof value === 'string' && idShape.test(value);

const idMessage = hinted('不是有效的编号');

export const Id = (): PropertyDecorator => Matches(idShape, { message: idMessage });

export const Ids = (maxItems = 100): PropertyDecorator =>
  list(maxItems, Matches(idShape, { each: true, message: '不是有效的编号' }));

/** One of a closed list. */
export const OneOf = (...allowed: readonly string[]): PropertyDecorator =>
  IsIn(allowed, {
    message: hinted(allowed.length === 1 ? `只能是 ${String(allowed[0])}` : `必须是 ${allowed.join('、')} 之一`),
  });

/** Some of a closed list. */
export const SomeOf = (...allowed: readonly string[]): PropertyDecorator =>
  list(allowed.length, IsIn(allowed, { each: true, message: `必须是 ${allowed.join('、')} 中的项` }));

/** An RFC 3339 timestamp with offset, in the years 2000–2099: `IsISO8601` takes dates, and times without an offset. */
export const IsInstant = (): PropertyDecorator =>
  field('instant', { type: 'string', format: 'date-time' }, (value) =>
    typeof value === 'string' && parseInstant(value) !== undefined
      ? undefined
      : '必须是带时区的时间，如 2025-03-14T09:00:00+08:00',
  );

/** `YYYY-MM-DD`, a day that exists, in the years 2000–2099: `IsISO8601` takes times and weeks, too. */
export const IsCivilDate = (): PropertyDecorator =>
  field('date', { type: 'string', format: 'date' }, (value) =>
    typeof value === 'string' && parseCivilDate(value) !== undefined ? undefined : '必须是存在的日期，如 2025-03-14',
  );

/** An object whose fields are checked elsewhere: `IsObject` takes lists. */
export const AnyObject = (): PropertyDecorator =>
  field('object', { type: 'object', additionalProperties: true }, (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : '必须是对象',
  );

/** `true` or `false`, never a word for it. */
export const Flag = (): PropertyDecorator => IsBoolean({ message: '必须是 true 或 false' });

const within = (kind: PropertyDecorator, minimum: number, maximum: number, message: Message): PropertyDecorator =>
  all(kind, Min(minimum, { message }), Max(maximum, { message }));

type Message = ReturnType<typeof hinted>;

export const Whole = (minimum: number, maximum: number): PropertyDecorator => {
  const message = hinted(`必须是 ${minimum} 到 ${maximum} 的整数`);
  return all(within(IsInt({ message }), minimum, maximum, message), says({ type: 'integer' }));
};

export const Decimal = (minimum: number, maximum: number): PropertyDecorator => {
  const message = hinted(`必须是 ${minimum} 到 ${maximum} 的数`);
  return within(IsNumber({ allowNaN: false, allowInfinity: false }, { message }), minimum, maximum, message);
};

/** A telephone number: digits with single hyphens between them, and a plus before the country. */
export const Phone = (): PropertyDecorator => Shaped(/^\+?\d(?:-?\d){4,18}$/, '必须是电话号码', 20);

/** A text of a fixed shape, such as a code. */
export const Shaped = (pattern: RegExp, message: string, max = 100): PropertyDecorator =>
  all(
    IsString({ message }),
    field('shape', { type: 'string', maxLength: max, description: message }, (value) =>
      typeof value === 'string' && codePoints(value) > max ? message : undefined,
    ),
    Matches(pattern, { message: hinted(message) }),
  );
