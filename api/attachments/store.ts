import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Uploads on disk by content: the same bytes are kept once, under their SHA-256. */
export interface AttachmentStore {
  /** Makes the bytes durable before the caller writes a row that names them. */
  keep(bytes: Buffer): Promise<{ sha256: string }>;
  /** Undefined when the content is not there. */
  read(sha256: string): Promise<{ size: number; stream(): ReadStream } | undefined>;
}

const exists = (path: string): Promise<number | undefined> =>
  stat(path).then(
    (found) => found.size,
    () => undefined,
  );

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync();
  await handle.close();
};

const writeDurably = async (folder: string, name: string, bytes: Buffer): Promise<void> => {
  const draft = join(folder, `.${randomUUID()}.part`);
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
    await handle.close();
    await rename(draft, join(folder, name));
    await syncFolder(folder);
  } finally {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
  }
};

export const createAttachmentStore = (dataDir: string): AttachmentStore => {
  const folderOf = (sha256: string): string => join(dataDir, 'attachments', sha256.slice(0, 2));
  return {
    async keep(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const folder = folderOf(sha256);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if ((await exists(join(folder, sha256))) !== bytes.length) await writeDurably(folder, sha256, bytes);
      return { sha256 };
    },
    async read(sha256) {
      const path = join(folderOf(sha256), sha256);
      const size = await exists(path);
      return size === undefined ? undefined : { size, stream: () => createReadStream(path) };
    },
  };
};
