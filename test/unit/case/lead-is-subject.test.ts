import type { CaseCommand } from '../../../domain/case/commands';
import { grading } from './given';
import { Play } from './play';

/** The subject of the case is 梅桥村 itself. */
const ofVillage = (): Play => {
  const play = new Play();
  play.world.subjects = play.world.subjects.map((subject) =>
    subject.subjectId === 's1' ? { ...subject, kind: 'public-body', unitId: 'meiqiao' } : subject,
  );
  return play.registered().act('ldc', grading);
};

const naming = (type: 'assign' | 'reassign', leadUnitId: string, responsibleUnitId = 'meiqiao'): CaseCommand => ({
  type,
  leadUnitId,
  responsibleUnitId,
  coUnitIds: [],
  reason: '属地',
});

describe('the unit that is itself the subject', () => {
  it('is not named to lead the case, whatever the reason', () => {
    const play = ofVillage();
    const before = play.types();
    const refusal = play.attempt('ofc', naming('assign', 'meiqiao'));
    expect(refusal).toMatchObject({ code: 'validation', reason: 'lead-is-subject', pointer: '/leadUnitId' });
    expect(refusal?.message).toContain('责任主体');
    expect(play.types()).toEqual(before);
  });

  it('nor when the case is assigned anew, though it may answer for it', () => {
    const play = ofVillage().act('ofc', naming('assign', 'chengyun'));
    expect(play.attempt('ofc', naming('reassign', 'meiqiao'))).toMatchObject({ reason: 'lead-is-subject' });
    expect(play.act('vgm', { type: 'accept-assignment' }).file.responsibleUnitId).toBe('meiqiao');
  });

  it('does not come to lead by the leader’s naming of an owner', () => {
    const play = ofVillage().act('ofc', naming('assign', 'chengyun', 'guibao'));
    play
      .act('ru', { type: 'refuse-assignment', reason: '无职责' })
      .act('ofc', naming('reassign', 'chengyun', 'guibao'));
    play.act('ru', { type: 'refuse-assignment', reason: '仍无职责' });
    play.file.leadUnitId = null;
    expect(play.attempt('l2', play.decision('reassign-above', 'approve', { unitId: 'meiqiao' }))).toMatchObject({
      reason: 'lead-is-subject',
      pointer: '/unitId',
    });
  });
});
