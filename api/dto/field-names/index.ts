import type { FieldName } from './field-name';
import { INSTANTS } from './instants';
import { PICKED } from './picked';
import { PLAIN } from './plain';

export type { FieldName, Widget } from './field-name';

const titled = (titles: Readonly<Record<string, string>>): [string, FieldName][] =>
  Object.entries(titles).map(([field, title]) => [field, { title }]);

/**
 * The Chinese name of every field of the API, by its name: a field is called the same wherever it means the same. Where one
 * name means several things a class says its own with `@Named`.
 */
export const FIELD_NAMES: Readonly<Record<string, FieldName>> = {
  ...Object.fromEntries([...titled(PLAIN), ...titled(INSTANTS)]),
  ...PICKED,
};
