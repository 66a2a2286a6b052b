import { perStream } from './check';

/** The workflow was told of events that are not in the log: it was set back. */
export const workflowAhead = perStream('D3', ({ life, lastSeq }) => {
  const appliedSeq = life?.inspected?.appliedSeq ?? 0;
  if (appliedSeq <= lastSeq) return null;
  return {
    what: `the workflow has applied ${appliedSeq} events, the record has ${lastSeq}`,
    evidence: { appliedSeq, lastSeq },
  };
});
