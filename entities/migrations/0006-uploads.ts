import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, addIndices, dropColumns, dropIndices, index, opt } from './tables';

const added = ['original_sha256', 'original_size', 'original_type', 'sealed_sha256'];

/** What was uploaded, beside what is served of it. Rows without it are served as they were uploaded. */
export class Uploads1764100000006 implements MigrationInterface {
  name = 'Uploads1764100000006';

  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'attachment', [
      { column: opt('original_sha256', 'hash') },
      { column: opt('original_size', 'number') },
      { column: opt('original_type', 'id') },
      { column: opt('sealed_sha256', 'hash') },
    ]);
    await addIndices(runner, 'attachment', [
      index('ix_attachment_sealed', ['sealed_sha256']),
      index('ix_attachment_uploader', ['uploaded_by', 'uploaded_at']),
    ]);
    await addIndices(runner, 'attachment_use', [index('ix_attachment_use_stream', ['stream_id'])]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndices(runner, 'attachment_use', ['ix_attachment_use_stream']);
    await dropIndices(runner, 'attachment', ['ix_attachment_sealed', 'ix_attachment_uploader']);
    await dropColumns(runner, 'attachment', added);
  }
}
