import { clockName } from '../clock-names';
import { dueFrom, describeTerm } from '../clock/term';
import { cancel, joined, readdress } from '../deadlines';
import { matchingRow } from '../policy/clocks';
import { reminderAfterLastRung } from '../reminding';
import type { Addressee, Arm, Deadline, DeadlineChanges } from '../stream';
import { armFor } from './owing';
import { armStill } from './standing-still';
import { factsOf, nextN, type Recording } from './recording';

/** A whole term; where the pack gives the clock none, as a visit of the watch, until the next reminder would come. */
const freshStart = (recording: Recording, { clock, ref }: Deadline, addressee: Addressee, later: number): Arm[] => {
  const { context, file } = recording;
  const n = nextN(file, clock) + later;
  const more = { addressee, n, ...(ref === undefined ? {} : { ref }) };
  if (matchingRow(context.policy, clock, factsOf(file, context)) !== undefined) return armFor(recording, clock, more);
  const { every, source } = reminderAfterLastRung(context.policy);
  const rule = `${clockName(clock)}：接手之日起${describeTerm(every)}内`;
  return armFor(recording, clock, {
    ...more,
    instead: { due: dueFrom(context.calendar, context.now, every), rule, source },
  });
};

/**
 * Hands what one unit owes on one clock to another. What runs moves as it is; what was missed stays with who missed it, whose
 * ladder ends, and the other gets a term of its own, from now or from when it can be done again (authority.md 3: whose lateness;
 * settled 3.8).
 */
export const handOver = (recording: Recording, owed: Deadline[], to: Addressee, reason: string): DeadlineChanges => {
  const missed = owed.filter(({ level, state, addressee }) => level === 0 && state === 'fired' && addressee !== to);
  const isOfMissed = ({ n, cycle }: Deadline): boolean => missed.some((row) => row.n === n && row.cycle === cycle);
  const running = owed.filter((row) => !isOfMissed(row) && row.addressee !== to);
  return joined(
    ...running.map((row) => readdress([row], row.addressee, to)),
    cancel(owed.filter(isOfMissed), reason),
    ...missed.map((row, index) => armStill(recording, freshStart(recording, row, to, index))),
  );
};
