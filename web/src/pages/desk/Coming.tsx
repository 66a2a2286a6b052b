import { dayInWords, dayOf } from '../../shared/dates';
import type { Desk } from './figures';
import { Count } from './Count';
import { Panel } from './Panel';

type Day = Desk['coming'][number];

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** 0 for a Monday. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The days in weeks from Monday on; what lies before the first of them is empty. */
const weeksOf = (days: readonly Day[]): (Day | null)[][] => {
  const before = weekdayOf(days[0]?.day ?? '1970-01-01');
  const cells: (Day | null)[] = [...Array.from({ length: before }, () => null), ...days];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, at) => cells[week * 7 + at] ?? null),
  );
};

const shortDay = (day: string): string => day.slice(5).replace(/^0/, '').replace('-0', '-').replace('-', '/');

const Cell = ({ day: { day, isWorkday, due, list }, today }: { day: Day; today: string }) => (
  <td className={isWorkday ? 'workday' : 'free'} aria-current={day === today ? 'date' : undefined}>
    <div className="calendar-day">
      {day === today ? '今天' : shortDay(day)}
      {!isWorkday && <span className="calendar-free">休</span>}
    </div>
    {due === 0 ? (
      <span className="muted" aria-label="没有到期">
        —
      </span>
    ) : (
      <Count figure={{ count: due, list }} of={`${dayInWords(day, today)} 到期`} />
    )}
  </td>
);

/** What falls due from today to the tenth working day. */
export const Coming = ({ coming, asOf }: Pick<Desk, 'coming' | 'asOf'>) => (
  <Panel title="今后十个工作日到期">
    <table className="calendar">
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th key={weekday} scope="col">
              <span className="calendar-zhou">周</span>
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(coming).map((week, n) => (
          <tr key={week.find((day) => day !== null)?.day ?? n}>
            {week.map((day, at) =>
              day === null ? (
                <td key={WEEKDAYS[at]} className="no-day" />
              ) : (
                <Cell key={day.day} day={day} today={dayOf(asOf)} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  </Panel>
);
