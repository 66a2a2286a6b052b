import { createRefusalBook, type Attempt } from '../../../api/refusals';
import { createLogger } from '../../../logger';
import type { AuditEntry } from '../../../record/audit';

const logger = createLogger({ level: 'error', service: 'test', silent: true });

describe('refused attempts on their way into the audit log', () => {
  let written: AuditEntry[];
  let now: string;

  beforeEach(() => {
    jest.useFakeTimers();
    written = [];
    now = '2025-09-15T02:00:00.000Z';
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const aBook = () =>
    createRefusalBook({
      logger,
      now: () => now,
      audit: (entry) => {
        written.push(entry);
        return Promise.resolve();
      },
    });

  const attempt = (who: Attempt['who'], route = '/api/v1/units'): Attempt => ({
    who,
    action: 'act-refused',
    route,
    outcome: 'forbidden',
    entry: () =>
      Promise.resolve({ personId: null, townId: null, action: 'act-refused', ref: 'api', data: {}, outcome: 'x' }),
  });

  it('are written at once the first time, and as a number at the end of the minute', async () => {
    const book = aBook();
    for (let n = 0; n < 1_000; n += 1) book.note(attempt({ personId: 'p1' }));
    await book.written();
    expect(written).toHaveLength(1);
    jest.advanceTimersByTime(60_000);
    await book.written();
    expect(written.map(({ data }) => data)).toEqual([{}, { repeated: 999 }]);
    book.note(attempt({ personId: 'p1' }));
    await book.written();
    expect(written).toHaveLength(3);
    await book.close();
    expect(written).toHaveLength(3);
  });

  it('are counted in one row beyond thirty a minute, and strangers crowd nobody out', async () => {
    const book = aBook();
    for (let n = 0; n < 500; n += 1) book.note(attempt({ address: `10.0.0.${String(n)}` }));
    for (let n = 0; n < 25; n += 1) book.note(attempt({ personId: `p${String(n)}` }));
    await book.written();
    expect(written).toHaveLength(30);
    jest.advanceTimersByTime(60_000);
    await book.written();
    expect(written.slice(30)).toMatchObject([{ action: 'refused-more', data: { count: 495 } }]);
  });

  it('of a day of flood make some thousand rows', async () => {
    const book = aBook();
    for (let minute = 0; minute < 12 * 60; minute += 1) {
      now = new Date(Date.parse('2025-09-15T02:00:00.000Z') + minute * 60_000).toISOString();
      for (let n = 0; n < 60; n += 1) {
        const who = n % 2 === 0 ? { personId: `p${String(n)}` } : { address: `a${String(n)}` };
        book.note(attempt(who));
        book.note(attempt(who));
      }
      jest.advanceTimersByTime(60_000);
    }
    await book.close();
    expect(written.length).toBeGreaterThan(2_000);
    expect(written.length).toBeLessThan(4_000);
  });

  it('that cannot be written down end nothing', async () => {
    const book = createRefusalBook({
      logger,
      now: () => now,
      audit: () => Promise.reject(new Error('database away')),
    });
    book.note(attempt({ personId: 'p1' }));
    await expect(book.close()).resolves.toBeUndefined();
  });
});
