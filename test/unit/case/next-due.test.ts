import type { Allowed } from '../../../domain/case/allowed';
import { nextAct } from '../../../domain/case/next-act';

const due = (clock: string, dueAt: string, more: object = {}) => ({ clock, dueAt, level: 0, state: 'armed', ...more });
const button = (command: string, more: object = {}) => ({ command, allowed: true, ...more }) as Allowed;
const next = (deadlines: object[], buttons: Allowed[]) => nextAct({ deadlines } as never, buttons);

const grade = button('grade');
const verify = button('verify');

describe('of the acts that meet a clock, next', () => {
  it('is that of the earliest, whatever comes first in the file', () => {
    expect(next([due('grade', '2025-07-03'), due('verify', '2025-07-02')], [grade, verify])).toBe(verify);
    expect(next([due('verify', '2025-07-02'), due('grade', '2025-07-03')], [grade, verify])).toBe(verify);
  });

  it('is none of a rung or of a clock that stands still, and that of one that was missed', () => {
    const earlier = [due('verify', '2025-07-01', { state: 'paused' }), due('verify', '2025-07-01', { level: 1 })];
    expect(next([...earlier, due('grade', '2025-07-03')], [verify, grade])).toBe(grade);
    expect(next(earlier, [verify])).toBeUndefined();
    expect(next([due('verify', '2025-07-01', { state: 'fired' }), due('grade', '2025-07-03')], [grade, verify])).toBe(
      verify,
    );
  });

  it('is nothing that may not be done, and nothing where no clock is met', () => {
    const clocks = [due('verify', '2025-07-02'), due('grade', '2025-07-03')];
    expect(next(clocks, [button('verify', { allowed: false }), grade])).toBe(grade);
    expect(next(clocks, [button('add-note')])).toBeUndefined();
    expect(next([due('no-such-clock', '2025-07-02')], [grade])).toBeUndefined();
    expect(next([], [grade])).toBeUndefined();
  });

  it('is the decision on the proposal whose time it is, and the answer to the question that was asked', () => {
    const [one, other] = ['p1', 'p2'].map((proposalId) => button('decide-proposal', { proposalId }));
    const asked = ['a1', 'a2'].map((askId) => button('co-sign', { askId }));
    const deciding = due('decision', '2025-07-02', { ref: 'p2' });
    expect(next([deciding], [one, other] as Allowed[])).toBe(other);
    expect(next([due('decision', '2025-07-02', { ref: 'p3' })], [one, other] as Allowed[])).toBeUndefined();
    expect(next([due('decision', '2025-07-02')], [one, other] as Allowed[])).toBe(one);
    expect(next([due('co-sign', '2025-07-02', { ref: 'a2' })], asked)).toBe(asked[1]);
    // What another clock points at is not what the act is about.
    expect(next([due('recheck', '2025-07-02', { ref: 'x' })], [button('start-recheck')])).toMatchObject({
      command: 'start-recheck',
    });
  });
});
