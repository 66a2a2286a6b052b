import { loadWorkflowBundle } from '../worker/bundle';

loadWorkflowBundle().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
