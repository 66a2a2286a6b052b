import { perStream } from './check';

/** A stream that is not ended has nobody who watches its clocks. One whose events still wait to be sent will get one. */
export const noWorkflow = perStream('D1', ({ life, isEnded, unsent, generation, status }) => {
  if (life === null || isEnded || unsent > 0) return null;
  const { run, inspected } = life;
  if (run === null || run.state === 'completed') {
    const state = run?.state ?? 'none';
    return { what: `no workflow runs for it (last run: ${state})`, evidence: { run: state, status, generation } };
  }
  if (inspected === undefined || inspected.generation === generation) return null;
  return {
    what: `the workflow that runs is of generation ${inspected.generation}, the record's is ${generation}`,
    evidence: { generation, workflowGeneration: inspected.generation, status },
  };
});
