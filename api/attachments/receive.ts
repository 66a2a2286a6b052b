import type { Request, Response } from 'express';
import multer, { memoryStorage, MulterError } from 'multer';
import { malformed, Problem } from '../problem';
import { MAX_FILE_BYTES, MAX_FILE_WORDS } from './limits';

/** Memory is enough: one bounded file, few at a time, and nothing is left behind when the sender stops. */
const upload = multer({
  storage: memoryStorage(),
  defParamCharset: 'utf8',
  limits: {
    fileSize: MAX_FILE_BYTES,
    files: 1,
    fields: 5,
    fieldSize: 1_000,
    parts: 7,
    headerPairs: 20,
    fieldNameSize: 100,
  },
}).single('file');

const tooLarge = (): Problem =>
  new Problem('too-large', `文件超过 ${MAX_FILE_WORDS}，请缩小后再上传。`, { headers: { Connection: 'close' } });

/** multer reports truncated bodies, a missing boundary and NUL in names as plain errors: all of them are the sender's. */
const asProblem = (error: unknown): Error => {
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') return tooLarge();
  if (error instanceof Problem || error instanceof MulterError) return error;
  return malformed('上传内容格式错误或不完整。');
};

/** What came in a multipart body: the file of its field `file`, and the texts beside it, which nobody has checked. */
export interface Received {
  name: string;
  bytes: Buffer;
  beside: Record<string, unknown>;
}

/** Reads a multipart upload with one file. */
export const receiveFile = async (request: Request, response: Response): Promise<Received> => {
  if (!/^multipart\/form-data\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new Problem('unsupported-media-type', '上传必须是 multipart/form-data。');
  if (Number(request.headers['content-length'] ?? 0) > MAX_FILE_BYTES + 64 * 1024) throw tooLarge();
  await new Promise<void>((resolve, reject) => {
    upload(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(asProblem(error));
    });
  });
  if (!request.file) throw malformed('缺少名为 file 的文件。');
  return { name: request.file.originalname, bytes: request.file.buffer, beside: { ...(request.body as object) } };
};
