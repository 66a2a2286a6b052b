import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootDir } from '../../config';
import type { Benchmark, Bound, Figure, Line } from './benchmark';
import { isDisturbed, type Watched } from './machine';
import { digits, spreadOf, type Spread } from './stats';

/** One run of one benchmark. */
export interface Run {
  id: string;
  title: string;
  pair: number;
  seconds: number;
  watched: Watched;
  figures: Record<string, Figure | undefined>;
  /** Why it gave nothing. */
  failure?: string;
}

export type Verdict = 'STRETCH' | 'OK' | 'MISS' | '';

/** A line of the table. */
export interface Row {
  id: string;
  what: string;
  unit: string;
  ours: Spread;
  control?: Spread;
  ratio?: Spread;
  bar?: Bound;
  stretch?: Bound;
  verdict: Verdict;
  /** False when every run was disturbed, so that the figures are from those. */
  quiet: boolean;
}

const holds = ({ is, value }: Bound, figure: number): boolean =>
  is === 'at least' ? figure >= value : figure <= value;

/** A figure that could not be taken meets nothing. */
export const verdictOf = ({ bar, stretch }: Pick<Line, 'bar' | 'stretch'>, figure: number): Verdict => {
  if (bar === undefined) return '';
  if (stretch !== undefined && holds(stretch, figure)) return 'STRETCH';
  return holds(bar, figure) ? 'OK' : 'MISS';
};

const rowOf = (benchmark: Benchmark, key: string, line: Line, runs: Run[], calm: boolean): Row[] => {
  const figures = runs.flatMap((run) => run.figures[key] ?? []);
  const ours = spreadOf(figures.map((figure) => figure.ours));
  if (ours === undefined) return [];
  const paired = figures.flatMap(({ ours: own, control }) => (control === undefined ? [] : [{ own, control }]));
  const control = spreadOf(paired.map((pair) => pair.control));
  const ratio = spreadOf(paired.map((pair) => pair.own / pair.control));
  // What is counted is the same under any load.
  const quiet = calm || line.unit === 'exact';
  const verdict = verdictOf(line, (ratio ?? ours).median);
  return [{ id: benchmark.id, ...line, ours, ...(control && { control }), ...(ratio && { ratio }), verdict, quiet }];
};

/** The table: medians over the runs that nobody disturbed, or over all where there is no such run. */
export const rowsOf = (benchmarks: readonly Benchmark[], runs: readonly Run[]): Row[] =>
  benchmarks.flatMap((benchmark) => {
    const own = runs.filter((run) => run.title === benchmark.title && run.failure === undefined);
    const calm = own.filter((run) => !isDisturbed(run.watched));
    const used = calm.length > 0 ? calm : own;
    return Object.entries(benchmark.lines).flatMap(([key, line]) => rowOf(benchmark, key, line, used, calm.length > 0));
  });

const spreadWords = ({ median, low, high, n }: Spread): string =>
  n === 1 ? digits(median) : `${digits(median)} (${digits(low)}–${digits(high)})`;

const boundWords = (bound: Bound | undefined, isRatio: boolean): string =>
  bound === undefined ? '' : `${bound.is === 'at least' ? '≥' : '≤'} ${digits(bound.value)}${isRatio ? ' ×' : ''}`;

const cells = (row: Row): string[] => [
  row.id,
  row.what,
  row.unit,
  spreadWords(row.ours),
  row.control ? spreadWords(row.control) : '',
  row.ratio ? spreadWords(row.ratio) : '',
  boundWords(row.bar, row.ratio !== undefined),
  boundWords(row.stretch, row.ratio !== undefined),
  `${row.verdict}${row.quiet ? '' : ' (disturbed)'}`.trim(),
];

const head = ['', 'what', 'unit', 'ours', 'control', 'ratio', 'bar', 'stretch', 'verdict'];

/** For people at a terminal. */
export const tableText = (rows: readonly Row[]): string => {
  const all = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...all.map((line) => (line[column] ?? '').length)));
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

/** What else a reader must know to believe the table. */
export interface Circumstances {
  at: string;
  command: string;
  machine: string;
  versions: Record<string, string>;
  seconds: number;
}

/** The block for docs/performance.md. */
export const markdown = (rows: readonly Row[], runs: readonly Run[], told: Circumstances): string => {
  const line = (parts: readonly string[]): string => `| ${parts.join(' | ')} |`;
  const disturbed = runs.filter((run) => isDisturbed(run.watched)).length;
  const failed = runs.filter((run) => run.failure !== undefined);
  return [
    `\`${told.command}\` on ${told.at.slice(0, 10)}, ${told.machine}. ${Object.entries(told.versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(
        ', ',
      )}. ${digits(told.seconds / 60)} minutes, ${runs.length} runs, ${disturbed} disturbed, ${failed.length} failed.`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows.map((row) => line(cells(row))),
    ...failed.map(({ id, pair, failure }) => `\n${id}, pair ${pair}: ${failure ?? ''}`),
  ].join('\n');
};

/** Everything as JSON beside it; returns the file. */
export const writeJson = (rows: readonly Row[], runs: readonly Run[], told: Circumstances): string => {
  const folder = join(rootDir, '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `bench-${told.at.replaceAll(/[:.]/g, '-')}.json`);
  writeFileSync(file, `${JSON.stringify({ ...told, rows, runs }, null, 2)}\n`);
  return file;
};
