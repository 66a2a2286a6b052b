import { closeCase } from '../closing';
import { controlStillOn } from '../control';
import { armFor } from '../owing';
import { goingOn } from '../recheck';
import { emit } from '../turn';
import { actRule } from './rule';

/** T11 and T11r: proposed by the system alone; a rejection sends it back to where the decider says. */
export const closing = actRule({
  from: ['closure-review'],
  blocks: [controlStillOn('不能销号')],
  carryOut: (turn, proposal) => {
    closeCase(turn, proposal);
    return null;
  },
  reject: (turn, _, { opinion, returnTo = 'rectifying' }) => {
    const { file } = turn;
    // What was fixed on the spot has no date to go back to: it is looked at again.
    const to = file.fixedOnTheSpot ? 'rechecking' : returnTo;
    emit(turn, 'closure-returned', {
      to,
      reason: opinion,
      ...(to === 'rectifying' ? goingOn(turn) : { arms: armFor(turn, 'recheck') }),
    });
    return null;
  },
});
