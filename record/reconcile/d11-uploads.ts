import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { toMs } from '../../domain/clock/instant';
import type { Row } from '../door';
import { read } from '../reading';
import { text, whole } from '../row';
import { marks, statement } from '../sql';
import { contentFiles, contentPath, sha256OfFile } from './attachment-files';
import type { RecordCheck } from './check';
import type { Finding } from './finding';
import { sceneNow, type Scene } from './scene';

const pageSize = 200;
/** A file is there before its row; so long after, the row will not come. */
const strayAfterMs = 3_600_000;

const problemOf = async (folder: string, row: Row): Promise<string | null> => {
  const sha256 = text(row, 'sha256');
  const path = contentPath(folder, sha256);
  if (!existsSync(path)) return 'its file is missing';
  const { size } = await stat(path);
  if (size !== whole(row, 'size')) return `its file has ${size} bytes instead of ${whole(row, 'size')}`;
  return (await sha256OfFile(path)) === sha256 ? null : 'its file has another content';
};

const lostUploads = async ({ store, attachmentsDir }: Scene): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (let after = ''; ;) {
    const [rows] = await read(store, [
      statement(
        'SELECT attachment_id, sha256, size FROM attachment WHERE attachment_id > ? ORDER BY attachment_id LIMIT ?',
        [after, pageSize],
      ),
    ]);
    for (const row of rows ?? []) {
      after = text(row, 'attachment_id');
      const what = await problemOf(attachmentsDir, row);
      if (what === null) continue;
      findings.push({
        class: 'D11',
        ref: after,
        what,
        evidence: { sha256: text(row, 'sha256'), size: whole(row, 'size') },
      });
    }
    if ((rows ?? []).length < pageSize) return findings;
  }
};

const strayFiles = async (scene: Scene): Promise<Finding[]> => {
  const { store, attachmentsDir } = scene;
  const oldestMs = toMs(await sceneNow(scene)) - strayAfterMs;
  const old: { sha256: string; size: number }[] = [];
  for await (const file of contentFiles(attachmentsDir)) if (file.changedMs < oldestMs) old.push(file);
  const findings: Finding[] = [];
  for (let from = 0; from < old.length; from += pageSize) {
    const page = old.slice(from, from + pageSize);
    const hashes = page.map(({ sha256 }) => sha256);
    const [rows] = await read(store, [
      statement(`SELECT DISTINCT sha256 FROM attachment WHERE sha256 IN (${marks(hashes)})`, hashes),
    ]);
    const known = new Set((rows ?? []).map((row) => text(row, 'sha256')));
    for (const { sha256, size } of page) {
      if (known.has(sha256)) continue;
      findings.push({ class: 'D11', ref: sha256, what: 'no upload names this file', evidence: { size } });
    }
  }
  return findings;
};

/** Every upload has its file with its size and hash; every file has its upload. */
export const uploads: RecordCheck = {
  class: 'D11',
  asksTemporal: false,
  look: async (scene) => [...(await lostUploads(scene)), ...(await strayFiles(scene))],
};
