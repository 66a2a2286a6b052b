import type { components, paths } from './schema';

/** The classes of the API, as its document has them. */
export type Schemas = components['schemas'];

/** What a reading address answers. */
type AnswerOf<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer A } } } }
  ? A
  : never;

/** Addresses that answer JSON. */
export type Readable = {
  [P in keyof paths]: [AnswerOf<paths[P]['get']>] extends [never] ? never : P;
}[keyof paths];

export type Answer<P extends Readable> = AnswerOf<paths[P]['get']>;

type ParametersOf<Operation> = Operation extends { parameters: infer P } ? P : never;
type PathOf<P> = P extends { path: infer Values } ? { path: Values } : { path?: undefined };
type QueryOf<P> = P extends { query?: infer Values } ? { query?: Values } : { query?: undefined };

/** Where in an address, and narrowed by what. */
export type At<P extends Readable> = PathOf<ParametersOf<paths[P]['get']>> & QueryOf<ParametersOf<paths[P]['get']>>;

/** What every answer says beside its ids and codes. */
export interface Explained {
  names: Record<string, string>;
  labels: Record<string, Record<string, string>>;
}

export interface QueryValues {
  readonly [name: string]: string | number | boolean | readonly string[] | null | undefined;
}

/** `/api/v1/cases/{caseId}` with its values in place; lists are joined by commas, empty values left out. */
export const addressOf = (
  template: string,
  { path = {}, query = {} }: { path?: Record<string, string> | undefined; query?: QueryValues | undefined } = {},
): string => {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    if (text !== '') search.set(name, text);
  }
  return search.size === 0 ? filled : `${filled}?${search.toString()}`;
};
