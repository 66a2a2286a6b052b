import type { Request, Response } from 'express';
import multer, { memoryStorage, MulterError } from 'multer';
import { malformed, Problem } from '../problem';

const maxBytes = 10 * 1024 * 1024;

/** Memory is enough: 10 MB at most, one file, and nothing is left behind when the sender stops. */
const upload = multer({
  storage: memoryStorage(),
  defParamCharset: 'utf8',
  limits: { fileSize: maxBytes, files: 1, fields: 0, parts: 2, headerPairs: 20, fieldNameSize: 100 },
}).single('file');

/** multer reports truncated bodies, a missing boundary and NUL in names as plain errors: all of them are the sender's. */
const asProblem = (error: unknown): Error => {
  if (error instanceof Problem || error instanceof MulterError) return error;
  return malformed('上传内容格式错误或不完整。');
};

/** Reads a multipart upload with one field `file`. */
export const receiveFile = async (request: Request, response: Response): Promise<{ name: string; bytes: Buffer }> => {
  if (!/^multipart\/form-data\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new Problem('unsupported-media-type', '上传必须是 multipart/form-data。');
  if (Number(request.headers['content-length'] ?? 0) > maxBytes + 64 * 1024)
    throw new Problem('too-large', '文件超过 10 MB。', { headers: { Connection: 'close' } });
  await new Promise<void>((resolve, reject) => {
    upload(request, response, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(asProblem(error));
    });
  });
  if (!request.file) throw malformed('缺少名为 file 的文件。');
  return { name: request.file.originalname, bytes: request.file.buffer };
};
