import { invalid, malformed, type FieldError } from './problem';

const maxDepth = 32;
const reserved = new Set(['__proto__', 'constructor', 'prototype']);
const whitespace = new Set([' ', '\t', '\n', '\r']);

const escapeToken = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * Walks a text that `JSON.parse` has accepted and finds what it hides: duplicate keys (the last would silently win),
 * numbers that a double cannot hold, nesting that no body of ours has, and keys that reach into prototypes.
 */
class Scanner {
  private at = 0;
  readonly errors: FieldError[] = [];

  constructor(private readonly text: string) {}

  scan(): void {
    this.value('', 0);
  }

  private skip(): void {
    while (whitespace.has(this.text.charAt(this.at))) this.at += 1;
  }

  private value(pointer: string, depth: number): void {
    if (depth > maxDepth) throw malformed('请求内容嵌套过深。');
    this.skip();
    const first = this.text.charAt(this.at);
    if (first === '{') this.object(pointer, depth);
    else if (first === '[') this.array(pointer, depth);
    else if (first === '"') this.string();
    else this.literal(pointer);
    this.skip();
  }

  private object(pointer: string, depth: number): void {
    const keys = new Set<string>();
    this.at += 1;
    this.skip();
    while (this.text.charAt(this.at) !== '}') {
      this.skip();
      const key = this.string();
      if (keys.has(key)) throw malformed('请求内容有重复的字段名。');
      keys.add(key);
      const place = `${pointer}/${escapeToken(key)}`;
      if (reserved.has(key)) this.errors.push({ pointer: place, code: 'unknown-property', message: '不认识的字段' });
      this.skip();
      this.at += 1;
      this.value(place, depth + 1);
      if (this.text.charAt(this.at) === ',') this.at += 1;
    }
    this.at += 1;
  }

  private array(pointer: string, depth: number): void {
    this.at += 1;
    this.skip();
    for (let index = 0; this.text.charAt(this.at) !== ']'; index += 1) {
      this.value(`${pointer}/${index}`, depth + 1);
      if (this.text.charAt(this.at) === ',') this.at += 1;
    }
    this.at += 1;
  }

  private string(): string {
    const start = this.at;
    this.at += 1;
    while (this.text.charAt(this.at) !== '"') this.at += this.text.charAt(this.at) === '\\' ? 2 : 1;
    this.at += 1;
    const decoded: unknown = JSON.parse(this.text.slice(start, this.at));
    return String(decoded);
  }

  private literal(pointer: string): void {
    const start = this.at;
    while (/[-+.\w]/.test(this.text.charAt(this.at))) this.at += 1;
    const token = this.text.slice(start, this.at);
    if (!/^-?\d/.test(token)) return;
    const number = Number(token);
    const tooBig = !Number.isFinite(number) || (Number.isInteger(number) && !Number.isSafeInteger(number));
    if (tooBig || Object.is(number, -0))
      this.errors.push({ pointer, code: 'number', message: '数字超出可精确表示的范围' });
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words would quote the body.
    throw malformed('请求内容不是有效的 JSON。');
  }
};

/** JSON text as a value; throws a problem for duplicate keys (400), unsafe numbers and reserved keys (422). */
export const parseStrictJson = (text: string): unknown => {
  const value = parse(text);
  const scanner = new Scanner(text);
  scanner.scan();
  if (scanner.errors.length > 0) throw invalid(scanner.errors);
  return value;
};
