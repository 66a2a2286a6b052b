import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { childEnvironment } from '../config';
import { guardChild } from '../worker/child-guard';
import { endWithNpm } from '../end-with-npm';
import { startMariaDb } from './mariadb';

/** `with-mariadb <command> [arguments]`: runs a command with a private MariaDB as its DATABASE_URL. */
const main = async ([command, ...args]: readonly string[]): Promise<number> => {
  if (command === undefined) throw new Error('Usage: with-mariadb <command> [arguments]');
  const server = await startMariaDb();
  try {
    const child = spawn(command, args, { stdio: 'inherit', env: childEnvironment({ DATABASE_URL: server.url }) });
    guardChild(child);
    // The command ends first, then its database. Ctrl-C in a terminal reaches the command by itself.
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
    const [code] = (await once(child, 'exit')) as [number | null];
    return code ?? 1;
  } finally {
    await server.stop();
  }
};

endWithNpm();
main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
