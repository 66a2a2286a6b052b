import { at, clockOf, eventsOf, stepsOf } from './shanghai';
import { acceptPlan, notified, planTo } from './major-scenes';
import { requested, startOf } from './given';
import type { Play } from './play';

const look = (play: Play, local: string): Play => play.act('ofc', { type: 'add-note', text: '查看' }, at(local));

const failed = (play: Play, local: string): Play =>
  play.act('ldc', startOf(play.file), at(local)).act('ldc', {
    type: 'record-recheck',
    result: 'failed',
    findings: '未整改',
    attachmentIds: ['ldc-1'],
  });

const missed = (play: Play): string[] =>
  eventsOf(play).flatMap((event) => (event.type === 'deadline-missed' ? [event.body.clock] : []));

/** Its plan was accepted on 3 December 2025; progress is owed by 4 January 2026, a worked Sunday. */
const rectifying = (): Play =>
  notified().act('enm', planTo('2026-02-27')).act('ds1', acceptPlan, at('2025-12-03T10:00'));

describe('the report of progress of a 重大 whose company has applied', () => {
  const applied = (): Play => rectifying().act('ens', requested, at('2025-12-24T10:00'));

  it('is not missed while the re-check is awaited, nor while it runs, nor while the closing is decided', () => {
    const play = look(applied(), '2026-01-20T10:00');
    expect(missed(play)).not.toContain('progress');
    expect(clockOf(play, 'progress')).toMatchObject({ state: 'paused', dueOn: '2026-01-04' });
    look(play.passed(at('2026-01-21T10:00')), '2026-02-10T10:00');
    expect(play.file.status).toBe('closure-review');
    expect(missed(play)).not.toContain('progress');
  });

  it('is owed again after a failed re-check by the days that were left, its steps by the calendar', () => {
    const play = failed(applied(), '2026-01-12T10:00');
    // Eleven days were left on 24 December.
    expect(clockOf(play, 'progress')).toMatchObject({ state: 'armed', dueOn: '2026-01-23' });
    expect(stepsOf(play, 'progress')[0]).toEqual(['progress:1:2:1', at('2026-01-26T09:00')]);
  });

  it('is owed again when the closing is sent back to rectifying', () => {
    const play = applied().passed(at('2026-01-12T10:00'));
    const reject = play.decision('close', 'reject', { returnTo: 'rectifying' });
    play.act('ds1', reject, at('2026-01-13T10:00'));
    expect(clockOf(play, 'progress')).toMatchObject({ state: 'armed', dueOn: '2026-01-26' });
  });

  it('stays missed where it was missed before, and goes on with the highest rung that passed meanwhile', () => {
    const play = look(rectifying(), '2026-01-06T10:00').act('ens', requested, at('2026-01-06T11:00'));
    expect(eventsOf(play).some((event) => event.type === 'rung-reached' && event.body.clock === 'progress')).toBe(true);
    const before = play.types().length;
    look(play, '2026-01-19T10:00');
    expect(
      eventsOf(play)
        .slice(before)
        .filter((event) => event.body.fires?.startsWith('progress')),
    ).toEqual([]);
    failed(play, '2026-01-20T10:00');
    const climbed = eventsOf(play)
      .slice(before)
      .flatMap((event) => (event.type === 'rung-reached' && event.body.clock === 'progress' ? [event.body.act] : []));
    expect(climbed).toContain('circular');
  });
});

describe('a plan accepted while the re-check is awaited', () => {
  it('asks for progress only once the re-check has failed', () => {
    const late = notified('2025-12-10').act('enm', planTo('2025-12-10'));
    look(late, '2025-12-11T10:00').act('ldc', startOf(late.file), at('2025-12-11T11:00'));
    late.act('ds1', acceptPlan, at('2025-12-11T12:00'));
    expect(clockOf(late, 'progress')).toMatchObject({ state: 'paused', dueOn: '2026-01-12' });
    late.act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });
    expect(clockOf(late, 'progress')).toMatchObject({ state: 'armed', dueOn: '2026-01-12' });
  });
});
