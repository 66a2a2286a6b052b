import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Instant } from '../../domain/clock/instant';
import { canonical } from '../canonical';
import { read } from '../reading';
import { whole } from '../row';
import { statement } from '../sql';
import type { Store } from '../store';
import { transact } from '../transaction';
import type { Anchor, Leaf } from './anchor';
import { anchorIn, anchorsAfter, leafIn, leavesOf } from './rows';

/** An anchor as a line of the file outside the database has it. */
export interface AnchorLine extends Anchor {
  leaves: Leaf[];
}

/** The file holds anchors that the database does not have: an older state was restored, or the end was cut off. */
export class AnchorFileAhead extends Error {
  constructor(file: string, inFile: number, inDatabase: number) {
    super(
      `${file} ends with anchor ${inFile}, the database with ${inDatabase}: run verify-chain with --anchors, ` +
        'and move the file aside only when an older state was restored on purpose',
    );
    this.name = 'AnchorFileAhead';
  }
}

const isLine = (value: unknown): value is AnchorLine =>
  typeof value === 'object' &&
  value !== null &&
  'anchorNo' in value &&
  'leaves' in value &&
  Array.isArray(value.leaves);

const lineIn = (text: string): AnchorLine[] => {
  try {
    const value: unknown = JSON.parse(text);
    return isLine(value) ? [value] : [];
  } catch {
    return [];
  }
};

/**
 * The anchors in the file, one of each that is there twice (two processes may append at once). An interrupted write leaves
 * a line that cannot be read: it is passed over, and what it should have held is missing from the numbers or follows again.
 */
export const readAnchorFile = (file: string): AnchorLine[] => {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').flatMap(lineIn);
  return [...new Map(lines.map((line) => [`${line.anchorNo} ${line.hash}`, line])).values()];
};

const endsInLine = async (handle: FileHandle): Promise<boolean> => {
  const { size } = await handle.stat();
  if (size === 0) return true;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n';
};

const append = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'a+', 0o640);
  try {
    await handle.appendFile((await endsInLine(handle)) ? text : `\n${text}`);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const pageSize = 50;

/**
 * Appends what the file does not have yet, durably, and marks it exported. Each process keeps a file of its own, which is
 * whole. Returns the anchors that were appended.
 */
export const exportAnchors = async (store: Store, file: string, now: Instant): Promise<AnchorLine[]> => {
  const appended: AnchorLine[] = [];
  let lastNo = Math.max(0, ...readAnchorFile(file).map(({ anchorNo }) => anchorNo));
  const [newest] = await read(store, [statement('SELECT COALESCE(MAX(anchor_no), 0) AS n FROM anchor')]);
  const inDatabase = (newest ?? []).map((row) => whole(row, 'n'))[0] ?? 0;
  if (lastNo > inDatabase) throw new AnchorFileAhead(file, lastNo, inDatabase);
  while (lastNo < inDatabase) {
    const [rows] = await read(store, [anchorsAfter(lastNo, pageSize)]);
    const page: AnchorLine[] = [];
    for (const anchor of (rows ?? []).map(anchorIn)) {
      const [leaves] = await read(store, [leavesOf(anchor.anchorNo)]);
      page.push({ ...anchor, leaves: (leaves ?? []).map(leafIn) });
    }
    if (page.length === 0) break;
    await append(file, page.map((line) => `${canonical(line)}\n`).join(''));
    lastNo = page.at(-1)?.anchorNo ?? lastNo;
    await markExported(store, lastNo, now);
    appended.push(...page);
  }
  return appended;
};

const markExported = (store: Store, anchorNo: number, now: Instant): Promise<void> =>
  transact(store, (tx) =>
    tx.commit([
      statement('UPDATE anchor SET exported_at = ? WHERE anchor_no <= ? AND exported_at IS NULL', [now, anchorNo]),
    ]),
  );
