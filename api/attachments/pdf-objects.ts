import {
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFParser,
  PDFRawStream,
  PDFStream,
  type PDFContext,
  type PDFObject,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { createStreamMeter, TooHard } from './pdf-streams';

/** Every dictionary of a PDF, and what resolves references between them. */
export interface PdfObjects {
  context: PDFContext;
  /** Those of every revision and of compressed object streams too, nested ones included. */
  dicts: { dict: PDFDict; isStream: boolean }[];
}

/** Reads a file from its first byte to its last, and keeps what later revisions replace. */
class WholeParser extends PDFParser {
  /** Every indirect object, at the top of the file or inside an object stream. */
  readonly objects: PDFObject[] = [];
  /** Dictionaries as they were read: also of trailers, which are no objects. */
  readonly dicts: PDFDict[] = [];

  private readonly measure = createStreamMeter();

  constructor(bytes: Uint8Array) {
    super(bytes, Infinity, true);
    const { context } = this;
    const assign = context.assign.bind(context);
    context.assign = (ref, object) => {
      this.objects.push(object);
      assign(ref, object);
    };
  }

  /** Set where a stream was too much: the parser takes every failure for a damaged object. */
  tooHard: TooHard | undefined;

  protected override parseDictOrStream(ref?: PDFRef): PDFDict | PDFStream {
    const object = super.parseDictOrStream(ref);
    try {
      this.measure(object);
    } catch (error) {
      if (error instanceof TooHard) this.tooHard = error;
      throw error;
    }
    return object;
  }

  protected override parseDict(ref?: PDFRef): PDFDict {
    const dict = super.parseDict(ref);
    this.dicts.push(dict);
    return dict;
  }
}

/** Names with their escapes resolved: `/J#53` and `/J#73` are names like all others. */
export const nameOf = (name: PDFName): string =>
  name
    .asString()
    .slice(1)
    .replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const entryOf = (dict: PDFDict, key: string): PDFObject | undefined =>
  dict.entries().find(([name]) => nameOf(name) === key)?.[1];

const wholeOf = (context: PDFContext, object: PDFObject | undefined): number | undefined => {
  const found = context.lookup(object);
  return found instanceof PDFNumber ? found.asNumber() : undefined;
};

const isSpace = (byte: number | undefined): boolean =>
  byte === 0 || byte === 9 || byte === 10 || byte === 12 || byte === 13 || byte === 32;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

const headerBefore = /(?:^|\D)\d{1,10}(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])+\d{1,5}(?:[\0\t\n\f\r ]|%[^\r\n]*[\r\n])*$/;
const headerBytes = 256;

/** How many times the bytes spell the head of an object (`12 0 obj`), wherever that is. */
const spelledHeads = (bytes: Buffer): number => {
  let heads = 0;
  for (let at = bytes.indexOf('obj'); at >= 0; at = bytes.indexOf('obj', at + 3)) {
    const before = bytes[at - 1];
    if (!isSpace(before) && !isDigit(before)) continue;
    if (headerBefore.test(bytes.toString('latin1', Math.max(0, at - headerBytes), at))) heads += 1;
  }
  return heads;
};

/**
 * How many objects lie inside object streams. @throws where a stream that a reader could take for one was read as another
 */
const compressedObjects = (context: PDFContext, objects: readonly PDFObject[]): number => {
  let inside = 0;
  for (const object of objects) {
    if (!(object instanceof PDFRawStream)) continue;
    const first = entryOf(object.dict, 'First');
    if (first === undefined) continue;
    if (object.dict.get(PDFName.of('Type')) !== PDFName.of('ObjStm')) throw new Error('an object stream in disguise');
    inside += wholeOf(context, entryOf(object.dict, 'N')) ?? 0;
  }
  return inside;
};

const collect = (object: PDFObject, found: PdfObjects['dicts'], seen: Set<PDFObject>): void => {
  if (seen.has(object)) return;
  if (object instanceof PDFDict) {
    seen.add(object);
    found.push({ dict: object, isStream: false });
    for (const value of object.values()) collect(value, found, seen);
  } else if (object instanceof PDFArray) {
    seen.add(object);
    for (const value of object.asArray()) collect(value, found, seen);
  } else if (object instanceof PDFStream) {
    if (!seen.has(object.dict)) found.push({ dict: object.dict, isStream: true });
    seen.add(object).add(object.dict);
    for (const value of object.dict.values()) collect(value, found, seen);
  }
};

/**
 * Parses a PDF. @throws {@link TooHard} where its streams hold too much, another error where it is damaged, or where its bytes spell objects that were not parsed: a reader that follows
 * the cross-reference table could find those inside a stream or a comment.
 */
export const readPdf = async (bytes: Buffer): Promise<PdfObjects> => {
  const parser = new WholeParser(bytes);
  const context = await parser.parseDocument().catch((error: unknown) => {
    throw parser.tooHard ?? error;
  });
  const heads = parser.objects.length - compressedObjects(context, parser.objects);
  if (spelledHeads(bytes) !== heads) throw new Error('objects that the file does not list');
  const dicts: PdfObjects['dicts'] = [];
  const seen = new Set<PDFObject>();
  for (const object of [...parser.objects, ...parser.dicts]) collect(object, dicts, seen);
  return { context, dicts };
};
