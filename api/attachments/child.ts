import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootDir } from '../../config';
import { OUTPUT, REFUSED } from './child-program';

/** How a decoder ended: with its output, with a word why it refuses, or without either (crashed, killed). */
export type ChildEnd =
  { kind: 'done'; output: Buffer } | { kind: 'refused'; word: string } | { kind: 'ended'; why: string };

export interface ChildLimits {
  /** By the clock. */
  seconds: number;
  /** Of a processor, the start included: a busy machine is not the file's doing. Watched where the kernel tells it (Linux). */
  cpuSeconds?: number;
  /** Of the heap that JavaScript uses, in MiB. */
  heapMb: number;
  /** Of the whole process, in MiB. Watched where the kernel tells it (Linux). */
  residentMb: number;
  /** Of what it may print, in bytes. */
  outputBytes: number;
  flags?: readonly string[];
}

const watchEveryMs = 50;

/** Node's own walls: it reads programs and packages, writes nothing, starts nothing. Pictures need a native addon. */
const walls = (folders: readonly string[]): string[] => [
  '--no-warnings',
  '--permission',
  '--allow-addons',
  ...folders.map((folder) => `--allow-fs-read=${join(rootDir, folder)}`),
];

/** Under jest the programs are sources, which are compiled as they are read. */
const commandOf = (name: string): string[] =>
  __filename.endsWith('.ts')
    ? [...walls(['.']), join(rootDir, 'scripts', 'run-source.js'), join(__dirname, `${name}.ts`)]
    : [...walls(['dist', 'node_modules', 'package.json']), join(__dirname, `${name}.js`)];

const residentMbOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
};

const ticksPerSecond = 100;

/** What the process has used of processors so far. */
const cpuSecondsOf = async (pid: number): Promise<number> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const [user = '0', system = '0'] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) / ticksPerSecond;
};

/** Kills the child when it takes too long or too much; `stop` ends the watch and tells why it was killed, if it was. */
const watch = (child: ChildProcess, { seconds, cpuSeconds = Infinity, residentMb }: ChildLimits) => {
  let why: string | undefined;
  const kill = (reason: string): void => {
    why ??= reason;
    child.kill('SIGKILL');
  };
  const late = setTimeout(() => {
    kill(`took more than ${seconds} s`);
  }, seconds * 1_000);
  const look = setInterval(() => {
    void residentMbOf(child.pid ?? 0).then((mb) => {
      if (mb > residentMb) kill(`took more than ${residentMb} MiB`);
    });
    if (cpuSeconds === Infinity) return;
    void cpuSecondsOf(child.pid ?? 0).then((used) => {
      if (used > cpuSeconds) kill(`took more than ${cpuSeconds} s of a processor`);
    });
  }, watchEveryMs);
  const stop = (): string | undefined => {
    clearTimeout(late);
    clearInterval(look);
    return why;
  };
  return { kill, stop };
};

/**
 * Runs a decoder of this folder on hostile bytes in a process of its own, with nothing of our environment and files.
 * @throws where no process can be started
 */
export const runChild = (name: string, bytes: Buffer, limits: ChildLimits): Promise<ChildEnd> =>
  new Promise((resolve, reject) => {
    const flags = [`--max-old-space-size=${limits.heapMb}`, ...(limits.flags ?? [])];
    const child = spawn(process.execPath, [...flags, ...commandOf(name)], {
      stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
      env: {},
      cwd: rootDir,
    });
    const watched = watch(child, limits);
    const output: Buffer[] = [];
    let size = 0;
    child.stdio[OUTPUT]?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.outputBytes) watched.kill('printed too much');
      else output.push(chunk);
    });
    // A child that ends before it has read everything is heard of by its exit.
    child.stdin?.on('error', () => undefined);
    child.once('error', (error) => {
      watched.stop();
      reject(error);
    });
    child.once('close', (code, signal) => {
      const killed = watched.stop();
      const printed = Buffer.concat(output);
      if (killed !== undefined) resolve({ kind: 'ended', why: killed });
      else if (code === 0) resolve({ kind: 'done', output: printed });
      else if (code === REFUSED) resolve({ kind: 'refused', word: printed.toString('latin1') });
      else resolve({ kind: 'ended', why: signal ?? `exit code ${String(code)}` });
    });
    child.stdin?.end(bytes);
  });
