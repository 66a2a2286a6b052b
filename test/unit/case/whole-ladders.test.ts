import { at, clockOf, eventsOf } from './shanghai';
import { acceptPlan, notified, planTo, returnPlan } from './major-scenes';
import type { Play } from './play';

const look = (play: Play, local: string): Play => play.act('ofc', { type: 'add-note', text: '查看' }, at(local));

const left = (play: Play, clock: string): (string | undefined)[] =>
  play.file.deadlines.filter((d) => d.clock === clock && d.level > 0).map(({ act }) => act);

const WHOLE = ['urge', 'supervise', 'interview', 'circular', 'remind'];

describe('a period of its own has a whole ladder', () => {
  it('every month of progress, although that of another month was climbed to its end', () => {
    const play = notified().act('enm', planTo('2026-02-27')).act('ds1', acceptPlan);
    look(play, '2026-01-22T10:00');
    expect(clockOf(play, 'progress')?.state).toBe('fired');
    expect(
      eventsOf(play).flatMap((e) => (e.type === 'rung-reached' && e.body.clock === 'progress' ? [e.body.act] : [])),
    ).toEqual(expect.arrayContaining(['urge', 'supervise', 'interview', 'circular']));
    play.act('ens', { type: 'report-progress', percent: 40, done: '清退一半', attachmentIds: [] });
    expect(left(play, 'progress')).toEqual(WHOLE);
  });

  it('a plan that is owed again after it was returned', () => {
    const play = look(notified(), '2025-12-25T10:00');
    expect(clockOf(play, 'plan')?.state).toBe('fired');
    play.act('enm', planTo('2026-01-30')).act('ds1', returnPlan);
    expect(left(play, 'plan')).toEqual(WHOLE);
  });
});
