import fc from 'fast-check';
import {
  addDays,
  addMonths,
  atTime,
  civilDateOf,
  dayOfWeek,
  parseCivilDate,
  startOfDay,
  startOfNextDay,
  yearOf,
} from '../../../domain/clock/civil';

const anyDate = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays('2000-01-01', days));

describe('parseCivilDate', () => {
  it.each(['2025-02-28', '2024-02-29', '2000-01-01', '2099-12-31'])('accepts %s', (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  it.each([
    '2025-02-29',
    '2025-04-31',
    '2025-13-01',
    '2025-00-10',
    '2025-01-00',
    '2025-W01',
    '20250101',
    '2025/1/1',
    '2025/01/01',
    '2025-1-1',
    '2025年1月1日',
    '１月',
    '２０２５-01-01',
    '2025-01-01T00:00:00Z',
    ' 2025-01-01',
    '2025-01-01\n',
    '0000-00-00',
    '0001-01-01',
    '1999-12-31',
    '2100-01-01',
    '9999-12-31',
    '+275761-01-01',
    '',
  ])('refuses %j', (text) => {
    expect(parseCivilDate(text)).toBeUndefined();
  });
});

describe('a civil date', () => {
  it('is the day in Shanghai, eight hours ahead of UTC', () => {
    expect(civilDateOf('2024-12-31T15:59:59.999Z')).toBe('2024-12-31');
    expect(civilDateOf('2024-12-31T16:00:00.000Z')).toBe('2025-01-01');
    expect(civilDateOf('2024-12-31T16:30:00.000Z')).toBe('2025-01-01');
  });

  it('starts at 16:00 UTC of the day before and ends where the next one starts', () => {
    expect(startOfDay('2025-06-30')).toBe('2025-06-29T16:00:00.000Z');
    expect(startOfNextDay('2025-06-30')).toBe('2025-06-30T16:00:00.000Z');
    expect(startOfNextDay('2099-12-31')).toBe('2099-12-31T16:00:00.000Z');
  });

  it('has wall times', () => {
    expect(atTime('2025-03-14', '09:00')).toBe('2025-03-14T01:00:00.000Z');
    expect(atTime('2025-03-14', '00:00')).toBe(startOfDay('2025-03-14'));
    expect(atTime('2025-03-14', '17:30')).toBe('2025-03-14T09:30:00.000Z');
  });

  it.each(['24:00', '9:00', '09:60', '09:00:00', '', '0900'])('has no wall time %j', (text) => {
    expect(() => atTime('2025-03-14', text)).toThrow(RangeError);
  });

  it('knows its weekday, Sunday being 0', () => {
    expect(dayOfWeek('2025-03-16')).toBe(0);
    expect(dayOfWeek('2025-03-14')).toBe(5);
    expect(dayOfWeek('2000-01-01')).toBe(6);
  });

  it('moves over the ends of months, leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-02-28', 1)).toBe('2025-03-01');
    expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
    expect(addDays('2025-01-01', 0)).toBe('2025-01-01');
  });

  it('moves by months, to the last day of a month that is too short', () => {
    expect(addMonths('2025-01-31', 1)).toBe('2025-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2025-08-31', 6)).toBe('2026-02-28');
    expect(addMonths('2025-11-30', 2)).toBe('2026-01-30');
    expect(addMonths('2025-03-31', -1)).toBe('2025-02-28');
    expect(addMonths('2025-01-15', -1)).toBe('2024-12-15');
    expect(addMonths('2025-12-15', 0)).toBe('2025-12-15');
  });

  it('knows its year', () => {
    expect(yearOf('2026-01-01')).toBe(2026);
  });

  it('is a bug if it does not exist', () => {
    expect(() => addDays('2025-02-29', 1)).toThrow(RangeError);
    expect(() => startOfDay('soon')).toThrow(RangeError);
    expect(() => addDays('2025-02-28', 0.5)).toThrow(RangeError);
    expect(() => addMonths('2025-02-28', Number.NaN)).toThrow(RangeError);
  });

  it('contains its first instant and its last, and no other', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 86_399 }), (date, second) => {
        const minutes = Math.floor(second / 60);
        const wallTime = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        expect(civilDateOf(startOfDay(date))).toBe(date);
        expect(civilDateOf(atTime(date, wallTime))).toBe(date);
        expect(civilDateOf(startOfNextDay(date))).toBe(addDays(date, 1));
        expect(dayOfWeek(addDays(date, 1))).toBe((dayOfWeek(date) + 1) % 7);
      }),
    );
  });
});
