import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { ReporterIdentity } from './request';
import { ReporterIdentityRow } from '../entities/case.entity';
import { insertInto } from './entity-sql';
import { newId } from './new-id';
import { statement, type Statement } from './sql';

/** The name under which a protected reporter signs in this case, and under which separation is checked. */
export const newAlias = (): string => `reporter:${newId()}`;

/** `iv.tag.text`, each in base64, AES-256-GCM. */
export const encrypted = (key: Buffer, text: string): string => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64')).join('.');
};

/** Throws when the key is another one or the text was changed. */
export const decrypted = (key: Buffer, text: string): string => {
  const [iv, tag, sealed] = text.split('.').map((part) => Buffer.from(part, 'base64'));
  if (iv === undefined || tag === undefined || sealed === undefined) throw new Error('not an encrypted text');
  const decipher = createDecipheriv('aes-256-gcm', key, iv);
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
};

/** The aliases under which a person signed in a case. */
export const aliasesOf = (caseId: string, personId: string): Statement =>
  statement('SELECT alias FROM reporter_identity WHERE case_id = ? AND person_id = ?', [caseId, personId]);

/** The row that links an alias to a person; nothing else in the record does. */
export const identityRow = (
  key: Buffer,
  row: { caseId: string; alias: string; personId: string | null; identity: ReporterIdentity | undefined },
): Statement[] => {
  const { caseId, alias, personId, identity } = row;
  return insertInto(ReporterIdentityRow, [
    {
      caseId,
      alias,
      personId,
      anonymous: identity?.anonymous !== false,
      name: identity === undefined ? null : encrypted(key, identity.name),
      phone: identity === undefined ? null : encrypted(key, identity.phone),
    },
  ]);
};

/** What a protected report brings along was uploaded by its alias, under no name that its sender gave it, unless another stream knows it already. */
export const sealUploads = (
  attachmentIds: string[],
  { streamId, alias, personId }: { streamId: string; alias: string; personId: string },
): Statement[] =>
  attachmentIds.map((attachmentId) =>
    statement(
      `UPDATE attachment SET uploaded_by = ?, file_name = CASE media_type WHEN 'application/pdf' THEN '现场材料.pdf'
       WHEN 'image/png' THEN '现场材料.png' ELSE '现场材料.jpg' END WHERE attachment_id = ? AND uploaded_by = ? AND NOT EXISTS
       (SELECT 1 FROM attachment_use u WHERE u.attachment_id = attachment.attachment_id AND u.stream_id <> ?)`,
      [alias, attachmentId, personId, streamId],
    ),
  );
