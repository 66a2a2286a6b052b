import { Tooltip } from 'antd';
import { dayInWords, dayOf, daysBetween, minuteOf, momentInWords } from './dates';
import { Lamp } from './Lamp';

export interface Due {
  dueAt: string;
  dueOn: string;
  lamp: string | null;
  /** Negative when late; null while it is paused. */
  workingDaysLeft: number | null;
}

const minuteMs = 60_000;

const onTheDay = (leftMs: number): string => {
  const minutes = Math.max(1, Math.round(Math.abs(leftMs) / minuteMs));
  return minutes < 60 ? `${String(minutes)} 分钟` : `${String(Math.round(minutes / 60))} 小时`;
};

/** `剩 2 个工作日`, `今天到期`, `逾期 3 天`, as the answer counts it. */
export const leftInWords = ({ dueAt, dueOn, workingDaysLeft }: Due, now: string): string => {
  const leftMs = Date.parse(dueAt) - Date.parse(now);
  const days = daysBetween(dayOf(now), dueOn);
  const word = leftMs > 0 ? '剩' : '逾期';
  if (days === 0) return `${word} ${onTheDay(leftMs)}`;
  if (workingDaysLeft !== null && workingDaysLeft !== 0) return `${word} ${String(Math.abs(workingDaysLeft))} 个工作日`;
  return `${word} ${String(Math.max(1, Math.abs(days)))} 天`;
};

const midnight = / 00:00$/;

/** `11月30日 周一止` for what runs to the end of a day, else `明天 09:00`. */
export const dueInWords = ({ dueAt, dueOn }: Pick<Due, 'dueAt' | 'dueOn'>, now: string): string =>
  midnight.test(minuteOf(dueAt)) ? `${dayInWords(dueOn, dayOf(now))}止` : momentInWords(dueAt, now);

/** The same as a limit: `11月30日 周一止`, `明天 09:00 前`. */
export const untilInWords = (due: Pick<Due, 'dueAt' | 'dueOn'>, now: string): string =>
  `${dueInWords(due, now)}${midnight.test(minuteOf(due.dueAt)) ? '' : ' 前'}`;

/** Lamp and time left; the exact moment on hover and for readers. */
export const TimeLeft = ({ due, now, what }: { due: Due; now: string; what?: string }) => (
  <Tooltip title={`${what === undefined ? '' : `${what}：`}${minuteOf(due.dueAt)} 前`}>
    <span>
      <Lamp code={due.lamp} word={leftInWords(due, now)} />
    </span>
  </Tooltip>
);
