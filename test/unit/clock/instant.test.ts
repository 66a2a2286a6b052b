import fc from 'fast-check';
import { diffMs, fromMs, parseInstant, plusMs, toMs } from '../../../domain/clock/instant';

describe('parseInstant', () => {
  it.each([
    ['2025-03-14T09:00:00+08:00'],
    ['2025-03-14T01:00:00Z'],
    ['2025-03-13T20:00:00-05:00'],
    ['2025-03-14T15:00:00+14:00'],
    ['2025-03-14T01:00:00.000Z'],
    ['2025-03-14T01:00:00.000999Z'],
    ['2025-03-14T01:00:00-00:00'],
  ])('reads %s as the one instant it names', (text) => {
    expect(parseInstant(text)).toBe('2025-03-14T01:00:00.000Z');
  });

  it('keeps milliseconds, however few digits give them', () => {
    expect(parseInstant('2025-03-14T01:00:00.5Z')).toBe('2025-03-14T01:00:00.500Z');
    expect(parseInstant('2025-03-14T01:00:00.04+00:00')).toBe('2025-03-14T01:00:00.040Z');
  });

  it.each([
    ['a day that does not exist', '2025-02-29T00:00:00Z'],
    ['a 31 April', '2025-04-31T00:00:00Z'],
    ['a month 13', '2025-13-01T00:00:00Z'],
    ['a day zero', '2025-01-00T00:00:00Z'],
    ['no offset', '2025-03-14T01:00:00'],
    ['a date alone', '2025-03-14'],
    ['no seconds', '2025-03-14T01:00Z'],
    ['a space for T', '2025-03-14 01:00:00Z'],
    ['the hour 24', '2025-03-14T24:00:00Z'],
    ['the minute 60', '2025-03-14T01:60:00Z'],
    ['a leap second', '2016-12-31T23:59:60Z'],
    ['an offset of 24 hours', '2025-03-14T01:00:00+24:00'],
    ['an offset of 60 minutes', '2025-03-14T01:00:00+08:60'],
    ['an offset without a colon', '2025-03-14T01:00:00+0800'],
    ['a comma before the fraction', '2025-03-14T01:00:00,5Z'],
    ['a point without a fraction', '2025-03-14T01:00:00.Z'],
    ['a named zone', '2025-03-14T09:00:00+08:00[Asia/Shanghai]'],
    ['a week date', '2025-W01'],
    ['basic format', '20250314T010000Z'],
    ['slashes', '2025/1/1'],
    ['Chinese', '2025年1月1日'],
    ['full-width digits', '２025-03-14T01:00:00Z'],
    ['an expanded year', '+275760-09-13T00:00:00Z'],
    ['the zero date', '0000-00-00T00:00:00Z'],
    ['the year 1', '0001-01-01T00:00:00Z'],
    ['the year 99, which Date.UTC reads as 1999', '0099-12-31T20:00:00Z'],
    ['the year 9999', '9999-12-31T23:59:59Z'],
    ['a number', '1741914000000'],
    ['surrounding blanks', ' 2025-03-14T01:00:00Z'],
    ['a line break at the end', '2025-03-14T01:00:00Z\n'],
    ['nothing', ''],
  ])('refuses %s', (_what, text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('accepts exactly the Shanghai years 2000 to 2099, whatever the offset says', () => {
    expect(parseInstant('1999-12-31T23:59:59.999+08:00')).toBeUndefined();
    expect(parseInstant('2000-01-01T00:00:00+08:00')).toBe('1999-12-31T16:00:00.000Z');
    expect(parseInstant('1999-12-31T16:00:00Z')).toBe('1999-12-31T16:00:00.000Z');
    expect(parseInstant('2099-12-31T23:59:59.999+08:00')).toBe('2099-12-31T15:59:59.999Z');
    expect(parseInstant('2100-01-01T00:00:00+08:00')).toBeUndefined();
    expect(parseInstant('2099-12-31T16:00:00Z')).toBeUndefined();
  });

  it('accepts 29 February in leap years only, 2000 among them', () => {
    expect(parseInstant('2024-02-29T00:00:00Z')).toBe('2024-02-29T00:00:00.000Z');
    expect(parseInstant('2000-02-29T00:00:00Z')).toBe('2000-02-29T00:00:00.000Z');
  });
});

describe('instants', () => {
  const milliseconds = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 0, 1) });

  it('sort as text in the order of time', () => {
    fc.assert(
      fc.property(milliseconds, milliseconds, (a, b) => {
        expect(fromMs(a) < fromMs(b)).toBe(a < b);
      }),
    );
  });

  it('survive the way to milliseconds and back, and through the parser', () => {
    fc.assert(
      fc.property(milliseconds, (ms) => {
        expect(toMs(fromMs(ms))).toBe(ms);
        expect(parseInstant(fromMs(ms))).toBe(fromMs(ms));
      }),
    );
  });

  it('move by milliseconds and tell their distance', () => {
    expect(plusMs('2024-12-31T23:59:59.999Z', 1)).toBe('2025-01-01T00:00:00.000Z');
    expect(diffMs('2025-01-01T00:00:00.000Z', '2024-12-31T23:59:59.999Z')).toBe(1);
  });

  it.each(['2025-03-14T01:00', '2025-03-14T01:00:00.000+08:00', '2025-03-14', '', '2025-13-14T01:00:00.000Z'])(
    'are not read from %j, which a server might take for its local time',
    (text) => {
      expect(() => toMs(text)).toThrow(RangeError);
    },
  );

  it.each([Number.NaN, Infinity, -Infinity, Date.UTC(10_000, 0, 1), 8.64e15])('do not exist for %d ms', (ms) => {
    expect(() => fromMs(ms)).toThrow(RangeError);
  });
});
