import { dueFrom } from '../clock/term';
import { cancel, joined, meet } from '../deadlines';
import { watchRow } from '../policy/clocks';
import { SYSTEM, type Arm, type Signer } from '../stream';
import { clockName } from '../clock-names';
import { archiveUnwatched } from './archiving';
import { armFor } from './owing';
import type { Proposal } from './proposal';
import { record, factsOf, nextN, type Recording } from './recording';
import { isOfOpen, withdrawUnserved } from './withdrawing';

/**
 * T11 with T12: one decision. What was never served is taken back; of what is open, the state decides what goes on; a report up
 * stays owed until it is made (authority.md 3) and holds the archiving. The rectify clock is met by the application whose
 * re-check passed, without one by the pass; an application that failed meets nothing (settled 5.3).
 */
export const closeCase = (recording: Recording, proposal: Proposal): void => {
  withdrawUnserved(recording, '本案已销号，未送达的文书撤回');
  const { file, context } = recording;
  const metAt = file.lastRequestAt ?? file.recheckPassedAt ?? context.now;
  const decidedBy: Signer[] = [...proposal.decisions.map((decision) => decision.by), recording.signer];
  const others = file.deadlines.filter(
    (deadline) => !['rectify', 'report-up'].includes(deadline.clock) && !isOfOpen(file, deadline),
  );
  record(recording, 'closed', {
    decidedBy,
    ...joined(meet(file.deadlines, 'rectify', metAt), cancel(others, 'case-closed')),
  });
  startWatch(recording);
};

/** T12, by the system: visits and length of the watch by the pack; a pack without a watch archives at once what nothing holds. */
const startWatch = (recording: Recording): void => {
  const { context } = recording;
  const row = watchRow(context.policy, factsOf(recording.file, context));
  if (row === null) {
    archiveUnwatched(recording);
    return;
  }
  const first = nextN(recording.file, 'watch-visit');
  const visits = row.visits.flatMap((term, index): Arm[] =>
    armFor(recording, 'watch-visit', {
      n: first + index,
      instead: {
        due: dueFrom(context.calendar, context.now, term),
        rule: `${clockName('watch-visit')}：第${String(index + 1)}次`,
        source: row.source,
      },
    }),
  );
  const end = armFor(recording, 'watch-end', {
    instead: {
      due: dueFrom(context.calendar, context.now, row.term),
      rule: clockName('watch-end'),
      source: row.source,
    },
  });
  record(recording, 'watch-started', { visits: row.visits.length, arms: [...visits, ...end] }, SYSTEM);
};
