import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

/** Reads until the pipe closes, which happens however this process ends, then stops the child it was given. */
const script = `cat >/dev/null
kill -TERM "$1" 2>/dev/null || exit 0
for i in 1 2 3 4 5 6 7 8 9 10; do kill -0 "$1" 2>/dev/null || exit 0; sleep 0.5; done
kill -KILL "$1" 2>/dev/null`;

/**
 * Makes `child` end with this process, even when this process is killed with no chance to clean up.
 * A shell holds the other end of a pipe of ours, in a process group of its own.
 */
export function guardChild(child: ChildProcess): void {
  if (child.pid === undefined) return;
  const guard = spawn('sh', ['-c', script, 'guard', String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.unref();
  // A pipe to a child is a socket; it must not keep this process alive.
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  child.once('exit', () => guard.kill('SIGKILL'));
}

/** Whether `child` has ended on its own or by a signal. */
export const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Asks the child to stop, and makes it stop when it has not done so after `graceMs`. */
export async function stopChild(child: ChildProcess, graceMs: number): Promise<void> {
  if (hasEnded(child) || child.pid === undefined) return;
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  child.kill('SIGTERM');
  await ended;
  clearTimeout(timer);
}
