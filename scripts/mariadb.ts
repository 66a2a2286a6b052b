import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { loadMachine } from '../config';
import { guardChild, hasEnded, stopChild } from '../worker/child-guard';
import { freePort } from '../worker/free-port';

const readyLimitMs = 60_000;
const database = 'bihuan';
const account = { user: 'bihuan', password: 'bihuan' };
const run = promisify(execFile);

export interface MariaDb {
  /** For DATABASE_URL. */
  url: string;
  /** Of the running server; changes with a restart. */
  readonly pid: number;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
  /** Kills the server as a crash would; its files stay until `stop`. */
  kill(): void;
  /** After `kill`: starts it again on the same files and port, and waits until it answers. */
  restart(): Promise<void>;
}

export class MariaDbMissing extends Error {
  constructor(program: string) {
    super(`MariaDB is not installed (${program} not found). On Debian: apt-get install mariadb-server`);
    this.name = 'MariaDbMissing';
  }
}

function locate(program: string): string {
  const folders = [...loadMachine().searchPath, '/usr/sbin', '/usr/local/sbin', '/usr/bin', '/usr/local/bin'];
  for (const file of folders.map((folder) => join(folder, program))) {
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      continue;
    }
  }
  throw new MariaDbMissing(program);
}

/** MariaDB refuses to run as root unless told so. */
const asUser = (): string[] => (process.getuid?.() === 0 ? ['--user=root'] : []);

const settings = (folder: string, port: number): string[] => [
  '--no-defaults',
  ...asUser(),
  `--datadir=${join(folder, 'data')}`,
  `--socket=${join(folder, 'socket')}`,
  `--pid-file=${join(folder, 'pid')}`,
  `--tmpdir=${folder}`,
  `--port=${port}`,
  '--bind-address=127.0.0.1',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-buffer-pool-size=128M',
  '--transaction-isolation=READ-COMMITTED',
  '--default-time-zone=+00:00',
  '--sql-mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION',
  '--skip-log-bin',
  '--skip-name-resolve',
  '--max-connections=200',
];

/** Statements as root, as soon as the server takes them. */
async function onceReady(child: ChildProcess, socketPath: string, statements: readonly string[]): Promise<void> {
  const deadline = Date.now() + readyLimitMs;
  for (;;) {
    try {
      const connection = await createConnection({ socketPath, user: 'root' });
      for (const statement of statements) await connection.query(statement);
      await connection.end();
      return;
    } catch (error) {
      if (hasEnded(child) || Date.now() > deadline) throw new Error('MariaDB did not get ready', { cause: error });
      await sleep(100);
    }
  }
}

const createDatabase = [
  `CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
  `CREATE USER '${account.user}'@'127.0.0.1' IDENTIFIED BY '${account.password}'`,
  `GRANT ALL ON *.* TO '${account.user}'@'127.0.0.1'`,
];

/**
 * Starts a private MariaDB from the installed package: own files in a temporary folder, own port, an empty database
 * `bihuan` in UTC, and an account that may create more. It ends with this process, however that ends.
 */
export async function startMariaDb(): Promise<MariaDb> {
  const server = locate('mariadbd');
  const install = locate('mariadb-install-db');
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-mariadb-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await run(install, [
      '--no-defaults',
      ...asUser(),
      `--datadir=${join(folder, 'data')}`,
      `--tmpdir=${folder}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ]);
    const port = await freePort();
    const launch = (): ChildProcess => {
      const started = spawn(server, settings(folder, port), { detached: true, stdio: 'ignore' });
      guardChild(started);
      return started;
    };
    let child = launch();
    await onceReady(child, join(folder, 'socket'), createDatabase);
    return {
      url: `mariadb://${account.user}:${account.password}@127.0.0.1:${port}/${database}`,
      get pid() {
        return child.pid ?? 0;
      },
      stop: async () => {
        await stopChild(child, 15_000);
        remove();
      },
      kill: () => child.kill('SIGKILL'),
      restart: async () => {
        await stopChild(child, 0);
        child = launch();
        await onceReady(child, join(folder, 'socket'), ['SELECT 1']);
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
