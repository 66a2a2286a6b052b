import type { Arm } from '../domain/stream';
import type { AnyEnvelope } from '../domain/modules';
import { insert, marks, statement, update, type Statement } from './sql';

/** What the events do to the deadline ledger, in their order. */
export const deadlineRows = (events: readonly AnyEnvelope[]): Statement[] => events.flatMap(changesOf);

const changesOf = ({ streamId, seq, at, body }: AnyEnvelope): Statement[] => {
  const key = (deadlineId: string) => ({ stream_id: streamId, deadline_id: deadlineId });
  const statements = insert(
    'deadline',
    (body.arms ?? []).map((arm) => armed(arm, streamId, seq)),
  );
  if (body.fires !== undefined) {
    statements.push(update('deadline', { state: 'fired', fired_at: at, end_seq: seq }, key(body.fires)));
  }
  for (const [metAt, ids] of byValue(body.meets, ({ metAt: instant }) => instant)) {
    // A fired one stays fired: that it was missed is a fact.
    statements.push(
      statement(
        `UPDATE deadline SET met_at = ?, end_seq = ?, state = CASE WHEN state = 'fired' THEN state ELSE 'met' END
         WHERE stream_id = ? AND deadline_id IN (${marks(ids)})`,
        [metAt, seq, streamId, ...ids],
      ),
    );
  }
  for (const [reason, ids] of byValue(body.cancels, (cancel) => cancel.reason)) {
    statements.push(
      statement(
        `UPDATE deadline SET state = 'cancelled', reason = ?, end_seq = ?
         WHERE stream_id = ? AND state IN ('armed', 'paused') AND deadline_id IN (${marks(ids)})`,
        [reason, seq, streamId, ...ids],
      ),
    );
  }
  for (const { deadlineId, dueAt, dueOn, because } of body.moves ?? []) {
    statements.push(
      statement(
        `UPDATE deadline SET moved_from = due_at, due_at = ?, due_on = ?, because = ?
         WHERE stream_id = ? AND deadline_id = ?`,
        [dueAt, dueOn, JSON.stringify(because), streamId, deadlineId],
      ),
    );
  }
  for (const [addressee, ids] of byValue(body.readdresses, (change) => change.addressee)) {
    statements.push(
      statement(`UPDATE deadline SET addressee = ? WHERE stream_id = ? AND deadline_id IN (${marks(ids)})`, [
        addressee,
        streamId,
        ...ids,
      ]),
    );
  }
  for (const { deadlineId, remainingMs } of body.pauses ?? []) {
    statements.push(update('deadline', { state: 'paused', remaining_ms: String(remainingMs) }, key(deadlineId)));
  }
  for (const { deadlineId, dueAt, dueOn } of body.resumes ?? []) {
    const values = { state: 'armed', remaining_ms: null, due_at: dueAt, due_on: dueOn };
    statements.push(update('deadline', values, key(deadlineId)));
  }
  if (body.uncounts !== undefined) {
    const { clocks, since } = body.uncounts;
    // It stays fired, and is not counted (`late-cases` in answer-statements).
    statements.push(
      statement(
        `UPDATE deadline SET reason = 'uncounted'
         WHERE stream_id = ? AND state = 'fired' AND level = 0 AND due_at > ? AND clock IN (${marks(clocks)})`,
        [streamId, since, ...clocks],
      ),
    );
  }
  for (const { deadlineId } of body.skips ?? []) {
    statements.push(update('deadline', { state: 'skipped', end_seq: seq }, key(deadlineId)));
  }
  return statements;
};

const armed = (arm: Arm, streamId: string, seq: number) => ({
  stream_id: streamId,
  deadline_id: arm.deadlineId,
  clock: arm.clock,
  level: arm.level,
  cycle: arm.cycle,
  n: arm.n,
  due_at: arm.dueAt,
  due_on: arm.dueOn,
  state: arm.skipped === true ? 'skipped' : 'armed',
  act: arm.act ?? null,
  addressee: arm.addressee,
  ref: arm.ref ?? null,
  because: JSON.stringify(arm.because),
  set_seq: seq,
});

/** Ids that get the same value, so that one statement changes them all. */
const byValue = <T extends { deadlineId: string }>(
  changes: readonly T[] | undefined,
  valueOf: (change: T) => string,
): Map<string, string[]> => {
  const groups = new Map<string, string[]>();
  for (const change of changes ?? []) {
    const value = valueOf(change);
    groups.set(value, [...(groups.get(value) ?? []), change.deadlineId]);
  }
  return groups;
};
