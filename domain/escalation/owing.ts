import type { Instant } from '../clock/instant';
import { readerKey } from '../people/reading';
import type { Deadline } from '../stream';
import type { EscalationFile } from './file';

const owed = ({ level, state, addressee }: Deadline): boolean =>
  level === 0 && state !== 'paused' && addressee !== 'none';

/**
 * When the first of what the holder of these keys owes in an escalation is due, missed ones included; null where he owes
 * nothing. The office sees what anybody owes in its town (settled 3.2).
 */
export const owedOn = ({ townId, deadlines }: EscalationFile, keys: readonly string[]): Instant | null => {
  const seesAll = keys.includes(readerKey.town(townId));
  const [first] = deadlines
    .filter((deadline) => owed(deadline) && (seesAll || keys.includes(deadline.addressee)))
    .map(({ dueAt }) => dueAt)
    .sort();
  return first ?? null;
};
