import type { TownKnowledge } from './directory-cache';
import { finish, type Finished } from './finish';
import { giveNumbers } from './numbering';
import { makePlan, type Plan, type Stage } from './plan';
import { queueRows } from './queue';
import { NeedsCounters, type Tx } from './transaction';
import type { Statement } from './sql';
import { caseRows } from './write-case';
import { deadlineRows } from './write-deadlines';
import { escalationRows } from './write-escalation';
import { evidenceRows } from './write-evidence';
import { eventRows, outboxRows, streamRow } from './write-events';
import { notificationRows } from './write-notifications';
import { paperRows } from './write-papers';
import { proposalRows } from './write-proposals';

/** What the rules made of a stream under the lock, and the statements that write it. Nothing is written yet. */
export interface Act {
  plan: Plan;
  finished: Finished[];
  writes: Statement[];
}

/** Runs the rules, gives out the numbers and puts everything that follows into statements. */
export const act = async (
  tx: Tx,
  stage: Stage,
  { hooks }: TownKnowledge,
  { cmdKey, mainSent }: { cmdKey: string | null; mainSent: boolean },
): Promise<Act> => {
  const plan = await makePlan(tx, stage);
  // All that are missing at once: the transaction runs again for them, and that should be once.
  const missing = [...stage.known.missingCounters, ...(await giveNumbers(tx, plan))];
  if (missing.length > 0) throw new NeedsCounters(missing);
  const finished = finish(plan);
  const writes = finished.flatMap((one) => {
    const isMain = one.streamId === plan.main.play.streamId;
    return [
      ...eventRows(one, isMain ? cmdKey : null),
      ...streamRow(one),
      ...(one.kind === 'case' ? caseRows(one) : escalationRows(one)),
      ...deadlineRows(one.envelopes),
      ...proposalRows(one),
      ...paperRows(one),
      ...evidenceRows(one),
      ...notificationRows(one, hooks),
      ...outboxRows(one, isMain && mainSent),
    ];
  });
  return { plan, finished, writes: [...writes, ...queueRows(plan)] };
};
