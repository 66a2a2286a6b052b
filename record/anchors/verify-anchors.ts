import { NO_HASH } from '../hash';
import { read } from '../reading';
import { text, whole } from '../row';
import { statement, type Statement } from '../sql';
import type { Store } from '../store';
import { anchorHash, dayOf, merkleRoot, type Anchor, type Leaf } from './anchor';
import { readAnchorFile, type AnchorLine } from './anchor-file';
import { anchorIn, anchorsAfter, leafIn, leavesOf } from './rows';

/** What is wrong about an anchor, in a sentence. */
export interface AnchorProblem {
  anchorNo: number;
  /** The chain that is shorter or other than was anchored, where it is one. */
  chainId: string | null;
  what: string;
}

export interface AnchorsReport {
  anchors: number;
  problems: AnchorProblem[];
}

const pageSize = 20;

async function* anchorsInDatabase(store: Store): AsyncGenerator<AnchorLine> {
  for (let after = 0; ;) {
    const [rows] = await read(store, [anchorsAfter(after, pageSize)]);
    const page = (rows ?? []).map(anchorIn);
    for (const anchor of page) {
      const [leaves] = await read(store, [leavesOf(anchor.anchorNo)]);
      yield { ...anchor, leaves: (leaves ?? []).map(leafIn) };
    }
    const last = page.at(-1);
    if (last === undefined) return;
    after = last.anchorNo;
  }
}

/** An anchor by itself and against the one before: numbers, chain, root, and that the count never falls. */
const ownProblems = (line: AnchorLine, before: Anchor | null): string[] => {
  const problems: string[] = [];
  if (line.anchorNo !== (before?.anchorNo ?? 0) + 1) problems.push(`follows on anchor ${before?.anchorNo ?? 0}`);
  if (line.prevHash !== (before?.hash ?? NO_HASH)) problems.push('does not continue the chain of anchors');
  if (anchorHash(line) !== line.hash) problems.push('its hash is not the hash of what it says');
  if (line.leaves.length === 0 || merkleRoot(line.leaves) !== line.merkleRoot)
    problems.push('its root is not the root of its leaves');
  if (line.links <= (before?.links ?? 0)) problems.push('counts fewer links than the anchor before');
  return problems;
};

/** Ends that are not in the log any more, or are another event now. */
const lostLeaves = async (store: Store, leaves: readonly Leaf[]): Promise<string[]> => {
  const lost: string[] = [];
  for (let from = 0; from < leaves.length; from += 200) {
    const page = leaves.slice(from, from + 200);
    const hashes = await hashesAt(store, page);
    lost.push(
      ...page
        .filter(({ chainId, seq, hash }) => hashes.get(`${chainId} ${seq}`) !== hash)
        .map(({ chainId }) => chainId),
    );
  }
  return lost;
};

/** Rows at these places of a table, or none for no places; the condition is one that all three databases turn into ranges. */
const at = (sql: string, columns: [string, string], places: readonly (readonly [string, number])[]): Statement[] => {
  const [id, number] = columns;
  if (places.length === 0) return [];
  const where = places.map(() => `(${id} = ? AND ${number} = ?)`).join(' OR ');
  return [statement(`${sql} WHERE ${where}`, places.flat())];
};

const hashesAt = async (store: Store, leaves: readonly Leaf[]): Promise<Map<string, string>> => {
  const streams = leaves.filter(({ chainId }) => dayOf(chainId) === undefined);
  const days = leaves.flatMap(({ chainId, seq }): [string, number][] => {
    const day = dayOf(chainId);
    return day === undefined ? [] : [[day, seq]];
  });
  const answers = await read(store, [
    ...at(
      'SELECT stream_id AS chain_id, seq, hash FROM event',
      ['stream_id', 'seq'],
      streams.map(({ chainId, seq }) => [chainId, seq]),
    ),
    ...at("SELECT CONCAT('audit:', day) AS chain_id, n AS seq, hash FROM audit", ['day', 'n'], days),
  ]);
  return new Map(answers.flat().map((row) => [`${text(row, 'chain_id')} ${whole(row, 'seq')}`, text(row, 'hash')]));
};

const problemsOf = async (store: Store, line: AnchorLine, before: Anchor | null): Promise<AnchorProblem[]> => {
  const { anchorNo } = line;
  const own = ownProblems(line, before).map((what) => ({ anchorNo, chainId: null, what }));
  const lost = await lostLeaves(store, line.leaves);
  const ends = lost.map((chainId) => ({ anchorNo, chainId, what: 'the end that was anchored is not in the log' }));
  return [...own, ...ends];
};

/** Every anchor in the database: that it is what it was, and that the log still has every end it names. */
export const verifyAnchors = async (store: Store): Promise<AnchorsReport> => {
  const problems: AnchorProblem[] = [];
  let before: AnchorLine | null = null;
  for await (const line of anchorsInDatabase(store)) {
    problems.push(...(await problemsOf(store, line, before)));
    before = line;
  }
  return { anchors: before?.anchorNo ?? 0, problems };
};

/** The same against the file outside the database, which whoever cuts the database cannot reach. */
export const verifyAnchorFile = async (store: Store, file: string): Promise<AnchorsReport> => {
  const lines = readAnchorFile(file);
  const problems: AnchorProblem[] = [];
  if (lines.length === 0) problems.push({ anchorNo: 0, chainId: null, what: `${file} holds no anchors` });
  let before: AnchorLine | null = null;
  for (const line of lines) {
    problems.push(...(await problemsOf(store, line, before)));
    const [rows] = await read(store, [statement('SELECT hash FROM anchor WHERE anchor_no = ?', [line.anchorNo])]);
    const row = rows?.[0];
    if (row === undefined) problems.push({ ...nowhere(line), what: 'is in the file and not in the database' });
    else if (text(row, 'hash') !== line.hash)
      problems.push({ ...nowhere(line), what: 'is another one in the database' });
    before = line;
  }
  return { anchors: lines.length, problems };
};

const nowhere = ({ anchorNo }: AnchorLine) => ({ anchorNo, chainId: null });
