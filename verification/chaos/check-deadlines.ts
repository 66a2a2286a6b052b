import { rowsOf, text, textOrNull, type Envelope } from './check-dump';
import type { Material, Violation } from './check-material';

/** A deadline as its stream's events leave it: a second, plain telling of what the ledger must hold. */
interface Told {
  dueAt: string;
  state: string;
  firedAt: string | null;
}

/** What is due for longer than this when the run is over should have fired. */
const boundMs = 5_000;

type Say = (invariant: string, what: string, seq: number) => void;

const tell = (told: Map<string, Told>, { at, seq, body }: Envelope, say: Say): void => {
  for (const { deadlineId, dueAt, skipped } of body.arms ?? []) {
    if (told.has(deadlineId)) say('I8', `${deadlineId} is armed twice`, seq);
    told.set(deadlineId, { dueAt, state: skipped === true ? 'skipped' : 'armed', firedAt: null });
  }
  if (body.fires !== undefined) fire(told, body.fires, { at, seq }, say);
  const change = (deadlineId: string, how: (one: Told) => Partial<Told>): void => {
    const one = told.get(deadlineId);
    if (one === undefined) say('I2', `${deadlineId} was never armed`, seq);
    else Object.assign(one, how(one));
  };
  for (const { deadlineId } of body.meets ?? [])
    change(deadlineId, ({ state }) => ({ state: state === 'fired' ? state : 'met' }));
  for (const { deadlineId } of body.cancels ?? [])
    change(deadlineId, ({ state }) => ({ state: state === 'armed' || state === 'paused' ? 'cancelled' : state }));
  for (const { deadlineId, dueAt } of body.moves ?? []) change(deadlineId, () => ({ dueAt }));
  for (const { deadlineId } of body.pauses ?? []) change(deadlineId, () => ({ state: 'paused' }));
  for (const { deadlineId, dueAt } of body.resumes ?? []) change(deadlineId, () => ({ state: 'armed', dueAt }));
  for (const { deadlineId } of body.skips ?? []) change(deadlineId, () => ({ state: 'skipped' }));
};

const fire = (
  told: Map<string, Told>,
  deadlineId: string,
  { at, seq }: { at: string; seq: number },
  say: Say,
): void => {
  const one = told.get(deadlineId);
  if (one === undefined) {
    say('I11', `${deadlineId} fired and was never armed`, seq);
    return;
  }
  if (one.state === 'fired') say('I8', `${deadlineId} fired twice`, seq);
  else if (one.state !== 'armed') say('I11', `${deadlineId} fired although it was ${one.state}`, seq);
  if (at < one.dueAt) say('I9', `${deadlineId} fired at ${at}, due at ${one.dueAt}`, seq);
  one.state = 'fired';
  one.firedAt = at;
};

/** I8, I9, I11, and that the ledger is what the events say: fired at most once, never early, never after it was met. */
export const checkDeadlines = ({ logs, dump }: Material): { found: Violation[]; fired: number; latestMs: number } => {
  const found: Violation[] = [];
  const ledger = new Map<string, Map<string, Told>>();
  for (const row of rowsOf(dump, 'deadline')) {
    const streamId = text(row, 'stream_id');
    const told = { dueAt: text(row, 'due_at'), state: text(row, 'state'), firedAt: textOrNull(row, 'fired_at') };
    ledger.set(streamId, (ledger.get(streamId) ?? new Map<string, Told>()).set(text(row, 'deadline_id'), told));
  }
  let fired = 0;
  let latestMs = 0;
  for (const { streamId, events } of logs.values()) {
    const told = new Map<string, Told>();
    for (const event of events) {
      tell(told, event, (invariant, what, seq) => {
        found.push({ invariant, what, stream: streamId, seq });
      });
    }
    const rows = ledger.get(streamId);
    for (const [deadlineId, one] of told) {
      if (one.firedAt !== null) {
        fired += 1;
        latestMs = Math.max(latestMs, Date.parse(one.firedAt) - Date.parse(one.dueAt));
      }
      const overdueMs = Date.parse(dump.takenAt) - Date.parse(one.dueAt);
      if (one.state === 'armed' && overdueMs > boundMs)
        found.push({
          invariant: 'I8',
          what: `${deadlineId} is due for ${overdueMs} ms and has not fired`,
          stream: streamId,
        });
      const row = rows?.get(deadlineId);
      if (row?.state !== one.state || row.dueAt !== one.dueAt || row.firedAt !== one.firedAt) {
        const what = `ledger of ${deadlineId}: ${JSON.stringify(row)}, the events say ${JSON.stringify(one)}`;
        found.push({ invariant: 'I4', what, stream: streamId });
      }
    }
    if ((rows?.size ?? 0) !== told.size)
      found.push({ invariant: 'I4', what: 'the ledger has other deadlines than the events', stream: streamId });
  }
  return { found, fired, latestMs };
};
