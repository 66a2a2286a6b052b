import { verifyAuditDays } from '../audit-chain';
import { verifyChain } from '../chain';
import { verifyAnchorFile, verifyAnchors } from '../anchors/verify-anchors';
import { read } from '../reading';
import { text, whole } from '../row';
import { statement } from '../sql';
import type { Store } from '../store';
import type { RecordCheck, StreamCheck } from './check';
import type { Finding } from './finding';

/** The hash chain of each stream, and its end against the stream's row. */
export const streamChains: StreamCheck = {
  class: 'D8',
  asksTemporal: false,
  async look(streams, { store }) {
    const findings: Finding[] = [];
    for (const { streamId, lastSeq } of streams) {
      const { valid, events, firstBadSeq = 0 } = await verifyChain(store, streamId);
      if (valid) continue;
      findings.push({
        class: 'D8',
        ref: streamId,
        what: `its chain is broken at event ${firstBadSeq}`,
        evidence: { firstBadSeq, events, lastSeq },
      });
    }
    return findings;
  },
};

/** Streams that have events and no row. */
const headless = async (store: Store): Promise<Finding[]> => {
  const [rows] = await read(store, [
    statement(
      `SELECT e.stream_id, COUNT(*) AS events FROM event e LEFT JOIN stream s ON s.stream_id = e.stream_id
       WHERE s.stream_id IS NULL GROUP BY e.stream_id`,
    ),
  ]);
  return (rows ?? []).map((row) => ({
    class: 'D8',
    ref: text(row, 'stream_id'),
    what: 'it has events and no row that says where they end',
    evidence: { events: whole(row, 'events') },
  }));
};

/** The audit log's chains, a day each, and all anchors, with the file outside where one is given. */
export const otherChains: RecordCheck = {
  class: 'D8',
  asksTemporal: false,
  async look({ store, anchorFile }) {
    const days = await verifyAuditDays(store);
    const inside = await verifyAnchors(store);
    const outside = anchorFile === null ? [] : (await verifyAnchorFile(store, anchorFile)).problems;
    const ofAnchors = (place: string, problems: typeof outside): Finding[] =>
      problems.map(({ anchorNo, chainId, what }) => ({
        class: 'D8',
        ref: chainId ?? `anchor ${anchorNo}`,
        what: `anchor ${anchorNo} (${place}): ${what}`,
        evidence: { anchorNo, place },
      }));
    return [
      ...(await headless(store)),
      ...days.problems.map(({ day, n, what }): Finding => ({
        class: 'D8',
        ref: `audit:${day}`,
        what: `the audit log of ${day} at entry ${n}: ${what}`,
        evidence: { day, n },
      })),
      ...ofAnchors('in the database', inside.problems),
      ...ofAnchors('in the file', outside),
    ];
  },
};
