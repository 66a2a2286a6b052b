import type { CaseCommand } from '../../../domain/case/commands';
import { ordered, confirming } from './second-scenes';
import { Play } from './play';

const fixed: CaseCommand = { type: 'fix-on-the-spot', attachmentIds: ['ldc-1', 'ldc-2'], subjectSignature: '王某' };

const owers = (play: Play): string[] => [
  ...new Set(
    play.file.deadlines.filter(({ clock, level }) => clock === 'watch-visit' && level === 0).map((d) => d.addressee),
  ),
];

describe('the look-back visits', () => {
  it('of what was fixed on the spot and never assigned are owed by the first unit that can, not by the office', () => {
    const play = new Play().graded().act('ldc', fixed).decide('ofd', 'close');
    expect(owers(play)).toEqual(['unit:chengyun']);
    play.act(
      'ldc',
      { type: 'record-watch-visit', result: 'clean', attachmentIds: ['ldc-3'] },
      '2025-07-10T02:00:00.000Z',
    );
  });

  it('of a case that the office leads are not the office’s either', () => {
    const play = new Play().graded().act('ofc', {
      type: 'assign',
      leadUnitId: 'zhuanban',
      responsibleUnitId: 'meiqiao',
      coUnitIds: [],
      reason: '由专班牵头',
    });
    play.act('vgm', { type: 'accept-assignment' }).act('ofc', {
      type: 'issue-notice',
      paperType: 'tishi',
      issuerUnitId: 'zhuanban',
      requirements: '请整改',
      dueOn: '2025-07-22',
    });
    play.act('ofc', {
      type: 'record-service',
      documentId: play.file.papers[0]?.documentId ?? '',
      mode: 'direct',
      servedAt: play.now,
      recipientName: '王某',
      refused: false,
    });
    play.awaiting().passed().decide('ofd', 'close');
    expect(owers(play)).toEqual(['unit:meiqiao']);
  });

  it('of a case under an order are owed by the unit that ordered', () => {
    const play = ordered().act('efo1', { type: 'start-recheck', coActorId: 'efo2' });
    play.act('efo2', confirming(play));
    play.act('efo1', { type: 'record-recheck', result: 'passed', findings: '合格', attachmentIds: ['efo1-1'] });
    expect(owers(play.decide('efh', 'close'))).toEqual(['unit:zhifa']);
  });

  it('of a case that its lead unit holds are owed by it', () => {
    expect(owers(new Play().closed())).toEqual(['unit:chengyun']);
  });
});
