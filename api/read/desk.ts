import { OPEN, UNCLOSED } from '../../domain/case/file';
import { addWorkingDays, isWorkingDay } from '../../domain/clock/calendar';
import { addDays, addMonths, civilDateOf, startOfDay, startOfNextDay, type CivilDate } from '../../domain/clock/civil';
import type { Instant } from '../../domain/clock/instant';
import { GRADES } from '../../domain/policy/pack';
import type {
  DeskAnswer,
  DeskDayAnswer,
  DeskMonthAnswer,
  DeskStatusAnswer,
  DeskTypeAnswer,
  DeskUnitAnswer,
  DeskGradeAnswer,
  FigureAnswer,
} from '../answers/desk';
import type { Plain } from '../parse';
import type { Explained } from '../answers/shape';
import type { AppDeps } from '../deps';
import type { CaseFilterQuery, DeskQuery } from '../dto/queries';
import { greenFrom, type Finding } from './case-list';
import { groupsOfOpen, type Group } from './desk-groups';
import { lookOnce } from './desk-look';
import { countSpans, type Span, type Spans, type SpansCounted } from './desk-spans';
import type { Viewer } from './viewer';

const months = 12;
const workingDays = 10;

type Asked = Plain<CaseFilterQuery>;

/** The page of the console that lists what a query finds. */
const listOf = (query: Asked): string => {
  const asked = Object.entries(query) as [string, string | number | readonly string[] | undefined][];
  const told = asked.flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, [value].flat().join(',')]],
  );
  return `/cases?${new URLSearchParams(told).toString()}`;
};

interface Desk {
  /** What all of it is narrowed by. */
  query: Asked;
  counted: { groups: Group[] } & SpansCounted;
}

const figure = ({ query }: Desk, count: number, more: Asked): Plain<FigureAnswer> => ({
  count,
  list: listOf({ ...query, ...more }),
});

const sum = (groups: readonly Group[]): number => groups.reduce((total, { count }) => total + count, 0);

/**
 * The open ones by what they are; of which nobody has said it yet, or is not told to the viewer, stands in `rest`: with it each
 * breakdown sums up to the stock.
 */
const breakdown = (desk: Desk) => {
  const { groups } = desk.counted;
  const status = [...UNCLOSED];
  const isUnclosed = (asked: string): boolean => status.some((one) => one === asked);
  const unclosed = groups.filter((group) => isUnclosed(group.status));
  const told = unclosed.filter(({ isReadWhole }) => isReadWhole);
  const by = (keyOf: (group: Group) => string | null, from: readonly Group[]): (readonly [string, number])[] =>
    [...Map.groupBy(from, keyOf)]
      .flatMap(([key, same]) => (key === null ? [] : [[key, sum(same)] as const]))
      .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const grades = new Map(by(({ grade }) => grade, told));
  const cameBack = told.filter(({ hasComeBack }) => hasComeBack);
  return {
    stock: figure(desk, sum(unclosed), { status }),
    cameBack: figure(desk, sum(cameBack), { status, minCycle: 2 }),
    byStatus: OPEN.map((one): DeskStatusAnswer => ({
      status: one,
      isInStock: isUnclosed(one),
      ...figure(desk, sum(groups.filter((group) => group.status === one)), { status: [one] }),
    })),
    byUnit: by(({ unitId }) => unitId, told).map(([unitId, count]): DeskUnitAnswer => ({
      unitId,
      ...figure(desk, count, { status, responsibleUnitId: unitId }),
    })),
    byType: by(({ hazardType }) => hazardType, unclosed).map(([hazardType, count]): DeskTypeAnswer => ({
      hazardType,
      ...figure(desk, count, { status, hazardType }),
    })),
    byGrade: GRADES.map((grade): DeskGradeAnswer => ({
      grade,
      ...figure(desk, grades.get(grade) ?? 0, { status, grade }),
    })),
    rest: {
      withoutUnit: sum(told.filter(({ unitId }) => unitId === null)),
      withoutGrade: sum(told.filter(({ grade }) => grade === null)),
      notTold: sum(unclosed) - sum(told),
    },
  };
};

interface Month {
  first: CivilDate;
  last: CivilDate;
}

