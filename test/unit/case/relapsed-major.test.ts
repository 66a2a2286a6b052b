import { at, clockOf } from './shanghai';
import { acceptPlan, notified, planTo } from './major-scenes';
import { requested, startOf } from './given';
import type { Play } from './play';

describe('a 重大 that came back', () => {
  const back = (play: Play): Play => {
    play.act('ldc', startOf(play.file)).act('ldc', {
      type: 'record-recheck',
      result: 'passed',
      findings: '合格',
      attachmentIds: ['ldc-3'],
    });
    play.decide('ds1', 'close').decide('l2', 'close');
    play.act(
      'vgg',
      { type: 'record-watch-visit', result: 'found-again', attachmentIds: ['vgg-2'] },
      at('2026-01-12T10:00'),
    );
    return play.decide('ofd', 'relapse');
  };

  it('owes progress under the plan that was accepted', () => {
    const play = back(notified().act('enm', planTo('2026-02-27')).act('ds1', acceptPlan).act('ens', requested));
    expect(clockOf(play, 'progress')).toMatchObject({ deadlineId: 'progress:2:1', dueOn: '2026-02-12' });
    expect(clockOf(play, 'plan')).toBeUndefined();
  });

  it('owes a plan where it never had one', () => {
    const play = back(notified('2025-12-05').act('ofc', { type: 'add-note', text: '查看' }, at('2025-12-08T10:00')));
    expect(clockOf(play, 'plan')).toMatchObject({ deadlineId: 'plan:2:1', dueOn: '2026-01-26' });
    expect(clockOf(play, 'progress')).toBeUndefined();
  });
});
