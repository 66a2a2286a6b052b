import { perStream } from './check';

/** Both know the same events and yet wait for different instants. */
export const otherDeadlines = perStream('D7', ({ life, lastSeq, nextDueAt, isEnded }) => {
  const inspected = life?.inspected;
  if (isEnded || inspected?.appliedSeq !== lastSeq || inspected.nextDue === nextDueAt) return null;
  const named = (due: string | null): string => due ?? 'nothing';
  return {
    what: `the workflow waits for ${named(inspected.nextDue)}, the record for ${named(nextDueAt)}`,
    evidence: { workflow: inspected.nextDue, record: nextDueAt },
  };
});
