import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootDir } from '../../config';

interface Ended {
  code: number | string | null | undefined;
  said: string;
}

/** Runs a program whose start is this code, with `runProcess` around it. */
const run = async (start: string): Promise<Ended> => {
  const folder = mkdtempSync(join(tmpdir(), 'bihuan-run-process-'));
  const program = join(folder, 'program.ts');
  writeFileSync(
    program,
    `const { runProcess } = require(${JSON.stringify(join(rootDir, 'run-process.ts'))});
     void runProcess('product', async () => { await undefined; ${start}; return { stop: async () => { process.stderr.write('stopped'); } }; });
     setTimeout(() => process.exit(0), 5_000);`,
  );
  const ended = await new Promise<Ended>((resolve) => {
    execFile(process.execPath, [join(rootDir, 'scripts', 'run-source.js'), program], (error, _, stderr) => {
      resolve({ code: error?.code, said: stderr });
    });
  });
  rmSync(folder, { recursive: true });
  return ended;
};

describe('a process', () => {
  it.each([
    ['an exception in a callback', "setTimeout(() => { throw new Error('stray'); }, 5)", 'uncaughtException'],
    ['a rejection that nobody waits for', "void Promise.reject(new Error('stray'))", 'unhandledRejection'],
    ['something thrown that is no error', "setTimeout(() => { throw 'stray'; }, 5)", 'uncaughtException'],
  ])('U-1 ends with 70 and says what nobody caught: %s', async (_, start, origin) => {
    const { code, said } = await run(start);
    expect(code).toBe(70);
    expect(said).toContain(`product: ${origin}:`);
    expect(said).toContain('stray');
  });

  it('that is asked to stop while it starts has started first, and stops in order', async () => {
    const starting = "process.kill(process.pid, 'SIGTERM'); await new Promise((done) => setTimeout(done, 50))";
    expect(await run(starting)).toMatchObject({ code: undefined, said: 'stopped' });
  });

  it('ends with 1 when it cannot start', async () => {
    expect(await run("throw new Error('no')")).toMatchObject({ code: 1 });
  });
});
