import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFName, PDFRawStream, type PDFObject } from '@cantoo/pdf-lib';

/** Of one compressed stream of objects, and of all of a file. A catalogue of 20,000 pages inflates to about 10 MB. */
const MOST_OF_ONE = 16 * 1024 * 1024;
const MOST_IN_ALL = 32 * 1024 * 1024;

/** Reading it would take more time or memory than a paper is worth. */
export class TooHard extends Error {}

const PARSED = ['ObjStm', 'XRef'];

/** Its only filter; null where it is not compressed. @throws TooHard for chains, which multiply what they hold */
const filterOf = (filter: PDFObject | undefined): string | null => {
  if (filter === undefined) return null;
  if (filter instanceof PDFName) return filter.asString();
  if (filter instanceof PDFArray && filter.size() === 0) return null;
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.lookup(0) : undefined;
  if (only instanceof PDFName) return only.asString();
  throw new TooHard('a chain of filters');
};

const isTooLong = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

const inflatedSize = (contents: Uint8Array): number => {
  try {
    return inflateSync(contents, { maxOutputLength: MOST_OF_ONE }).length;
  } catch (error) {
    if (isTooLong(error)) throw new TooHard('a stream that inflates without end');
    // What is damaged is not measured, and a lenient reader could go on with it.
    throw error;
  }
};

/**
 * Measures the streams that a parser inflates, natively and before it does. @throws TooHard where one or all of them are
 * too much, or are compressed in a way that no program writes for objects
 */
export const createStreamMeter = (): ((object: PDFObject) => void) => {
  let all = 0;
  return (object) => {
    if (!(object instanceof PDFRawStream) || !(object.dict instanceof PDFDict)) return;
    const type = object.dict.lookup(PDFName.of('Type'));
    if (!(type instanceof PDFName) || !PARSED.includes(type.asString().slice(1))) return;
    const filter = filterOf(object.dict.lookup(PDFName.of('Filter')));
    if (filter === null) return;
    if (filter !== '/FlateDecode') throw new TooHard(`compressed by ${filter}`);
    all += inflatedSize(object.contents);
    if (all > MOST_IN_ALL) throw new TooHard('streams that inflate without end');
  };
};
