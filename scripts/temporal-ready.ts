import { createLogger } from '../logger';
import { exitCodeOf, wordsOf } from '../run-process';
import { findTemporalServer } from '../worker/temporal-server';

/** Makes sure that a Temporal server can be started here, building it when need be. Exit code 1 when it cannot. */
async function main(): Promise<number> {
  const found = await findTemporalServer(createLogger({ level: 'info', service: 'setup' }));
  if (!found) return 1;
  console.log(found.kind === 'address' ? `Temporal: ${found.address}` : `Temporal: ${found.path} (${found.source})`);
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(wordsOf(error));
    process.exit(exitCodeOf(error) ?? 1);
  },
);
