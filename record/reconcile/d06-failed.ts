import { perStream } from './check';

/** A task that fails for so long will not mend itself: the code and the history do not agree. */
const failingLimitMs = 600_000;

const ends = ['failed', 'timed-out', 'terminated', 'cancelled'];

/** The workflow came to an end that nobody meant, or hangs. */
export const failedWorkflow = perStream('D6', ({ life, isEnded, generation }) => {
  const run = life?.run;
  if (isEnded || !run) return null;
  const { state, failingForMs } = run;
  if (ends.includes(state)) return { what: `its workflow is ${state}`, evidence: { run: state, generation } };
  if (failingForMs <= failingLimitMs) return null;
  const minutes = Math.round(failingForMs / 60_000);
  return {
    what: `the task of its workflow has been failing for ${minutes} minutes`,
    evidence: { run: state, failingForMs, generation },
  };
});
