import { completeEscalation } from '../../../domain/escalation/begin';
import { isEscalationEnded, type EscalationFile } from '../../../domain/escalation/file';
import { joinKeyOf } from '../../../domain/escalation/join-key';
import { baihe } from '../case/baihe-town';
import { absence, answer, at, DUE, minutes, NO_SHOW, Scene, SUPERVISED } from './scene';

describe('what an escalation remembers', () => {
  it('of its opening: whom it is about, who hosts, which cases, and nothing else yet', () => {
    const scene = new Scene().talked();
    const interview = scene.the('interview');
    expect(interview).toMatchObject({
      townId: 'baihe',
      policy: { packId: 'baihe-2025', version: baihe.version },
      act: 'interview',
      addressee: 'subject:s1',
      addresseeName: '梅桥物业公司',
      status: 'proposed',
      byLadder: true,
      proposedBy: { kind: 'system' },
      openedAt: at('2025-07-29T09:00'),
      papers: [],
      approvedAt: null,
      heldAt: null,
      minutes: null,
      report: null,
      heardAt: null,
      publishedAt: null,
      channel: null,
    });
    expect(interview.cases).toEqual([{ caseId: 'c1', cycle: 1, major: false }]);
    expect(interview.proposals).toHaveLength(1);
    expect(interview.version).toBe(scene.told('interview').length);
  });

  it('of an approved interview: its numbered paper and when', () => {
    const scene = new Scene().summoned();
    const interview = scene.the('interview');
    expect(interview).toMatchObject({ status: 'approved', approvedAt: scene.now, proposals: [] });
    expect(interview.papers).toMatchObject([
      { type: 'yuetan-tongzhi', issuerUnitId: interview.hostUnitId, issuedAt: scene.now },
    ]);
    expect(interview.papers[0]?.number).toMatch(/约谈〔2025〕1号$/);
  });

  it('of one that was held, minuted and answered: the texts', () => {
    const scene = new Scene().held();
    scene.give('ldc', 'interview', minutes, scene.now).give('enm', 'interview', answer, scene.now);
    expect(scene.the('interview')).toMatchObject({ status: 'completed', deadlines: [] });
    expect(scene.the('interview').minutes).not.toBeNull();
    expect(scene.the('interview').report).not.toBeNull();
  });

  it('of an absence: that it is over, and the circular that follows', () => {
    const scene = new Scene().summoned();
    scene.give('ldc', 'interview', absence, NO_SHOW);
    expect(scene.the('interview')).toMatchObject({ status: 'completed', heldAt: null, deadlines: [] });
    expect(scene.the('circular').cases).toEqual([{ caseId: 'c1', cycle: 1, major: false }]);
  });

  it('is joined under one key while it is proposed, and under none afterwards', () => {
    const scene = new Scene().talked();
    expect(joinKeyOf(scene.the('interview'))).toBe('baihe|interview|subject:s1');
    expect(isEscalationEnded(scene.the('interview'))).toBe(false);
    scene.give('l2', 'interview', scene.deciding('interview', 'reject'));
    expect(scene.the('interview').status).toBe('rejected');
    expect(joinKeyOf(scene.the('interview'))).toBeNull();
    expect(isEscalationEnded(scene.the('interview'))).toBe(true);
  });

  it('of a 督办 by ladder: approved at once, joinable until its day has ended', () => {
    const scene = new Scene().rectifying(DUE).until(SUPERVISED);
    expect(scene.the('supervise')).toMatchObject({ status: 'approved', byLadder: true, proposals: [] });
    expect(scene.the('supervise').papers).toMatchObject([{ type: 'duban', issuerUnitId: 'chengyun' }]);
    expect(scene.the('supervise').deadlines).toMatchObject([{ clock: 'day-end', dueAt: at('2025-07-26T00:00') }]);
    expect(joinKeyOf(scene.the('supervise'))).toBe('baihe|supervise|subject:s1');
    scene.until(at('2025-07-26T00:00'));
    expect(scene.the('supervise')).toMatchObject({ status: 'completed', deadlines: [] });
    expect(joinKeyOf(scene.the('supervise'))).toBeNull();
  });
});

describe('an escalation file of an older release', () => {
  it('begins what it lacks as a new one does, and says that it is of another shape', () => {
    const whole = new Scene().talked().the('interview');
    const older = Object.fromEntries(
      Object.entries(whole).filter(([field]) => !['shape', 'heardAt', 'papers'].includes(field)),
    );
    expect(completeEscalation({ ...older, minutes: '纪要' } as EscalationFile)).toEqual({
      ...whole,
      shape: 0,
      minutes: '纪要',
      heardAt: null,
      papers: [],
    });
  });
});
