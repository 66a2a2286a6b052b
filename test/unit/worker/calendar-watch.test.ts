import { createLogger } from '../../../logger';
import { watchCalendar } from '../../../worker/calendar-watch';

describe('a year whose working days are missing', () => {
  it('is named in the log once, with the file to write', () => {
    const logger = createLogger({ level: 'warn', service: 'test', silent: true });
    const warned = jest.spyOn(logger, 'warn');
    const tell = watchCalendar(logger);
    tell([]);
    tell([2027]);
    tell([2027]);
    expect(warned.mock.calls).toEqual([[expect.any(String), { year: 2027, file: 'policies/calendars/2027.yaml' }]]);
  });
});
