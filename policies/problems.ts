/** One thing wrong with a file of policies/, where it stands and what to do about it. */
export interface Problem {
  file: string;
  /** From 1; line 1 column 1 where the file as a whole is meant. */
  line: number;
  column: number;
  /** JSON pointer of the element. */
  path: string;
  /** Chinese, for the clerk who wrote the file. */
  message: string;
  /** Stable, such as `duplicate-key` or `ladder-cycle`; docs/packs.md lists them. */
  code: string;
}

/** Either what was asked for, or everything that speaks against it. */
export type Outcome<T> = { value: T } | { problems: Problem[] };

export const formatProblem = ({ file, line, column, path, message, code }: Problem): string =>
  `${file}:${String(line)}:${String(column)} ${message} [${code}]${path === '' ? '' : ` ${path}`}`;

/** Policies that cannot be used: nothing of them was loaded, and what was loaded before stays active. */
export class PackError extends Error {
  constructor(readonly problems: Problem[]) {
    super(`政策文件有 ${String(problems.length)} 处问题：\n${problems.map(formatProblem).join('\n')}`);
    this.name = 'PackError';
  }
}

export const valueOrThrow = <T>(outcome: Outcome<T>): T => {
  if ('problems' in outcome) throw new PackError(outcome.problems);
  return outcome.value;
};

/** JSON pointer of RFC 6901. */
export const pointerOf = (path: readonly (string | number)[]): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
