import type { Play } from './play';
import { at, clockOf, eventsOf } from './shanghai';
import { confirm, notified, planTo, returnPlan } from './major-scenes';
import { baihe } from './baihe-town';
import { requested, startOf } from './given';
import { Play as Case } from './play';

const look = (play: Play, local: string): Play => play.act('ofc', { type: 'add-note', text: '查看' }, at(local));

const failed = (play: Play, local: string): Play =>
  play.act('ldc', startOf(play.file), at(local)).act('ldc', {
    type: 'record-recheck',
    result: 'failed',
    findings: '未整改',
    attachmentIds: ['ldc-1'],
  });

const newDate = (play: Play, newDueOn: string): Play =>
  play
    .act('ldc', { type: 'propose', act: 'new-date', reason: '材料延误', attachmentIds: [], fields: { newDueOn } })
    .decide('l2', 'new-date');

const missed = (play: Play): string[] =>
  eventsOf(play).flatMap((event) => (event.type === 'deadline-missed' ? [event.body.clock] : []));

/** A general case of a type that a standard judges, served on 1 December 2025 with this date. */
const general = (dueOn: string): Play => {
  const play = new Case(baihe, at('2025-12-01T09:00'));
  return play.rectifying(dueOn);
};

const upgraded = (play: Play, local: string): Play =>
  play.act('ldc', confirm, at(local)).decide('ds1', 'confirm-major');

describe('a plan is owed while it can be filed', () => {
  it('not by an overdue case that is upgraded, until a new date is given', () => {
    const play = upgraded(general('2025-12-05'), '2025-12-08T10:00');
    expect(clockOf(play, 'plan')).toBeUndefined();
    newDate(failed(play, '2025-12-09T10:00'), '2026-01-30');
    // Ten working days from 9 December.
    expect(clockOf(play, 'plan')?.dueOn).toBe('2025-12-23');
    expect(play.attempt('enm', planTo('2026-01-30'))).toBeNull();
  });

  it('no longer once the printed date passes before the plan is due', () => {
    const play = upgraded(general('2025-12-10'), '2025-12-08T10:00');
    expect(clockOf(play, 'plan')?.dueOn).toBe('2025-12-22');
    expect(clockOf(look(play, '2025-12-11T10:00'), 'plan')).toBeUndefined();
    const served = look(notified('2025-12-10'), '2025-12-11T10:00');
    expect(clockOf(served, 'plan')).toBeUndefined();
    expect(missed(look(served, '2026-02-10T10:00'))).not.toContain('plan');
  });

  it('no longer where it was missed and then the date passes too', () => {
    const play = look(notified('2025-12-22'), '2025-12-16T10:00');
    expect(clockOf(play, 'plan')?.state).toBe('fired');
    expect(clockOf(look(play, '2025-12-23T10:00'), 'plan')).toBeUndefined();
    expect(missed(play)).toContain('plan');
  });

  it('not again where it is returned after the date', () => {
    const play = look(notified('2025-12-10').act('enm', planTo('2025-12-10')), '2025-12-11T10:00');
    play.act('ds1', returnPlan, at('2025-12-11T11:00'));
    expect(clockOf(play, 'plan')).toBeUndefined();
  });

  it('not while a re-check is under way, and then for the days that were left', () => {
    const play = upgraded(general('2026-03-02').act('ens', requested), '2025-12-02T09:00');
    expect(clockOf(play, 'plan')).toMatchObject({ state: 'paused', dueOn: '2025-12-16' });
    failed(play, '2025-12-03T10:00');
    expect(clockOf(play, 'plan')).toMatchObject({ state: 'armed', dueOn: '2025-12-17' });
  });

  it('not after a failed re-check where the date passed meanwhile', () => {
    const play = upgraded(general('2025-12-04').act('ens', requested), '2025-12-02T09:00');
    failed(play, '2025-12-05T10:00');
    expect(clockOf(play, 'plan')).toBeUndefined();
  });
});

describe('the review of a plan', () => {
  it('is not late while the closing is decided, and goes on when that is sent back', () => {
    const play = notified('2025-12-05').act('enm', planTo('2025-12-05'), at('2025-12-05T10:00'));
    failed(play, '2025-12-08T09:00').act('ldc', startOf(play.file), at('2025-12-08T10:00'));
    play.act('ldc', { type: 'record-recheck', result: 'passed', findings: '合格', attachmentIds: ['ldc-2'] });
    const review = () => play.file.deadlines.find(({ ref }) => ref === 'plan');
    expect(review()).toMatchObject({ state: 'paused', dueOn: '2025-12-09' });
    play.act('ds1', play.decision('close', 'reject', { returnTo: 'rectifying' }), at('2025-12-11T10:00'));
    expect(review()).toMatchObject({ state: 'armed', dueOn: '2025-12-12' });
  });
});
