import { lampOf } from '../../../domain/clock/lamp';
import { dueOnDate, stepAt } from '../../../domain/clock/term';
import { calendar2024to2026 as calendar } from './calendars';

describe('the lamp', () => {
  const due = dueOnDate(calendar, '2026-10-09');
  const threeDays = { yellowWd: 3 };

  it('is green until the third working day before the due day begins, the holiday not counted', () => {
    expect(lampOf(due.dueAt, '2026-09-28T15:59:59.999Z', threeDays, calendar)).toBe('green');
    expect(lampOf(due.dueAt, '2026-09-28T16:00:00.000Z', threeDays, calendar)).toBe('yellow');
  });

  it('is yellow when the reminder of the same number goes out', () => {
    expect(lampOf(due.dueAt, stepAt(calendar, due, { wd: -3 }, '09:00'), threeDays, calendar)).toBe('yellow');
    expect(lampOf(due.dueAt, stepAt(calendar, due, { wd: -4 }, '09:00'), threeDays, calendar)).toBe('green');
  });

  it('is red from the first instant that is too late', () => {
    expect(lampOf(due.dueAt, '2026-10-09T15:59:59.999Z', threeDays, calendar)).toBe('yellow');
    expect(lampOf(due.dueAt, '2026-10-09T16:00:00.000Z', threeDays, calendar)).toBe('red');
    expect(lampOf(due.dueAt, '2026-11-01T00:00:00.000Z', threeDays, calendar)).toBe('red');
  });

  it('turns yellow on the due day itself by a rule of no working days', () => {
    expect(lampOf(due.dueAt, '2026-10-08T15:59:59.999Z', { yellowWd: 0 }, calendar)).toBe('green');
    expect(lampOf(due.dueAt, '2026-10-08T16:00:00.000Z', { yellowWd: 0 }, calendar)).toBe('yellow');
  });

  it('follows seconds exactly', () => {
    const dueAt = '2026-03-02T02:00:08.000Z';
    expect(lampOf(dueAt, '2026-03-02T02:00:04.999Z', { yellowSeconds: 3 }, calendar)).toBe('green');
    expect(lampOf(dueAt, '2026-03-02T02:00:05.000Z', { yellowSeconds: 3 }, calendar)).toBe('yellow');
    expect(lampOf(dueAt, dueAt, { yellowSeconds: 3 }, calendar)).toBe('red');
  });
});
