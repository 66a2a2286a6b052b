import { execFile, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { loadMachine } from '../../config';
import { guardChild, hasEnded, stopChild } from '../../worker/child-guard';
import { firstProgram } from '../../worker/find-program';
import { freePort } from '../../worker/free-port';

const run = promisify(execFile);
const packaged = '/usr/lib/postgresql';
const readyLimitMs = 30_000;

export interface Postgres {
  host: string;
  port: number;
  user: string;
  password: string;
  pid: number;
  /** Ends the server and removes its files. */
  stop(): Promise<void>;
}

/** Debian keeps the server's programs in a folder for each version. */
const versionFolders = (): string[] => {
  try {
    return readdirSync(packaged).map((version) => join(packaged, version, 'bin'));
  } catch {
    return [];
  }
};

const locate = (program: string): string => {
  const found = firstProgram([...loadMachine().searchPath, ...versionFolders()], program);
  if (found === undefined)
    throw new Error(`PostgreSQL is not installed (${program} not found). On Debian: apt-get install postgresql`);
  return found;
};

interface Identity {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root, so root lends it the account of the package. */
const identity = async (): Promise<Identity> => {
  if (process.getuid?.() !== 0) return {};
  const number = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout);
  return { uid: await number('-u'), gid: await number('-g') };
};

/** Starts a private PostgreSQL in a temporary folder on a port of its own; it ends with this process, however that ends. */
export async function startPostgres(): Promise<Postgres> {
  const [initdb, server, ready] = [locate('initdb'), locate('postgres'), locate('pg_isready')];
  const account = { user: 'temporal', password: 'temporal' };
  const as = await identity();
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-postgres-'));
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const secret = join(folder, 'secret');
    writeFileSync(secret, account.password, { mode: 0o600 });
    for (const path of [folder, secret]) if (as.uid !== undefined) chownSync(path, as.uid, as.gid ?? as.uid);
    const data = join(folder, 'data');
    const options = ['--auth=scram-sha-256', `--username=${account.user}`, `--pwfile=${secret}`];
    await run(initdb, [`--pgdata=${data}`, ...options, '--encoding=UTF8', '--locale=C', '--no-sync'], {
      ...as,
      cwd: folder,
    });
    const port = await freePort();
    const settings = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`];
    const child = spawn(server, ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...as,
      cwd: folder,
      detached: true,
      stdio: 'ignore',
    });
    guardChild(child);
    const asked = [`--host=127.0.0.1`, `--port=${port}`];
    const deadline = Date.now() + readyLimitMs;
    for (;;) {
      if (hasEnded(child) || Date.now() > deadline) throw new Error('PostgreSQL did not get ready');
      const answers = await run(ready, asked).then(
        () => true,
        () => false,
      );
      if (answers) break;
      await sleep(100);
    }
    const stop = async (): Promise<void> => {
      await stopChild(child, 10_000);
      remove();
    };
    return { host: '127.0.0.1', port, ...account, pid: child.pid ?? 0, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
