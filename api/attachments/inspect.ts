import type { Logger } from '../../logger';
import { Problem } from '../problem';
import type { ChildEnd } from './child';
import { redrawHeic } from './heic';
import { kindOf, type FileKind } from './kind';
import { createLane, LaneFull } from './lane';
import { inspectPdf } from './pdf';
import { redraw } from './picture';
import { isFileRefusal, refusedFile, type FileRefusal } from './refusals';

/** What is kept of an upload. */
export interface Accepted {
  /** What is served. */
  content: Buffer;
  mediaType: 'image/jpeg' | 'image/png' | 'application/pdf';
  extension: 'jpg' | 'png' | 'pdf';
  /** The media type of what was sent, where something else is served; null where it is served as it came. */
  originalType: string | null;
}

export interface Inspector {
  /**
   * Takes a person's file for what its content is. Pictures are drawn anew, a PDF is read whole and stays as it is.
   * @throws Problem 422 `unsafe-file` with the reason, 503 where too many wait or no process can be started
   */
  inspect(personId: string, bytes: Buffer): Promise<Accepted>;
}

const busy = (): Problem =>
  new Problem('dependency-down', '图片处理繁忙，请几秒后重试。', { headers: { 'Retry-After': '5' } });

const accepted = (content: Buffer, kind: FileKind): Accepted => {
  if (kind === 'pdf') return { content, mediaType: 'application/pdf', extension: 'pdf', originalType: null };
  const originalType = `image/${kind}`;
  return kind === 'png'
    ? { content, mediaType: 'image/png', extension: 'png', originalType }
    : { content, mediaType: 'image/jpeg', extension: 'jpg', originalType };
};

/** Files are inspected a few at a time, one of each kind and person: two pictures in this process, beside it one child for a HEIC and two for PDFs. */
export const createInspector = (logger: Logger): Inspector => {
  const pictures = createLane({ places: 2, queue: 12 });
  const heics = createLane({ places: 1, queue: 6 });
  const pdfs = createLane({ places: 2, queue: 6 });

  /** A crash or a kill is the file's doing; that no process could be started is ours. */
  const outcomeOf = (end: ChildEnd, tooHard: FileRefusal): Buffer | FileRefusal => {
    if (end.kind === 'done') return end.output;
    if (end.kind === 'refused' && isFileRefusal(end.word)) return end.word;
    logger.warn('upload refused: its decoder ended', end);
    return tooHard;
  };

  const drawn = async (personId: string, bytes: Buffer, kind: FileKind): Promise<Buffer | FileRefusal> => {
    if (kind === 'heic') return outcomeOf(await heics.run(personId, () => redrawHeic(bytes)), 'picture-too-hard');
    if (kind !== 'pdf') return pictures.run(personId, () => redraw(bytes, kind));
    const verdict = outcomeOf(await pdfs.run(personId, () => inspectPdf(bytes)), 'pdf-too-hard');
    return typeof verdict === 'string' ? verdict : bytes;
  };

  return {
    async inspect(personId, bytes) {
      const kind = kindOf(bytes);
      if (kind === undefined) throw refusedFile('file-kind');
      const content = await drawn(personId, bytes, kind).catch((error: unknown) => {
        if (!(error instanceof LaneFull)) logger.error('upload not inspected', { error });
        throw busy();
      });
      if (typeof content === 'string') throw refusedFile(content);
      return accepted(content, kind);
    },
  };
};
