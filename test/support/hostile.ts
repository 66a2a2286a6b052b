/** Texts that meet columns of ASCII, lengths, parsers and patterns where a clerk's hand never brings them. */
export const HOSTILE_TEXTS: readonly string[] = [
  '一',
  'é',
  '\u{1f9ef}',
  '\u{20000}'.repeat(50),
  'a\u0000b',
  '\ud800',
  '',
  ' ',
  '\u3000',
  '\u202egpj.exe',
  "' OR 1=1 --",
  '%',
  '_!\\',
  '１２３',
  '(a+)+$',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'null',
  'NaN',
  '1e400',
  '-1',
  '9223372036854775808',
  '0000-00-00',
  '2025-02-30',
  '9999-12-31T23:59:60Z',
  'A'.repeat(100),
  '字'.repeat(255),
  'x'.repeat(5_000),
];

/** What is no text at all. */
export const HOSTILE_VALUES: readonly unknown[] = [null, true, -1, 1.5, 9e15, [], ['一'], {}, { a: 1 }, [[['x']]]];

/** As bytes of a header; anything beyond Latin-1 cannot be sent by a client that means well. */
export const HOSTILE_HEADERS: readonly string[] = [
  '\u00e9',
  '\u00e4\u00b8\u0080',
  ' ',
  '"',
  '""',
  '"-1"',
  '"1e3"',
  '"99999999999999999999"',
  'W/"1"',
  '*',
  "' OR 1=1 --",
  '%00',
  'k'.repeat(5_000),
  '\t',
  ',,;;=',
];

export interface Schema {
  $ref?: string;
  title?: string;
  const?: unknown;
  type?: string;
  enum?: readonly unknown[];
  pattern?: string;
  format?: string;
  minimum?: number;
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
}

export interface Operation {
  method: string;
  path: string;
  parameters: { name: string; in: 'path' | 'query' | 'header'; schema: Schema }[];
  /** Every body it takes; none for those without. */
  bodies: Schema[];
}

export interface Document {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema> };
}

interface RawOperation {
  parameters: Operation['parameters'];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

export const operationsOf = ({ paths }: Document): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => {
      const schema = requestBody?.content['application/json']?.schema;
      return { method, path, parameters, bodies: schema === undefined ? [] : (schema.oneOf ?? [schema]) };
    }),
  );

const byFormat: Record<string, string> = { date: '2025-12-01', 'date-time': '2025-03-14T09:00:00+08:00' };
const byPattern: [RegExp, string][] = [
  [/HJ-NPQRTUWXY/, '91310118MA1JLXXX0X'],
  [/\\d\{6\}/, '123456'],
  [/\\d\(/, '13800138000'],
];

/** A value that a schema takes, with real ids where the field's name is known. */
export const sampleOf = (schema: Schema, known: Record<string, unknown>, document: Document, name = ''): unknown => {
  if (schema.$ref !== undefined) {
    const found = document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return found === undefined ? undefined : sampleOf(found, known, document, name);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.allOf !== undefined)
    return Object.assign({}, ...schema.allOf.map((part) => sampleOf(part, known, document, name)));
  if (Object.hasOwn(known, name)) return known[name];
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.oneOf !== undefined) return sampleOf(schema.oneOf[0] ?? {}, known, document, name);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, sampleOf(inner, known, document, key)]),
      );
    case 'array':
      return [sampleOf(schema.items ?? {}, known, document, name)];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    default:
      break;
  }
  const shaped = byPattern.find(([pattern]) => pattern.test(schema.pattern ?? ''));
  return byFormat[schema.format ?? ''] ?? shaped?.[1] ?? 'walk-sample';
};

/** Every copy of a value with one place of it replaced, and where that was. */
export const bentAt = function* (value: unknown, by: readonly unknown[], pointer = ''): Generator<[string, unknown]> {
  for (const one of by) yield [pointer, one];
  if (Array.isArray(value)) {
    const first: unknown = value[0];
    for (const [at, bent] of bentAt(first, by, `${pointer}/0`)) yield [at, [bent]];
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value))
    for (const [at, bent] of bentAt(item, by, `${pointer}/${key}`)) yield [at, { ...value, [key]: bent }];
};
