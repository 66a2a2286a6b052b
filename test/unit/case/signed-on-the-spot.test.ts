import type { CaseCommand } from '../../../domain/case/commands';
import { Play } from './play';

const fixed: CaseCommand = { type: 'fix-on-the-spot', attachmentIds: ['ldc-1', 'ldc-2'], subjectSignature: '王某' };

const look = (personId: string, more: object = {}): CaseCommand => ({
  type: 'record-recheck',
  result: 'passed',
  findings: '合格',
  attachmentIds: [`${personId}-3`],
  ...more,
});

const clock = (play: Play, name: string) =>
  play.file.deadlines.find((deadline) => deadline.clock === name && deadline.level === 0);

const returned = (play = new Play()): Play => play.graded().act('ldc', fixed).decide('ofd', 'close', 'reject');

describe('what was fixed on the spot and sent back to be looked at again', () => {
  it('is not re-checked by who signed it, neither as the first nor as the second', () => {
    const play = returned();
    expect(play.file.status).toBe('rechecking');
    const refusal = play.attempt('ldc', look('ldc'));
    expect(refusal).toMatchObject({ code: 'sod-violation', reason: 'signer-rechecks' });
    expect(refusal?.whoCan).toEqual(expect.arrayContaining(['LDd', 'EFo', 'DS']));
    expect(refusal?.whoCan).not.toContain('LDc');
    expect(play.attempt('ldd', look('ldd', { coActorId: 'ldc' }))).toMatchObject({
      reason: 'signer-rechecks',
      pointer: '/coActorId',
    });
  });

  it.each(['ldd', 'efo1'])('is by %s', (personId) => {
    expect(returned().act(personId, look(personId)).file.status).toBe('closure-review');
  });

  it('is owed by a unit in which another can', () => {
    expect(clock(returned(), 'recheck')).toMatchObject({ addressee: 'unit:chengyun' });
    const alone = new Play();
    const { directory } = alone.world;
    directory.posts = directory.posts.filter(({ personId }) => personId !== 'ldd');
    expect(clock(returned(alone), 'recheck')).toMatchObject({ addressee: 'unit:zhifa' });
  });

  it('is re-checked by the same officer once it was assigned and put right by others', () => {
    const play = returned().act('efo1', look('efo1', { result: 'failed' }));
    play.act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] });
    play.act('vgm', { type: 'accept-assignment' }).act('ldc', {
      type: 'issue-notice',
      paperType: 'zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '限期整改',
      dueOn: '2025-07-22',
    });
    play.act('ldc', {
      type: 'record-service',
      documentId: play.file.papers[0]?.documentId ?? '',
      mode: 'direct',
      servedAt: play.now,
      recipientName: '王某',
      refused: false,
    });
    expect(play.awaiting().passed().file.status).toBe('closure-review');
  });
});
