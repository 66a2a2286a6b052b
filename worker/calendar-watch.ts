import type { Logger } from '../logger';

/** Says once which years' working days are missing, with the way on; dates counted into them are provisional (settled 5.9). */
export const watchCalendar = (logger: Logger): ((missingYears: readonly number[]) => void) => {
  const told = new Set<number>();
  return (missingYears) => {
    for (const year of missingYears) {
      if (told.has(year)) continue;
      told.add(year);
      logger.warn('working days of a year are missing: dates counted into it are provisional', {
        year,
        file: `policies/calendars/${String(year)}.yaml`,
      });
    }
  };
};
