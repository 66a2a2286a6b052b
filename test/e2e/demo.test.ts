import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { childEnvironment, rootDir } from '../../config';
import { onServer } from '../support/database';

interface Run {
  code: number | null;
  output: string;
}

/** A schema of its own on the server under test, or nothing on SQLite. */
const ownDatabase = async (): Promise<string[]> => {
  if (!onServer) return [];
  const url = new URL(process.env['DATABASE_URL'] ?? '');
  url.pathname = `/bihuan_demo_${randomBytes(5).toString('hex')}`;
  const connection = await createConnection({
    host: url.hostname,
    port: Number(url.port || 3306),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  });
  await connection.query(`CREATE DATABASE ${url.pathname.slice(1)} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  await connection.end();
  return ['--db', url.href];
};

/** Runs the demo as a process; `onLine` sees what it prints. */
const demo = async (env: Record<string, string>, onLine: (line: string) => void = () => undefined): Promise<Run> => {
  const database = await ownDatabase();
  const child = spawn(process.execPath, [join(rootDir, 'dist', 'scripts', 'demo', 'main.js'), ...database], {
    cwd: rootDir,
    env: childEnvironment({ DATABASE_URL: '', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    text.split('\n').forEach(onLine);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, output };
};

const lastLine = (output: string): string | undefined => output.trim().split('\n').at(-1);

describe('the demo', () => {
  // The three plays wait for clocks most of the time, so they run side by side.
  const plain = demo({});
  const withoutTemporal = demo({ TEMPORAL: 'off' });
  let killed = 0;
  let pid = 0;
  const temporalKilled = demo({}, (line) => {
    pid = Number(/Temporal: .*pid (\d+)/.exec(line)?.[1] ?? pid);
    // The first rung has fired and the next ones are armed: now the server dies.
    if (killed === 0 && pid > 0 && line.includes('已催办')) {
      process.kill(pid, 'SIGKILL');
      killed = pid;
    }
  });

  it('plays the whole life over REST and verifies it', async () => {
    const { code, output } = await plain;
    expect(output).not.toContain('✗');
    expect([code, lastLine(output)]).toEqual([0, 'demo: PASS']);
  }, 180_000);

  it('plays the same life when there has never been a Temporal server', async () => {
    const { code, output } = await withoutTemporal;
    expect(output).toContain('已关闭');
    expect([code, lastLine(output)]).toEqual([0, 'demo: PASS']);
  }, 180_000);

  it('plays the same life when Temporal is killed with −9 in the middle: everything fires, once', async () => {
    const { code, output } = await temporalKilled;
    expect(killed).toBeGreaterThan(0);
    expect([code, lastLine(output)]).toEqual([0, 'demo: PASS']);
  }, 180_000);
});
