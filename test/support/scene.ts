import { MODULES } from '../../domain/modules';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createLogger } from '../../logger';
import { sealOriginal } from '../../record/originals';
import { contentPath } from '../../record/reconcile/attachment-files';
import type { FindingClass } from '../../record/reconcile/finding';
import { runChecks, type CheckReport } from '../../record/reconcile/run-checks';
import { openScene, type Scene } from '../../record/reconcile/scene';
import type { TemporalView } from '../../record/reconcile/temporal-view';
import { type TestDoor } from './record';

const logger = createLogger({ level: 'error', service: 'test', silent: true });

/** A record with a folder of its own for what lies beside the database. */
export interface TestScene {
  scene: Scene;
  folder: string;
  check(classes?: FindingClass[]): Promise<CheckReport>;
  close(): Promise<void>;
}

/** Gives an upload a sealed original beside what is served of it; returns where that lies. */
export const sealOriginalOf = async (
  test: TestDoor,
  { attachmentsDir, secretKey, attachmentId }: { attachmentsDir: string; secretKey: Buffer; attachmentId: string },
): Promise<{ path: string; original: Buffer }> => {
  const original = Buffer.from(`as it was sent: ${attachmentId}`);
  const { sealed, sha256: originalSha256 } = sealOriginal(secretKey, original);
  const sealedSha256 = createHash('sha256').update(sealed).digest('hex');
  const path = contentPath(attachmentsDir, sealedSha256);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, sealed);
  await test.fresh.sources.write.query(
    'UPDATE attachment SET original_sha256 = ?, original_size = ?, original_type = ?, sealed_sha256 = ? WHERE attachment_id = ?',
    [originalSha256, original.length, 'image/heic', sealedSha256, attachmentId],
  );
  return { path, original };
};

/** Gives the uploads of the seed the files that they name. */
const writeUploads = async (test: TestDoor, attachmentsDir: string): Promise<void> => {
  for (const { attachment_id: id } of await test.rows('SELECT attachment_id FROM attachment')) {
    const content = `content of ${String(id)}`;
    const sha256 = createHash('sha256').update(content).digest('hex');
    const path = contentPath(attachmentsDir, sha256);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    const sql = 'UPDATE attachment SET sha256 = ?, size = ? WHERE attachment_id = ?';
    await test.fresh.sources.write.query(sql, [sha256, content.length, id]);
  }
};

export const aScene = async (
  test: TestDoor,
  temporal: TemporalView | null = null,
  modules = MODULES,
): Promise<TestScene> => {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-scene-'));
  const attachmentsDir = join(folder, 'attachments');
  await writeUploads(test, attachmentsDir);
  const scene = await openScene({
    sources: test.fresh.sources,
    modules,
    logger,
    temporal,
    attachmentsDir,
    now: () => test.now(),
  });
  return {
    scene,
    folder,
    check: (classes) => runChecks(scene, { confirmMs: 0, ...(classes === undefined ? {} : { classes }) }),
    async close() {
      await scene.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
