import { joined } from '../../deadlines';
import { refuse } from '../../people/permit';
import { closeCase } from '../closing';
import { controlStillOn } from '../control';
import { armFor } from '../owing';
import { goingOn } from '../going-on';
import { reviewGoesOn } from '../plan-owed';
import { record } from '../recording';
import { actRule } from './rule';

/** T11 and T11r: proposed by the system alone; a rejection says where it goes back to (authority.md 1). */
export const closing = actRule({
  from: ['closure-review'],
  blocks: [controlStillOn('不能销号')],
  carryOut: (recording, proposal) => {
    closeCase(recording, proposal);
    return null;
  },
  reject: (recording, _, { opinion, returnTo }) => {
    // What was fixed on the spot has no date to go back to: it is looked at again.
    const to = recording.file.fixedOnTheSpot ? 'rechecking' : returnTo;
    if (to === undefined)
      return refuse(
        'validation',
        'return-to-missing',
        '退回销号须注明退回整改（rectifying）还是退回复查（rechecking）。',
        [],
        '/returnTo',
      );
    record(recording, 'closure-returned', {
      to,
      reason: opinion,
      ...joined(
        reviewGoesOn(recording),
        to === 'rectifying' ? goingOn(recording) : { arms: armFor(recording, 'recheck') },
      ),
    });
    return null;
  },
});
