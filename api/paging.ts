import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Request } from 'express';
import { parseCivilDate } from '../domain/clock/civil';
import { parseInstant, type Instant } from '../domain/clock/instant';
import { callerOf } from './caller';
import type { AppDeps } from './deps';
import { isId } from './dto/fields';
import { CURSOR_PARAMETERS } from './dto/query-fields';
import { malformed } from './problem';

const DEFAULT_LIMIT = 50;
const longestCursor = 500;
const largestNumber = 2 ** 31 - 1;

/** The answer of every list. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
  asOf: Instant;
}

type Key = readonly (string | number)[];

const isInstant = (part: unknown): part is string => typeof part === 'string' && parseInstant(part) === part;

/** What a part of a sort key may be: compared with a column of that family on every database. */
const kinds = {
  id: (part: unknown): part is string => isId(part),
  instant: isInstant,
  /** Empty where rows without an instant come last. */
  'instant-or-none': (part: unknown): part is string => part === '' || isInstant(part),
  day: (part: unknown): part is string => typeof part === 'string' && parseCivilDate(part) !== undefined,
  count: (part: unknown): part is number =>
    typeof part === 'number' && Number.isInteger(part) && part >= 0 && part <= largestNumber,
} as const;

export type KeyPart = keyof typeof kinds;

/** Where a list goes on, and how much of it is wanted. */
export interface PageAsked {
  /** The cursor of a place, for a list that always goes on. */
  cursorAt(key: Key): string;
  limit: number;
  /** The sort key of the last row that was shown; undefined on the first page. */
  after: Key | undefined;
  /** The answer from `limit + 1` rows: the extra row says that there is more, the last shown one where it goes on. */
  of<R, T>(rows: readonly R[], asOf: Instant, keyOf: (row: R) => Key, present: (row: R) => T): Page<T>;
}

/** The answer to a cursor of something else. */
export const refusedCursor = () => malformed('游标无效，请从第一页重新查询。');

/** What a cursor belongs to: this list, these filters and this order, this viewer. The size of a page may change. */
const placeOf = (request: Request): unknown[] => [
  request.baseUrl + request.path,
  callerOf(request)?.personId ?? null,
  Object.entries(request.query)
    .filter(([name]) => name !== 'limit' && !CURSOR_PARAMETERS.includes(name))
    .sort(([a], [b]) => (a < b ? -1 : 1)),
];

const CIPHER = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** A key of its own for cursors, from that of the server. */
const cursorKey = (key: Buffer): Buffer => createHmac('sha256', key).update('cursor').digest();

/**
 * Closed, and bound to its place: the key of a row may lie between rows that the viewer does not read, and a position in the
 * feed counts those of everybody.
 */
const closed = (key: Buffer, place: unknown[], after: Key): string => {
  // Of what is closed: the end of the feed is told by the same cursor coming back.
  const nonce = createHmac('sha256', cursorKey(key))
    .update(JSON.stringify([place, after]))
    .digest()
    .subarray(0, nonceBytes);
  const cipher = createCipheriv(CIPHER, cursorKey(key), nonce).setAAD(Buffer.from(JSON.stringify(place)));
  const text = Buffer.concat([cipher.update(JSON.stringify(after), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url');
};

const opened = (key: Buffer, place: unknown[], cursor: string): unknown[] => {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.toString('base64url') !== cursor) return [];
  const [nonce, tag, text] = [
    bytes.subarray(0, nonceBytes),
    bytes.subarray(nonceBytes, nonceBytes + tagBytes),
    bytes.subarray(nonceBytes + tagBytes),
  ];
  try {
    const cipher = createDecipheriv(CIPHER, cursorKey(key), nonce, { authTagLength: tagBytes })
      .setAAD(Buffer.from(JSON.stringify(place)))
      .setAuthTag(tag);
    const decoded: unknown = JSON.parse(Buffer.concat([cipher.update(text), cipher.final()]).toString('utf8'));
    return Array.isArray(decoded) ? decoded : [];
  } catch {
    return [];
  }
};

const isKey = (parts: unknown[], asked: readonly KeyPart[]): parts is (string | number)[] =>
  parts.length === asked.length && asked.every((kind, at) => kinds[kind](parts[at]));

/**
 * The page that a request asks for, by a list whose rows are ordered by a key of these parts. A cursor is the key of the
 * last row, closed by this server; 400 for one that was not given for this very list, filters and viewer.
 */
export const pageIn = (
  { secretKey }: Pick<AppDeps, 'secretKey'>,
  request: Request,
  { limit = DEFAULT_LIMIT, cursor }: { limit?: number; cursor?: string },
  asked: readonly KeyPart[],
): PageAsked => {
  const place = placeOf(request);
  const open = (text: string): Key => {
    const parts = text.length > longestCursor ? [] : opened(secretKey, place, text);
    if (!isKey(parts, asked)) throw refusedCursor();
    return parts;
  };
  const seal = (after: Key): string => closed(secretKey, place, after);
  return {
    limit,
    after: cursor === undefined ? undefined : open(cursor),
    cursorAt: seal,
    of: (rows, asOf, keyOf, present) => {
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      const more = rows.length > limit && last !== undefined;
      return { items: shown.map(present), nextCursor: more ? seal(keyOf(last)) : null, asOf };
    },
  };
};
