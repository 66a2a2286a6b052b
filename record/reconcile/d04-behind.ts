import { perStream } from './check';

/** The workflow lacks events, and nobody will bring them. */
export const workflowBehind = perStream('D4', ({ life, lastSeq, unsent, isEnded }) => {
  const appliedSeq = life?.inspected?.appliedSeq;
  if (appliedSeq === undefined || appliedSeq >= lastSeq || unsent > 0 || isEnded) return null;
  return {
    what: `the workflow has applied ${appliedSeq} of ${lastSeq} events and none waits to be sent`,
    evidence: { appliedSeq, lastSeq },
  };
});
