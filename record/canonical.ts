/**
 * JSON as RFC 8785 has it: keys in the order of their UTF-16 units, no blanks, numbers and strings as ECMAScript prints them.
 * A key without a value is left out, as JSON does. Throws on what JSON cannot say.
 */
export const canonical = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      if (/\p{Surrogate}/u.test(value)) throw new TypeError('a lone surrogate has no canonical JSON');
      return JSON.stringify(value);
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON`);
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalList(value) : canonicalObject(value);
    default:
      throw new TypeError(`a ${typeof value} has no JSON`);
  }
};

const canonicalList = (values: readonly unknown[]): string =>
  `[${values.map((value) => canonical(value === undefined ? null : value)).join(',')}]`;

const canonicalObject = (object: object): string => {
  const members = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`);
  return `{${members.join(',')}}`;
};
