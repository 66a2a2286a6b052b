import { PDFArray, PDFDict, PDFName, PDFNull, type PDFContext, type PDFObject } from '@cantoo/pdf-lib';
import { nameOf, readPdf, type PdfObjects } from './pdf-objects';
import { TooHard } from './pdf-streams';
import type { FileRefusal } from './refusals';

/*
 * A PDF's page destination is harmless, its actions are not (settled 6.1): whatever a reader would do on opening, closing,
 * printing or a click is refused, but for moving to a page of the same file.
 */

/** Actions that run, send, fetch or play something, wherever they stand. */
const RUNNING = [
  'JavaScript',
  'Launch',
  'GoToR',
  'GoToE',
  'URI',
  'SubmitForm',
  'ImportData',
  'Rendition',
  'RichMediaExecute',
  'Movie',
  'Sound',
];
const PAGE_MOVES = ['NextPage', 'PrevPage', 'FirstPage', 'LastPage'];
/** Annotations that carry a file or something that plays. */
const CARRIERS = ['FileAttachment', 'RichMedia', 'Screen', 'Movie', 'Sound', '3D'];
/** Keys that only a dictionary with a file or a portfolio has. */
const HOLDERS = ['EF', 'EmbeddedFiles', 'RichMediaContent', 'Collection'];

class Entries {
  private readonly found: Map<string, PDFObject>;

  constructor(
    private readonly context: PDFContext,
    dict: PDFDict,
  ) {
    this.found = new Map(dict.entries().map(([name, value]) => [nameOf(name), value]));
  }

  /** What stands there, through references; undefined for nothing and for null. */
  get(key: string): PDFObject | undefined {
    const value = this.context.lookup(this.found.get(key));
    return value === PDFNull ? undefined : value;
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  name(key: string): string {
    const value = this.get(key);
    return value instanceof PDFName ? nameOf(value) : '';
  }
}

/** Moving to a page of this file: `GoTo`, and the four named moves. */
const onlyMoves = (action: Entries): boolean =>
  action.name('S') === 'GoTo' || (action.name('S') === 'Named' && PAGE_MOVES.includes(action.name('N')));

/** True when an action stands there that does more than move. A destination is no dictionary with an `S`. */
const acts = (context: PDFContext, value: PDFObject | undefined): boolean => {
  const found = context.lookup(value);
  if (found instanceof PDFArray)
    return found.asArray().some((one) => context.lookup(one) instanceof PDFDict && acts(context, one));
  if (!(found instanceof PDFDict)) return false;
  const action = new Entries(context, found);
  return action.has('S') && !onlyMoves(action);
};

const hasTriggers = (entries: Entries): boolean => {
  const triggers = entries.get('AA');
  return triggers instanceof PDFDict && triggers.keys().length > 0;
};

const refusalOf = (context: PDFContext, dict: PDFDict, isStream: boolean): FileRefusal | null => {
  const entries = new Entries(context, dict);
  if (entries.has('Encrypt')) return 'pdf-encrypted';
  if (entries.has('XFA')) return 'pdf-xfa';
  if (entries.has('JS') || entries.has('JavaScript') || hasTriggers(entries)) return 'pdf-acts';
  if (RUNNING.includes(entries.name('S'))) return 'pdf-acts';
  if (entries.name('Type') === 'Action' && !onlyMoves(entries)) return 'pdf-acts';
  if (['OpenAction', 'A', 'PA', 'Next'].some((key) => acts(context, entries.get(key)))) return 'pdf-acts';
  if (HOLDERS.some((key) => entries.has(key)) || entries.name('Type') === 'EmbeddedFile') return 'pdf-holds-files';
  if (CARRIERS.includes(entries.name('Subtype'))) return 'pdf-holds-files';
  // A stream whose content lies in another file.
  return isStream && entries.has('F') ? 'pdf-holds-files' : null;
};

/** A catalog with pages, which every reader needs. */
const hasPages = (context: PDFContext): boolean => {
  const catalog = context.lookup(context.trailerInfo.Root);
  return catalog instanceof PDFDict && new Entries(context, catalog).get('Pages') instanceof PDFDict;
};

const isWhole = (bytes: Buffer): boolean =>
  /%%EOF[\0\s]*$/.test(bytes.toString('latin1', Math.max(0, bytes.length - 1_024)));

const parsed = (bytes: Buffer): Promise<PdfObjects | FileRefusal | null> =>
  readPdf(bytes).catch((error: unknown) => (error instanceof TooHard ? 'pdf-too-hard' : null));

/** Why a PDF is not taken; null for one that only shows pages. */
export const pdfRefusal = async (bytes: Buffer): Promise<FileRefusal | null> => {
  const pdf = isWhole(bytes) ? await parsed(bytes) : null;
  // What is encrypted mostly cannot be parsed; the word only chooses the sentence.
  if (typeof pdf === 'string') return pdf;
  if (pdf === null) return bytes.includes('/Encrypt') ? 'pdf-encrypted' : 'pdf-broken';
  for (const { dict, isStream } of pdf.dicts) {
    const refusal = refusalOf(pdf.context, dict, isStream);
    if (refusal !== null) return refusal;
  }
  return hasPages(pdf.context) ? null : 'pdf-broken';
};
