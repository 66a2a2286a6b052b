import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { DataSource } from 'typeorm';
import type { AuditDoor } from './door/command-door';
import { openOriginal } from './originals';
import { contentPath } from './reconcile/attachment-files';
import { text, textOrNull } from './row';
import type { Row } from './admin';

export interface TakeOut {
  attachmentId: string;
  /** A file that does not exist yet. */
  to: string;
  /** Who opens it, for the audit log. */
  operator: string;
  attachmentsDir: string;
  secretKey: Buffer;
}

/** There is no original to open, or no place for it; nothing was written. */
export class CannotOpenOriginal extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'CannotOpenOriginal';
  }
}

const rowOf = async (db: DataSource, attachmentId: string): Promise<Row> => {
  const rows: Row[] = await db.query(
    'SELECT town_id, sha256, media_type, original_sha256, original_type, sealed_sha256 FROM attachment WHERE attachment_id = ?',
    [attachmentId],
  );
  if (rows[0] === undefined) throw new CannotOpenOriginal(`there is no attachment ${attachmentId}`);
  return rows[0];
};

const contentOf = async (row: Row, { attachmentsDir, secretKey }: TakeOut): Promise<Buffer> => {
  const sealed = textOrNull(row, 'sealed_sha256');
  const path = contentPath(attachmentsDir, sealed ?? text(row, 'sha256'));
  if (!existsSync(path)) throw new CannotOpenOriginal(`${path} is missing: run \`reconcile check --class D11\``);
  const bytes = await readFile(path);
  if (sealed === null) return bytes;
  try {
    return openOriginal(secretKey, bytes, text(row, 'original_sha256'));
  } catch {
    throw new CannotOpenOriginal(`${path} was changed, or was sealed with another payload key`);
  }
};

/**
 * Writes the file of an upload as it was sent. The audit log says so before the file is there: without the one there is not
 * the other. @throws CannotOpenOriginal
 */
export const takeOutOriginal = async (
  { db, door }: { db: DataSource; door: AuditDoor },
  asked: TakeOut,
): Promise<{ sha256: string; mediaType: string; bytes: number }> => {
  const { attachmentId, to, operator } = asked;
  if (existsSync(to)) throw new CannotOpenOriginal(`${to} exists already`);
  const row = await rowOf(db, attachmentId);
  const content = await contentOf(row, asked);
  const sha256 = textOrNull(row, 'original_sha256') ?? text(row, 'sha256');
  await door.audit({
    personId: null,
    townId: text(row, 'town_id'),
    action: 'original-opened',
    ref: attachmentId,
    data: { sha256, operator },
  });
  await writeFile(to, content, { flag: 'wx', mode: 0o600 });
  return { sha256, mediaType: textOrNull(row, 'original_type') ?? text(row, 'media_type'), bytes: content.length };
};
