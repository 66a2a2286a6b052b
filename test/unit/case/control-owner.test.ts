import { at, clockOf } from './shanghai';
import { baihe } from './baihe-town';
import { grading } from './given';
import { Play } from './play';

const control = { scope: 'premises', measures: '停用', until: '2025-12-20', guardPersonId: 'vgg' } as const;

const registered = (): Play => new Play(baihe, at('2025-12-01T09:00')).registered();

const asked = (play: Play): Play =>
  play
    .act('vgg', { type: 'propose', act: 'impose-control', reason: '有危险', attachmentIds: [], fields: control })
    .decide('l2', 'impose-control');

describe('the end of a control', () => {
  it('is owed by the unit that imposed it until there is a subject, and then by that one', () => {
    const play = registered().act('efo1', { type: 'impose-control', ...control });
    expect(clockOf(play, 'control-expiry')?.addressee).toBe('unit:zhifa');
    play.act('ldc', grading);
    expect(clockOf(play, 'control-expiry')).toMatchObject({ addressee: 'subject:s1', dueOn: '2025-12-20' });
  });

  it('is owed by the unit of the leader who decided it, and follows the subject that another grading names', () => {
    const play = asked(registered());
    expect(clockOf(play, 'control-expiry')?.addressee).toBe('unit:baihe');
    play.act('ldc', grading).act('ldc', { ...grading, subjectIds: ['s2'] } as typeof grading);
    expect(clockOf(play, 'control-expiry')?.addressee).toBe('subject:s2');
  });

  it('stays with who imposed it where it is extended before the grading', () => {
    const play = registered().act('efo1', { type: 'impose-control', ...control });
    play.act('efo1', { type: 'extend-control', until: '2025-12-28', reason: '仍有危险', attachmentIds: ['efo1-1'] });
    expect(clockOf(play, 'control-expiry')).toMatchObject({ addressee: 'unit:zhifa', dueOn: '2025-12-28' });
  });

  it('is the subject’s from the start after the grading', () => {
    const play = registered()
      .act('ldc', grading)
      .act('efo1', { type: 'impose-control', ...control });
    expect(clockOf(play, 'control-expiry')?.addressee).toBe('subject:s1');
  });
});
