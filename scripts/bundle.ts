import { buildWorkflowBundle } from '../worker/bundle';

buildWorkflowBundle().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
