import { CounterRow } from '../entities/ledger.entity';
import { decide, type StreamWork, type DecisionBasis } from './decide';
import type { TownKnowledge } from './directory-cache';
import { updateOf } from './entity-sql';
import { viewRows } from './projections';
import { carriedOut, queueRows } from './queue';
import { seal, type SealedStream } from './seal-streams';
import { NeedsCounters, type Tx } from './transaction';
import type { Statement } from './sql';
import { eventRows, feedRows, outboxRows, streamRow } from './write-events';
import { notificationRows } from './write-notifications';

/** What the rules made of a stream under the lock, and the statements that write it. Nothing is written yet. */
export interface DecidedWrites {
  work: StreamWork;
  sealed: SealedStream[];
  writes: Statement[];
}

/** Runs the rules and puts everything that follows into statements. */
export const decideAndWrite = async (
  tx: Tx,
  basis: DecisionBasis,
  { hooks }: TownKnowledge,
  { cmdKey, mainSent }: { cmdKey: string | null; mainSent: boolean },
): Promise<DecidedWrites> => {
  const work = await decide(tx, basis);
  // All that are missing at once: the transaction runs again for them, and that should be once.
  const missing = [...basis.cache.missingCounters];
  if (missing.length > 0) throw new NeedsCounters(missing);
  const sealed = seal(work);
  const writes = sealed.flatMap((one) => {
    const isMain = one.streamId === work.main.streamId;
    return [
      ...eventRows(one, isMain ? cmdKey : null),
      ...streamRow(one),
      ...viewRows(one),
      ...notificationRows(one, hooks),
      ...outboxRows(one, isMain && mainSent),
      ...feedRows(one),
    ];
  });
  // Counters are locked until the commit; a rollback gives the numbers back, so no scope has a gap.
  const counted = [...work.numbers].map(([scope, n]) => updateOf(CounterRow, { n }, { scope }));
  return { work, sealed, writes: [...writes, ...counted, ...takenRows(work), ...queueRows(work)] };
};

const takenRows = ({ taken }: StreamWork): Statement[] =>
  [...new Set(taken.map(({ streamId }) => streamId))].flatMap((streamId) =>
    carriedOut(
      streamId,
      taken.filter((one) => one.streamId === streamId).map(({ cause }) => cause),
    ),
  );
