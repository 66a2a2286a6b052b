import { Problem } from '../api/problem';

/** What is wrong, by the JSON pointer of the field. */
export type FieldErrors = ReadonlyMap<string, string>;

export const noErrors: FieldErrors = new Map();

/** What a refusal says of single fields. */
export const errorsOf = (error: unknown): FieldErrors => {
  if (!(error instanceof Problem)) return noErrors;
  return new Map(error.body.errors.map(({ pointer, message }) => [pointer, message]));
};

/** The error at a field or, for fields that are drawn as one, at anything inside it. */
export const errorAt = (errors: FieldErrors, pointer: string, withInner: boolean): string | undefined => {
  const own = errors.get(pointer);
  if (own !== undefined || !withInner) return own;
  for (const [at, message] of errors) if (at.startsWith(`${pointer}/`)) return message;
  return undefined;
};
