import type { AppDeps } from '../../api/deps';
import type { Schema } from '../../api/dto/fields';
import { shapeOf } from '../../api/form/body-fields';
import { namesOfList } from '../../api/present/dictionary';
import { listOfField } from '../../api/present/labels';
import { allRoutes } from '../../api/routes';

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema whose codes have their names, `oneOf` in the place of `enum`, as in the forms of commands. */
const named = (schema: Schema): Schema => {
  const { enum: codes, items, properties, ...rest } = schema;
  const names = namesOfList(listOfField(schema) ?? '') ?? {};
  return {
    ...rest,
    ...(Array.isArray(codes)
      ? { oneOf: codes.map((code: unknown) => ({ const: code, title: names[String(code)] ?? code })) }
      : {}),
    ...(isSchema(items) ? { items: named(items) } : {}),
    ...(isSchema(properties)
      ? {
          properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, named(one as Schema)])),
        }
      : {}),
  };
};

/**
 * The bodies of the registers and the administration for the forms of the console, by `<method> <path>` as in the OpenAPI
 * document. Bodies of commands are not among them: those hang on the case and are asked for.
 */
export const bodiesSource = (deps: AppDeps): string => {
  const bodies = allRoutes(deps).flatMap(({ method, path, body, ifMatch }) => {
    if (typeof body !== 'function' || ifMatch === true) return [];
    return [[`${method} ${path.replace(/:(\w+)/g, '{$1}')}`, named(shapeOf(body))] as const];
  });
  return `${JSON.stringify(Object.fromEntries(bodies), null, 2)}\n`;
};
