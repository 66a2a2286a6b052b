import { startMariaDb } from './mariadb';

/** Runs a private MariaDB until standard input closes or a signal comes; its first line of output is the address. */
async function main(): Promise<void> {
  const server = await startMariaDb();
  console.log(server.url);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        resolve();
      });
    process.stdin
      .once('end', () => {
        resolve();
      })
      .resume();
  });
  await server.stop();
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
