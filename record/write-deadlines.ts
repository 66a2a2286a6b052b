import type { AnyEnvelope } from '../domain/modules';
import type { Arm } from '../domain/stream';
import { DeadlineRow } from '../entities/ledger.entity';
import { insertInto, updateOf } from './entity-sql';
import { marks, statement, type Statement } from './sql';

/** What the events do to the deadline ledger, in their order. */
export const deadlineRows = (events: readonly AnyEnvelope[]): Statement[] => events.flatMap(changesOf);

const changesOf = ({ streamId, seq, at, body }: AnyEnvelope): Statement[] => {
  const statements = insertInto(
    DeadlineRow,
    (body.arms ?? []).map((arm) => armed(arm, streamId, seq)),
  );
  if (body.fires !== undefined) {
    statements.push(
      updateOf(DeadlineRow, { state: 'fired', firedAt: at, endSeq: seq }, { streamId, deadlineId: body.fires }),
    );
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
    const values = { state: 'cancelled', reason, endSeq: seq };
    statements.push(updateOf(DeadlineRow, values, { streamId, state: ['armed', 'paused'], deadlineId: ids }));
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
    statements.push(updateOf(DeadlineRow, { addressee }, { streamId, deadlineId: ids }));
  }
  for (const { deadlineId, remainingMs } of body.pauses ?? []) {
    const values = { state: 'paused', remainingMs: String(remainingMs) };
    statements.push(updateOf(DeadlineRow, values, { streamId, deadlineId }));
  }
  for (const { deadlineId, dueAt, dueOn } of body.resumes ?? []) {
    const values = { state: 'armed', remainingMs: null, dueAt, dueOn };
    statements.push(updateOf(DeadlineRow, values, { streamId, deadlineId }));
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
    statements.push(updateOf(DeadlineRow, { state: 'skipped', endSeq: seq }, { streamId, deadlineId }));
  }
  return statements;
};

const armed = (arm: Arm, streamId: string, seq: number): DeadlineRow => ({
  streamId,
  deadlineId: arm.deadlineId,
  clock: arm.clock,
  level: arm.level,
  cycle: arm.cycle,
  n: arm.n,
  dueAt: arm.dueAt,
  dueOn: arm.dueOn,
  state: arm.skipped === true ? 'skipped' : 'armed',
  act: arm.act ?? null,
  addressee: arm.addressee,
  ref: arm.ref ?? null,
  because: arm.because,
  setSeq: seq,
  endSeq: null,
  firedAt: null,
  metAt: null,
  reason: null,
  movedFrom: null,
  remainingMs: null,
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
