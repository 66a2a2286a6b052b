import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../demo/say';

type Line = Record<string, unknown>;

const linesOf = (folder: string, name: string): Line[] =>
  readFileSync(join(folder, `${name}.log`), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Line => {
      const parsed: unknown = JSON.parse(line);
      return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
    });

const isCausedBy = (line: Line, cause: unknown): boolean =>
  Array.isArray(line['causes']) && line['causes'].includes(cause);

/** Checks in the logs of all processes that every command is found from its request to the signal of its workflow. */
export const logsAreJoined = (folder: string, apis: readonly string[], workers: readonly string[]): boolean => {
  const apiLines = apis.flatMap((name) => linesOf(folder, name));
  const workerLines = workers.flatMap((name) => linesOf(folder, name));
  const requests = apiLines.filter(({ message }) => message === 'request');
  const told = workerLines.filter(({ message }) => message === 'events sent' || message === 'stream settled');
  const commands = apiLines.filter(
    ({ message, outcome, streamId }) => message === 'command' && outcome === 'done' && typeof streamId === 'string',
  );
  const joined = commands.filter(
    ({ traceId, cause }) =>
      requests.some((line) => line['traceId'] === traceId && line['cause'] === cause) &&
      told.some((line) => isCausedBy(line, cause)),
  );
  const ok = commands.length > 0 && joined.length === commands.length;
  say.check(ok, `logs: ${joined.length} of ${commands.length} commands found from the request to their workflow`);
  return ok;
};
