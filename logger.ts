import { config, createLogger as createWinston, format, transports, type Logger } from 'winston';

export type { Logger };

const secretField = /^(authorization|(set-)?cookie)$|passw(or)?d|secret|token$|apikey|payloadkey/i;
const maxDepth = 8;

/** Patterns in the order they are applied; digits are bounded so that timestamps and ids stay readable. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, '$1 [masked]'],
  [/(\/\/[^/\s:@]*):[^/\s@]+@/g, '$1:[masked]@'],
  [/("?\b\w*(?:passw(?:or)?d|secret|token|cookie)"?\s*[:=]\s*)("[^"]*"|[^\s",;&}]+)/gi, '$1[masked]'],
  [/(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])/g, '[id number]'],
  [/(?<!\d)[1-9]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/g, '[id number]'],
  [/(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, '[phone]'],
  [/(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g, '[phone]'],
];

/** Replaces identity numbers, telephone numbers and credentials in a text. */
export function maskText(text: string): string {
  return patterns.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}

/** What database drivers hang on their errors: the values of a statement, names and secrets among them. */
const boundValues = new Set(['sql', 'parameters']);

function maskError(error: Error, depth: number): Record<string, unknown> {
  const own = Object.fromEntries(Object.entries(error).filter(([key]) => !boundValues.has(key)));
  const { name, message, stack, cause } = error;
  const fields = { name, message, stack, ...own, ...(cause === undefined ? {} : { cause }) };
  return maskFields(fields, depth);
}

function maskFields(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      secretField.test(key) && value !== undefined ? '[masked]' : mask(value, depth + 1),
    ]),
  );
}

/** A copy of any value that is safe to write down; Errors become plain objects, deep or circular parts are cut. */
export function mask(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return maskText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return '[deep]';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  if (value instanceof Error) return maskError(value, depth);
  if (Buffer.isBuffer(value)) return `[${value.length} bytes]`;
  if (Array.isArray(value)) return value.map((item) => mask(item, depth + 1));
  if (value instanceof Map || value instanceof Set) return mask([...value], depth);
  return maskFields(value, depth);
}

/** Ids of ours: a run of digits in a hash is no telephone number. */
const plainFields = new Set(['level', 'traceId', 'spanId', 'cause', 'causes', 'idemKey']);

/** Works on winston's record in place, because its symbol keys must survive. */
const masking = format((info) => {
  for (const [key, value] of Object.entries(info)) {
    if (!plainFields.has(key)) info[key] = secretField.test(key) ? '[masked]' : mask(value);
  }
  return info;
});

const { levels } = config.npm;

/** Drops a line that is not written before it is masked: the library would ask only afterwards. */
const written = (level: string) =>
  format((info) => ((levels[info.level] ?? 0) <= (levels[level] ?? 0) ? info : false))();

export interface LoggerOptions {
  level: string;
  /** Which process or part speaks; on every line. */
  service: string;
  silent?: boolean;
}

/** One JSON object a line on standard output: level, message (a constant phrase), service, time, then the fields. */
export function createLogger({ level, service, silent = false }: LoggerOptions): Logger {
  return createWinston({
    level,
    silent,
    defaultMeta: { service },
    format: format.combine(written(level), format.timestamp(), masking(), format.json()),
    transports: [new transports.Console()],
  });
}
