import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import { ValidateNested, validate, ValidateBy, type ValidationError } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import type { Request } from 'express';
import { bodyOf } from './body';
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
    if (typeof key === 'string') JSONSchema({ $ref: `#/components/schemas/${of.name}` })(target, key);
  };

/** A list of nested objects of class `of`, from one to `maxItems`. */
export const NestedList =
  (of: Dto<object>, maxItems: number): PropertyDecorator =>
  (target, key) => {
    const isList = (value: unknown): boolean =>
      Array.isArray(value) && value.length > 0 && value.length <= maxItems && value.every(isPlain);
    const shape = ValidateBy({
      name: 'list',
      validator: { validate: isList, defaultMessage: () => `必须是 1 到 ${maxItems} 项的列表` },
    });
    shape(target, key);
    ValidateNested({ each: true })(target, key);
    Type(() => of)(target, key);
    const items = { $ref: `#/components/schemas/${of.name}` };
    if (typeof key === 'string') JSONSchema({ type: 'array', minItems: 1, maxItems, items })(target, key);
  };

const codeOf = (constraint: string): string => (constraint === 'whitelistValidation' ? 'unknown-property' : constraint);

const flatten = (errors: ValidationError[], parent: string): FieldError[] =>
  errors.flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
      pointer,
      code: error.value === undefined && constraint !== 'whitelistValidation' ? 'required' : codeOf(constraint),
      message: constraint === 'whitelistValidation' ? '不认识的字段' : message,
    }));
    return [...own, ...flatten(error.children ?? [], pointer)];
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
    validationError: { target: false, value: true },
  });
  if (errors.length > 0) throw invalid(flatten(errors, ''));
  return Object.assign({}, instance);
};

/** The request's body as a checked DTO. */
export const parseBodyAs = <T extends object>(dto: Dto<T>, request: Request): Promise<Plain<T>> =>
  parseDto(dto, bodyOf(request));