/** The first and last days of the last months, the present one last. */
const lastMonths = (today: CivilDate): Month[] =>
  Array.from({ length: months }, (_, n) => {
    const first = addMonths(`${today.slice(0, 7)}-01`, n + 1 - months);
    return { first, last: addDays(addMonths(first, 1), -1) };
  });

const monthly = (desk: Desk, asked: readonly Month[]): DeskMonthAnswer[] => {
  const { opened, closed } = desk.counted;
  return asked.map(({ first, last }, n) => ({
    month: first.slice(0, 7),
    opened: figure(desk, opened[n] ?? 0, { openedFrom: first, openedTo: last }),
    closed: figure(desk, closed[n] ?? 0, { closedFrom: first, closedTo: last }),
  }));
};

/** Today, and the days up to the last of so many working days, today's included where it is one. */
const comingDays = (deps: AppDeps, today: CivilDate): CivilDate[] => {
  const ahead = isWorkingDay(deps.calendar, today) ? workingDays - 1 : workingDays;
  const { date: last } = addWorkingDays(deps.calendar, today, ahead);
  const days: CivilDate[] = [];
  for (let day = today; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
};

const dueSoon = (deps: AppDeps, desk: Desk, days: CivilDate[]): { overdue: FigureAnswer; coming: DeskDayAnswer[] } => {
  const [overdue = 0, ...due] = desk.counted.due;
  return {
    overdue: figure(desk, overdue, { lamp: 'red' }),
    coming: days.map((day, n) => {
      const { count, list } = figure(desk, due[n] ?? 0, { dueFrom: day, dueBefore: day });
      return { day, isWorkday: isWorkingDay(deps.calendar, day), due: count, list };
    }),
  };
};

interface Stretches {
  months: readonly Month[];
  days: CivilDate[];
  now: Instant;
}

const spansOf = ({ months: asked, days, now }: Stretches): Spans => {
  const monthsOf = (column: Span['column']): Span[] =>
    asked.map(({ first, last }) => ({ column, from: startOfDay(first), to: startOfNextDay(last) }));
  const late: Span = { column: 'nextDueAt', from: null, to: now };
  const coming = days.map((day): Span => ({ column: 'nextDueAt', from: startOfDay(day), to: startOfNextDay(day) }));
  return { opened: monthsOf('openedAt'), closed: monthsOf('closedAt'), due: [late, ...coming] };
};

/** Of a whole town in four statements that read no case; else in one that looks at each of them once. */
const countAll = async (deps: AppDeps, query: Asked, of: { viewer: Viewer; stretches: Stretches }) => {
  const { viewer, stretches } = of;
  const { now } = stretches;
  const spans = spansOf(stretches);
  // Where the viewer, or what is asked, names the cases, there are few of the town's.
  const isNamed = !viewer.scopes.some(({ all }) => all) || query.responsibleUnitId !== undefined;
  const way = isNamed ? 'all' : 'page';
  const finding: Finding = { viewer, basis: { now, green: greenFrom(deps, viewer, now) }, way };
  if (isNamed) return lookOnce(deps, query, { finding, spans });
  const groups = await groupsOfOpen(deps, query, finding);
  return { groups, ...(await countSpans(deps, query, { finding, spans })) };
};

/** How things stand for a viewer now; each number is that of the list it names. */
export const deskOf = async (
  deps: AppDeps,
  viewer: Viewer,
  { townId, unitId }: DeskQuery,
): Promise<Omit<DeskAnswer, Explained>> => {
  const now = await deps.door.now();
  const today = civilDateOf(now);
  const query: Asked = {
    ...(townId === undefined ? {} : { townId }),
    ...(unitId === undefined ? {} : { responsibleUnitId: unitId }),
  };
  const stretches: Stretches = { months: lastMonths(today), days: comingDays(deps, today), now };
  const desk: Desk = { query, counted: await countAll(deps, query, { viewer, stretches }) };
  const byMonth = monthly(desk, stretches.months);
  const present = byMonth.at(-1);
  if (present === undefined) throw new Error('there is no month');
  return {
    ...breakdown(desk),
    openedThisMonth: present.opened,
    closedThisMonth: present.closed,
    ...dueSoon(deps, desk, stretches.days),
    byMonth,
    asOf: now,
  };
};
