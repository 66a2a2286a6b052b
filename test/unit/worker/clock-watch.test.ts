import { createLogger } from '../../../logger';
import { createClockWatch } from '../../../worker/clock-watch';

const logger = createLogger({ level: 'error', service: 'test', silent: true });
const minuteMs = 60_000;

function watched() {
  const clock = { wall: 1_700_000_000_000, monotonic: 0 };
  const watch = createClockWatch(logger, { wallMs: () => clock.wall, monotonicMs: () => clock.monotonic });
  const pass = (ms: number, recordOffsetMs?: number): void => {
    clock.wall += ms;
    clock.monotonic += ms;
    watch.observe(recordOffsetMs === undefined ? undefined : clock.wall + recordOffsetMs);
  };
  const jump = (ms: number): void => {
    clock.wall += ms;
    watch.observe();
  };
  return { watch, pass, jump };
}

describe('the clock watch', () => {
  it('holds nothing while the clocks agree', () => {
    const { watch, pass } = watched();
    for (let i = 0; i < 100; i += 1) pass(1_000, 300);
    expect(watch.isHeld()).toBe(false);
  });

  it.each([6_000, -6_000, 3_600_000])('holds when the wall clock jumps by %d ms', (ms) => {
    const { watch, jump } = watched();
    jump(ms);
    expect(watch.isHeld()).toBe(true);
  });

  it('bears a correction of a few seconds', () => {
    const { watch, jump } = watched();
    jump(4_000);
    jump(4_000);
    expect(watch.isHeld()).toBe(false);
  });

  it('holds while the record shows another time', () => {
    const { watch, pass } = watched();
    pass(1_000, 7_000);
    expect(watch.isHeld()).toBe(true);
  });

  it('resumes after five minutes of agreement, counted anew after each disagreement', () => {
    const { watch, pass, jump } = watched();
    jump(10_000);
    pass(4 * minuteMs);
    jump(-10_000);
    pass(4 * minuteMs);
    expect(watch.isHeld()).toBe(true);
    pass(minuteMs);
    expect(watch.isHeld()).toBe(false);
  });

  it('resumes when an operator accepts the clocks', () => {
    const { watch, jump } = watched();
    jump(10_000);
    watch.resume();
    expect(watch.isHeld()).toBe(false);
  });
});
