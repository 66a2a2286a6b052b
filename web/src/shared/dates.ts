const zone = 'Asia/Shanghai';

const partsOf = (instant: string | number | Date): Record<string, string> => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
};

/** The civil date in Shanghai of an instant, `2025-03-14`. */
export const dayOf = (instant: string | number | Date): string => {
  const { year = '', month = '', day = '' } = partsOf(instant);
  return `${year}-${month}-${day}`;
};

/** The wall clock in Shanghai, `2025-03-14 09:00`. */
export const minuteOf = (instant: string | number | Date): string => {
  const { hour = '', minute = '' } = partsOf(instant);
  return `${dayOf(instant)} ${hour}:${minute}`;
};

/** An instant from a wall clock in Shanghai, which has had no summer time since 1991. */
export const instantOf = (wallClock: string): string => `${wallClock.replace(' ', 'T')}:00+08:00`;

const dayNumber = (civilDate: string): number => Date.parse(`${civilDate}T00:00:00Z`) / 86_400_000;

/** Calendar days from one civil date to another. */
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

/** `3月14日 周五`, with the year where it is another than that of `today`. */
export const dayInWords = (civilDate: string, today?: string): string => {
  const [year = '', month = '', day = ''] = civilDate.split('-');
  const weekday = weekdays[(dayNumber(civilDate) + 4) % 7] ?? '';
  const ofYear = today?.startsWith(year) === true ? '' : `${year}年`;
  return `${ofYear}${String(Number(month))}月${String(Number(day))}日 周${weekday}`;
};

/** `今天 09:00`, `明天 17:00`, `3月14日 09:00`. */
export const momentInWords = (instant: string, now: string): string => {
  const [day = '', time = ''] = minuteOf(instant).split(' ');
  const today = dayOf(now);
  const away = daysBetween(today, day);
  const near: Record<number, string> = { [-1]: '昨天', 0: '今天', 1: '明天', 2: '后天' };
  return `${near[away] ?? dayInWords(day, today)} ${time}`;
};
