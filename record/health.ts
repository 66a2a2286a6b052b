import { missingYears } from '../domain/clock/calendar';
import { civilDateOf } from '../domain/clock/civil';
import { diffMs } from '../domain/clock/instant';
import { CommandRow } from '../entities/stream.entity';
import type { DoorHealth } from './door/vitals';
import { DatabaseAway, troubleOf } from './database-error';
import type { Engine } from './engine';
import { insertRow } from './entity-sql';
import { dropKey, unanswered } from './key-store';
import { mutedSince } from './mute';
import { outboxAge } from './outbox';
import { newId } from './new-id';
import { read } from './reading';
import { textOrNull } from './row';
import { stuckStreams } from './setback';
import { wrongSettings } from './settings';
import { statement } from './sql';
import { noteRefusal } from './store';
import { transact } from './transaction';

const settingsKeptMs = 30_000;
const settingsLimitMs = 3_000;

const away: DoorHealth = {
  available: false,
  wrongSettings: [],
  refusesWrites: null,
  outbox: { rows: 0, oldestMs: 0 },
  oldestOverdueMs: 0,
  stuck: { settle: 0, relay: 0, oldestMs: 0 },
  muted: null,
  missingYears: [],
};

/** Whether commands can be taken, and how far behind the clock and the relay are. */
export const healthOf = async (engine: Engine): Promise<DoorHealth> => {
  const { store } = engine;
  if (store.circuit.isOpen()) return away;
  try {
    const [wrong, outbox, clocks, refusesWrites, stuck, muted] = await Promise.all([
      settingsOf(engine),
      outboxAge(engine),
      clocksOf(engine),
      refusalOf(engine),
      stuckStreams(engine),
      mutedSince(engine),
    ]);
    return {
      available: true,
      wrongSettings: wrong,
      refusesWrites,
      outbox,
      ...clocks,
      stuck,
      muted: muted ?? null,
    };
  } catch (error) {
    if (error instanceof DatabaseAway || troubleOf(error) === 'away') return away;
    noteRefusal(store, error);
    if (store.refusal !== null) return { ...away, refusesWrites: store.refusal };
    throw error;
  }
};

/** As much as a command writes at the most: room for less is no room. */
const trialBytes = 64 * 1024;
const trialEveryMs = 1_000;

/** After a refusal it is tried whether a write goes through again: nobody else may be sent here to find out. */
const refusalOf = async ({ store, trial }: Engine): Promise<string | null> => {
  if (store.refusal === null || performance.now() - trial.at < trialEveryMs) return store.refusal;
  trial.at = performance.now();
  const cmdKey = `trial:${newId()}`;
  try {
    await transact(store, (tx) =>
      tx.commit([
        insertRow(CommandRow, { ...unanswered, cmdKey, requestHash: '', resultBody: '0'.repeat(trialBytes) }),
      ]),
    );
    await transact(store, (tx) => tx.commit([dropKey(cmdKey)]));
    store.refusal = null;
    store.logger.info('database takes writes again');
  } catch (error) {
    if (store.refusal === null) throw error;
  }
  return store.refusal;
};

/** Read again twice a minute: somebody may change them under a running server. */
const settingsOf = async (engine: Engine): Promise<string[]> => {
  const { store, deps } = engine;
  const known = engine.settings;
  if (known !== null && performance.now() - known.readAt < settingsKeptMs) return known.wrong;
  const ask = (): Promise<string[]> => store.sources.oneAtATime(() => wrongSettings(deps.sources));
  const wrong = await store.circuit.guard(ask, settingsLimitMs, () => undefined);
  engine.settings = { readAt: performance.now(), wrong };
  return wrong;
};

/**
 * How far behind the deadlines are, and which year's working days are missing. Streams that cannot go on are counted by
 * themselves: they would hide whether the clock runs for everybody else.
 */
const clocksOf = async ({
  store,
  clock,
  deps,
}: Engine): Promise<Pick<DoorHealth, 'oldestOverdueMs' | 'missingYears'>> => {
  const [rows, answer] = await read(store, [
    statement(
      `SELECT next_due_at AS due FROM stream s WHERE next_due_at IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM setback b WHERE b.stream_id = s.stream_id AND b.work = 'settle')
       ORDER BY next_due_at LIMIT 1`,
    ),
    ...clock.statements,
  ]);
  const row = rows?.[0];
  const due = row === undefined ? null : textOrNull(row, 'due');
  const now = clock.read(answer?.[0]);
  return {
    oldestOverdueMs: due === null ? 0 : Math.max(0, diffMs(now, due)),
    missingYears: missingYears(deps.calendar, civilDateOf(now)),
  };
};
