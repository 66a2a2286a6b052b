import { at, clockOf, eventsOf, stepsOf } from '../shanghai';
import { acceptPlan, notified, planTo, returnPlan } from '../major-scenes';
import { requested } from '../given';

describe('decide-plan records', () => {
  it('an accepted plan, with which the rectification of a 重大 begins at the date of the plan', () => {
    const play = notified().act('enm', planTo('2026-02-27')).act('ds1', acceptPlan, at('2025-12-03T10:00'));
    expect(play.types().slice(-2)).toEqual(['plan-accepted', 'rectification-started']);
    expect(play.file).toMatchObject({ status: 'rectifying', planAccepted: true });
    expect(clockOf(play, 'decision')).toBeUndefined();
    expect(clockOf(play, 'progress')?.dueOn).toBe('2026-01-04');
    // 02-14 is a worked Saturday, 02-15 to 02-23 are off, 02-28 is a worked Saturday.
    expect(stepsOf(play, 'rectify').map(([, dueAt]) => dueAt)).toEqual([
      at('2026-02-11T09:00'),
      at('2026-02-24T09:00'),
      at('2026-02-26T09:00'),
      at('2026-02-27T09:00'),
      at('2026-02-28T09:00'),
      at('2026-03-03T09:00'),
      at('2026-03-05T09:00'),
      at('2026-03-12T09:00'),
      // The sixth working day, on which one 重大 that is so late counts alone.
      at('2026-03-06T09:00'),
    ]);
  });

  it('an earlier date of the plan moves the whole family of the printed one, and none of its steps ever fires', () => {
    const play = notified('2026-01-30').act('enm', planTo('2026-01-09')).act('ds1', acceptPlan, at('2025-12-03T10:00'));
    expect(clockOf(play, 'rectify')).toMatchObject({ deadlineId: 'rectify:1:2', dueOn: '2026-01-09' });
    expect(stepsOf(play, 'rectify').every(([id]) => id?.startsWith('rectify:1:2:'))).toBe(true);
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2026-03-10T10:00'));
    const fires = eventsOf(play).flatMap((event) => event.body.fires ?? []);
    expect(fires.filter((id) => id.startsWith('rectify:1:1'))).toEqual([]);
    expect(fires).toContain('rectify:1:2');
  });

  it('a returned plan, owed again in three working days', () => {
    const play = notified().act('enm', planTo('2026-01-30')).act('ds1', returnPlan, at('2025-12-30T10:00'));
    expect(play.file).toMatchObject({ status: 'notified', plan: null });
    // 31 December, 4 January (worked Sunday), 5 January.
    expect(clockOf(play, 'plan')?.dueOn).toBe('2026-01-05');
  });
});

describe('decide-plan refuses', () => {
  it('anybody but the competent department, and without a plan', () => {
    const play = notified();
    expect(play.attempt('ds1', acceptPlan)).toMatchObject({ reason: 'plan-missing' });
    play.act('enm', planTo('2026-01-30'));
    expect(play.attempt('ldc', acceptPlan)).toMatchObject({ code: 'forbidden', whoCan: ['DS'] });
    expect(play.attempt('enm', acceptPlan)).toMatchObject({ code: 'forbidden' });
  });
});

describe('decide-plan refuses, as overtaken,', () => {
  const filed = (printed?: string) => notified(printed).act('enm', planTo('2025-12-05'));

  it.each([['2026-01-30'], [undefined]])(
    'a plan whose own date has passed while it was reviewed: nobody becomes late by a decision (printed date %s)',
    (printed) => {
      const late = at('2025-12-08T10:00');
      const play = filed(printed);
      expect(play.attempt('ds1', acceptPlan, late)).toMatchObject({ code: 'illegal-transition', reason: 'overtaken' });
      play.act('ds1', returnPlan, late);
      expect(play.file).toMatchObject({ status: 'notified', plan: null, overlays: [] });
      expect(clockOf(play, 'plan')?.dueOn).toBe('2025-12-11');
      expect(clockOf(play, 'rectify')?.dueOn).toBe(printed);
      play.act('enm', planTo('2026-01-09'), at('2025-12-09T10:00')).act('ds1', acceptPlan, at('2025-12-10T10:00'));
      expect(clockOf(play, 'rectify')?.dueOn).toBe('2026-01-09');
    },
  );

  it('but on its last day it may still be accepted', () => {
    const play = filed('2026-01-30').act('ds1', acceptPlan, at('2025-12-05T17:00'));
    expect(clockOf(play, 'rectify')?.dueOn).toBe('2025-12-05');
  });
});

describe('decide-plan stays silent', () => {
  it('about a date that the plan keeps, and about one that was missed already', () => {
    const kept = notified('2026-01-30').act('enm', planTo('2026-01-30')).act('ds1', acceptPlan);
    expect(clockOf(kept, 'rectify')?.deadlineId).toBe('rectify:1:1');
    const missed = notified('2025-12-05')
      .act('enm', planTo('2025-12-05'))
      .act('ds1', acceptPlan, at('2025-12-08T10:00'));
    expect(clockOf(missed, 'rectify')).toMatchObject({ deadlineId: 'rectify:1:1', state: 'fired' });
    expect(missed.file).toMatchObject({ status: 'rectifying', overlays: ['overdue'] });
  });

  it('about the state of a case whose re-check is on its way', () => {
    const play = notified('2026-01-30')
      .act('enm', planTo('2026-01-23'))
      .act('ds1', acceptPlan)
      .act('ens', requested, at('2025-12-10T10:00'));
    expect(play.attempt('ds1', acceptPlan)).toMatchObject({ reason: 'plan-missing' });
    expect(play.file.status).toBe('awaiting-recheck');
  });
});

describe('decide-plan sends who may not to who may', () => {
  it('and, where none was filed, to who files it', () => {
    expect(notified().attempt('ds1', acceptPlan)).toMatchObject({ whoCan: expect.arrayContaining(['ENs']) });
  });
});
