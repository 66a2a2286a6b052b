import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { ValidateNested, validate, ValidateBy, type ValidationError } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Request } from 'express';
import { bodyOf } from './body';
import { fieldNameOf } from './dto/named';
import { refTo } from './openapi/schemas';
import { invalid, type FieldError } from './problem';

/** A DTO class. */
export type Dto<T extends object> = new () => T;

const isPlain = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A nested object of class `of`. */
export const Nested =
  (of: Dto<object>): PropertyDecorator =>
  (target, key) => {
    const shape = ValidateBy({
      name: 'object',
      validator: { validate: isPlain, defaultMessage: () => '必须是对象' },
    });
    shape(target, key);
    ValidateNested()(target, key);
    Type(() => of)(target, key);
    if (typeof key === 'string') JSONSchema(refTo(of))(target, key);
  };

/** A list of nested objects of class `of`, from one to `maxItems`. */
export const NestedList =
  (of: Dto<object>, maxItems: number): PropertyDecorator =>
  (target, key) => {
    const problem = (value: unknown): string | undefined => {
      if (!Array.isArray(value) || value.length === 0 || value.length > maxItems)
        return `必须是 1 到 ${maxItems} 项的列表`;
      const at = value.findIndex((item) => !isPlain(item));
      return at < 0 ? undefined : `第 ${at + 1} 项必须是对象`;
    };
    const shape = ValidateBy({
      name: 'list',
      validator: {
        validate: (value: unknown) => problem(value) === undefined,
        defaultMessage: (args) => problem(args?.value) ?? '格式不正确',
      },
    });
    shape(target, key);
    ValidateNested({ each: true })(target, key);
    Type(() => of)(target, key);
    const items = refTo(of);
    if (typeof key === 'string') JSONSchema({ type: 'array', minItems: 1, maxItems, items })(target, key);
  };

/** Codes that callers rely on, for the rules of the library; our own rules have theirs as names. */
const CODES: Readonly<Record<string, string>> = {
  whitelistValidation: 'unknown-property',
  isIn: 'one-of',
  isBoolean: 'flag',
  isInt: 'whole',
  isNumber: 'number',
  min: 'range',
  max: 'range',
  isString: 'text',
  matches: 'shape',
  isArray: 'list',
  arrayMaxSize: 'list',
  arrayUnique: 'list',
};

/** What can be wrong with the form of a field. */
export const FIELD_CODES = [
  ...new Set([...Object.values(CODES), 'required', 'line', 'instant', 'date', 'object', 'control']),
];

const codeOf = (constraint: string): string => CODES[constraint] ?? constraint;

/** What a field is called, for people: its Chinese name, or where nobody named it the name it has in the body. */
const nameIn = ({ target, property }: ValidationError): string => {
  const of: unknown = target?.constructor;
  return typeof of === 'function'
    ? (fieldNameOf({ prototype: of.prototype as object }, property)?.title ?? property)
    : property;
};

const errorOf = (error: ValidationError, pointer: string, [constraint, message]: [string, string]): FieldError => {
  if (constraint === 'whitelistValidation') return { pointer, code: codeOf(constraint), message: '不认识的字段' };
  if (error.value === undefined) return { pointer, code: 'required', message: `${nameIn(error)}：必填` };
  return { pointer, code: codeOf(constraint), message: `${nameIn(error)}：${message}` };
};

/** What is wrong, with a pointer for every place. */
export const fieldErrors = (errors: ValidationError[], parent = ''): FieldError[] =>
  errors.flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.entries(error.constraints ?? {}).map((broken) => errorOf(error, pointer, broken));
    return [...own, ...fieldErrors(error.children ?? [], pointer)];
  });

/** The fields of a DTO, without its class. */
export type Plain<T> = { [K in keyof T]: T[K] };

/** A plain object as a checked DTO; 422 with a pointer for every wrong or unknown field. */
export const parseDto = async <T extends object>(dto: Dto<T>, plain: Record<string, unknown>): Promise<Plain<T>> => {
  const instance = plainToInstance(dto, plain, { enableImplicitConversion: false });
  const errors = await validate(instance, {
    whitelist: true,
    forbidNonWhitelisted: true,
    // A command without a body has a class without rules; its unknown fields are still refused by the whitelist.
    forbidUnknownValues: false,
    stopAtFirstError: true,
    validationError: { target: true, value: true },
  });
  if (errors.length > 0) throw invalid(fieldErrors(errors));
  return Object.assign({}, instance);
};

/** The request's body as a checked DTO. */
export const parseBodyAs = <T extends object>(dto: Dto<T>, request: Request): Promise<Plain<T>> =>
  parseDto(dto, bodyOf(request));
