import { Tooltip } from 'antd';
import { dayOf, daysBetween, minuteOf } from './dates';
import { Lamp } from './Lamp';

export interface Due {
  dueAt: string;
  dueOn: string;
  lamp: string | null;
  /** Working days from today to the due day; negative when late. */
  workingDaysLeft?: number;
}

const minuteMs = 60_000;

const onTheDay = (leftMs: number): string => {
  const minutes = Math.max(1, Math.round(Math.abs(leftMs) / minuteMs));
  return minutes < 60 ? `${String(minutes)} 分钟` : `${String(Math.round(minutes / 60))} 小时`;
};

/** `剩 2 个工作日`, `今天到期`, `超期 3 天`, as the answer counts it. */
export const leftInWords = ({ dueAt, dueOn, workingDaysLeft }: Due, now: string): string => {
  const leftMs = Date.parse(dueAt) - Date.parse(now);
  const days = daysBetween(dayOf(now), dueOn);
  const word = leftMs > 0 ? '剩' : '超期';
  if (days === 0) return `${word} ${onTheDay(leftMs)}`;
  if (workingDaysLeft !== undefined && workingDaysLeft !== 0) return `${word} ${String(Math.abs(workingDaysLeft))} 个工作日`;
  return `${word} ${String(Math.max(1, Math.abs(days)))} 天`;
};

/** Lamp and time left; the exact moment on hover and for readers. */
export const TimeLeft = ({ due, now, what }: { due: Due; now: string; what?: string }) => (
  <Tooltip title={`${what === undefined ? '' : `${what}：`}${minuteOf(due.dueAt)} 到期`}>
    <span>
      <Lamp code={due.lamp} word={leftInWords(due, now)} />
    </span>
  </Tooltip>
);
