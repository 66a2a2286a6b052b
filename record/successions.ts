import { hasEnded, successorOf, type Unit } from '../domain/people/directory';
import { civilDateOf } from '../domain/clock/civil';
import type { Instant } from '../domain/clock/instant';
import { streamIdOf } from '../domain/stream-module';
import { read } from './reading';
import { text, textOrNull } from './row';
import { marks, statement } from './sql';
import { endedStates } from './streams';
import type { Store } from './store';

type Successor = Pick<Unit, 'to' | 'successorUnitId'>;

/**
 * Cases and escalations in which a unit that has ended still stands and another has been named to take over (settled 3.8). Asked anew each
 * time and never kept: what was interrupted goes on by itself, and each is changed in a transaction of its own.
 */
export const streamsToSucceed = async (store: Store, now: Instant, limit: number): Promise<string[]> => {
  const today = civilDateOf(now);
  const [rows = []] = await read(store, [
    statement(
      `SELECT unit_id, valid_to, successor_id FROM unit WHERE valid_to IS NOT NULL
       OR unit_id IN (SELECT successor_id FROM unit WHERE successor_id IS NOT NULL)`,
      [],
    ),
  ]);
  const units: Record<string, Successor> = Object.fromEntries(
    rows.map((row) => [
      text(row, 'unit_id'),
      { to: textOrNull(row, 'valid_to'), successorUnitId: textOrNull(row, 'successor_id') },
    ]),
  );
  const ended = Object.keys(units).filter(
    (unitId) => hasEnded(units[unitId], today) && successorOf({ units }, unitId, today) !== null,
  );
  if (ended.length === 0) return [];
  const [held = [], hosted = []] = await read(store, [
    statement(
      `SELECT DISTINCT u.case_id FROM case_unit u JOIN case_row c ON c.case_id = u.case_id
       WHERE u.unit_id IN (${marks(ended)}) AND c.status NOT IN (${marks(endedStates)}) ORDER BY u.case_id LIMIT ?`,
      [...ended, ...endedStates, limit],
    ),
    statement(
      `SELECT escalation_id FROM escalation_row
       WHERE (host_unit_id IN (${marks(ended)}) OR addressee IN (${marks(ended)})) AND status NOT IN (${marks(endedStates)})
       ORDER BY escalation_id LIMIT ?`,
      [...ended, ...ended.map((unitId) => `unit:${unitId}`), ...endedStates, limit],
    ),
  ]);
  return [
    ...held.map((row) => streamIdOf('case', text(row, 'case_id'))),
    ...hosted.map((row) => streamIdOf('escalation', text(row, 'escalation_id'))),
  ].slice(0, limit);
};
