import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { toMs } from '../../domain/clock/instant';
import type { Row } from '../admin';
import { openOriginal, SEAL_BYTES } from '../originals';
import { read } from '../reading';
import { text, textOrNull, whole } from '../row';
import { marks, statement } from '../sql';
import { contentFiles, contentPath, sha256OfFile } from './attachment-files';
import type { RecordCheck } from './check';
import type { Finding } from './finding';
import { sceneNow, type Scene } from './scene';

const pageSize = 200;
/** A file is there before its row; so long after, the row will not come. */
const strayAfterMs = 3_600_000;

/** A file that a row names: what is served, or the sealed original. */
interface Named {
  what: string;
  sha256: string;
  size: number;
  /** Of a sealed original: the hash of what is in it. */
  original?: string;
}

const filesOf = (row: Row): Named[] => {
  const served = { what: 'file', sha256: text(row, 'sha256'), size: whole(row, 'size') };
  const sealed = textOrNull(row, 'sealed_sha256');
  if (sealed === null) return [served];
  return [
    served,
    {
      what: 'sealed original',
      sha256: sealed,
      size: whole(row, 'original_size') + SEAL_BYTES,
      original: text(row, 'original_sha256'),
    },
  ];
};

const opens = async (secretKey: Buffer, path: string, original: string): Promise<boolean> => {
  const sealed = await readFile(path);
  try {
    openOriginal(secretKey, sealed, original);
    return true;
  } catch {
    return false;
  }
};

const problemOf = async (
  { attachmentsDir: folder, secretKey }: Scene,
  { what, sha256, size, original }: Named,
): Promise<string | null> => {
  const path = contentPath(folder, sha256);
  if (!existsSync(path)) return `its ${what} is missing`;
  const { size: found } = await stat(path);
  if (found !== size) return `its ${what} has ${found} bytes instead of ${size}`;
  if ((await sha256OfFile(path)) !== sha256) return `its ${what} has another content`;
  if (original === undefined || secretKey === null || (await opens(secretKey, path, original))) return null;
  return `its ${what} does not open with the payload key`;
};

const findingsOn = async (scene: Scene, row: Row): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const named of filesOf(row)) {
    const what = await problemOf(scene, named);
    const { sha256, size } = named;
    if (what !== null)
      findings.push({ class: 'D11', ref: text(row, 'attachment_id'), what, evidence: { sha256, size } });
  }
  return findings;
};

const lostUploads = async (scene: Scene): Promise<Finding[]> => {
  const { store } = scene;
  const findings: Finding[] = [];
  for (let after = ''; ;) {
    const [rows] = await read(store, [
      statement(
        `SELECT attachment_id, sha256, size, sealed_sha256, original_sha256, original_size FROM attachment
         WHERE attachment_id > ? ORDER BY attachment_id LIMIT ?`,
        [after, pageSize],
      ),
    ]);
    for (const row of rows ?? []) {
      after = text(row, 'attachment_id');
      findings.push(...(await findingsOn(scene, row)));
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
      statement(
        `SELECT sha256 FROM attachment WHERE sha256 IN (${marks(hashes)})
         UNION SELECT sealed_sha256 FROM attachment WHERE sealed_sha256 IN (${marks(hashes)})`,
        [...hashes, ...hashes],
      ),
    ]);
    const known = new Set((rows ?? []).map((row) => text(row, 'sha256')));
    for (const { sha256, size } of page) {
      if (known.has(sha256)) continue;
      findings.push({ class: 'D11', ref: sha256, what: 'no upload names this file', evidence: { size } });
    }
  }
  return findings;
};

/** Every upload has its file and its sealed original with size and hash, which opens; every file has its upload. */
export const uploads: RecordCheck = {
  class: 'D11',
  asksTemporal: false,
  look: async (scene) => [...(await lostUploads(scene)), ...(await strayFiles(scene))],
};
