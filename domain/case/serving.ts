import { CLOCK_NAMES } from '../arming';
import { cancel, joined, pause, resume } from '../deadlines';
import type { DeadlineChanges } from '../stream';
import { armFor } from './owing';
import { remainingDue } from './remainder';
import { factsOf, type Turn } from './turn';

const SOURCE = { default: 'settled 7' };

/** From the application to the end of the re-check nothing is served: who has a paper to serve is not late meanwhile. */
export const servingStops = ({ file, context }: Turn): DeadlineChanges => pause(file.deadlines, 'serve', context.now);

/**
 * It can be served again. The date moves by the time that was left, its steps by the calendar (settled 5.1, 7); a service
 * that was late before it was barred stays late and climbs on (settled 5.2).
 */
export const servingGoesOn = (turn: Turn): DeadlineChanges => {
  const { file, context } = turn;
  const family = file.deadlines.filter(({ clock }) => clock === 'serve');
  const stopped = family.find(({ level, state }) => level === 0 && state === 'paused');
  if (stopped === undefined) return resume(family, 'serve', context.now);
  const due = remainingDue(context, stopped, factsOf(file, context));
  const rule = `${CLOCK_NAMES.serve}：复查期间不能送达，按剩余时间续计`;
  const { addressee } = stopped;
  return joined(cancel(family, 'resumed'), {
    arms: armFor(turn, 'serve', { addressee, instead: { due, rule, source: SOURCE } }),
  });
};
