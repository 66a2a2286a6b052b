import { OPEN } from '../../domain/case/file';
import type { Instant } from '../../domain/clock/instant';
import type { AppDeps } from '../deps';
import type { CaseFilterQuery } from '../dto/queries';
import type { Plain } from '../parse';
import { findCases, type Finding } from './case-list';
import { groupColumns, groupIn, splitByMore, type Group, type GroupRow } from './desk-groups';
import { signsOf, type Span, type Spans, type SpansCounted } from './desk-spans';

interface Row extends GroupRow {
  openedIn: number | string;
  closedIn: number | string;
  dueIn: number | string;
}

/** Every instant at which one of these begins or ends. */
const cutsIn = (spans: readonly Span[]): Instant[] =>
  [...new Set(spans.flatMap(({ from, to }) => (from === null ? [to] : [from, to])))].toSorted();

/** As SQL before which of these instants one lies: a number from 0; the last where it lies behind them all, or is none. */
const stretchIn = (column: Span['column'], cuts: readonly Instant[]): string => {
  const { until } = signsOf(column);
  const cases = cuts.map((_, at) => `WHEN c.${column} ${until} :${column}${String(at)} THEN ${String(at)}`);
  return `CASE ${cases.join(' ')} ELSE ${String(cuts.length)} END`;
};

const valuesOf = (column: Span['column'], cuts: readonly Instant[]): Record<string, Instant> =>
  Object.fromEntries(cuts.map((cut, at) => [`${column}${String(at)}`, cut]));

/** How many lie in each span, from how many lie in each stretch between the cuts. */
const sumsOf = (spans: readonly Span[], cuts: readonly Instant[], counted: readonly [number, number][]): number[] =>
  spans.map(({ from, to }) => {
    const after = from === null ? -1 : cuts.indexOf(from);
    const until = cuts.indexOf(to);
    return counted.reduce((sum, [stretch, count]) => (stretch > after && stretch <= until ? sum + count : sum), 0);
  });

/**
 * All that a desk counts of who reads by keys, or of a unit, in one look at each of the cases: they are looked up one by one,
 * and that is what it costs.
 */
export const lookOnce = async (
  deps: AppDeps,
  query: Plain<CaseFilterQuery>,
  { finding, spans }: { finding: Finding; spans: Spans },
): Promise<{ groups: Group[] } & SpansCounted> => {
  const find = await findCases(deps, query, finding);
  const [opened, closed, due] = [cutsIn(spans.opened), cutsIn(spans.closed), cutsIn(spans.due)];
  groupColumns(find);
  await splitByMore(deps, find, finding);
  find
    .addSelect(stretchIn('openedAt', opened), 'openedIn')
    .addSelect(stretchIn('closedAt', closed), 'closedIn')
    .addSelect(stretchIn('nextDueAt', due), 'dueIn')
    .addGroupBy('openedIn')
    .addGroupBy('closedIn')
    .addGroupBy('dueIn')
    .setParameters({
      ...valuesOf('openedAt', opened),
      ...valuesOf('closedAt', closed),
      ...valuesOf('nextDueAt', due),
    });
  const rows = (await find.getRawMany<Row>()).map((row) => ({ ...row, ...groupIn(row) }));
  const told = rows.filter(({ isReadWhole }) => isReadWhole);
  return {
    groups: rows.filter(({ status }) => OPEN.some((one) => one === status)),
    opened: sumsOf(
      spans.opened,
      opened,
      rows.map((row) => [Number(row.openedIn), row.count]),
    ),
    closed: sumsOf(
      spans.closed,
      closed,
      told.map((row) => [Number(row.closedIn), row.count]),
    ),
    due: sumsOf(
      spans.due,
      due,
      told.map((row) => [Number(row.dueIn), row.count]),
    ),
  };
};
