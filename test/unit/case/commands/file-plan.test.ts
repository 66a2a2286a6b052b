import { at, clockOf, stepsOf } from '../shanghai';
import { acceptPlan, confirm, major, notified, planTo, returnPlan } from '../major-scenes';
import { baihe } from '../baihe-town';
import { grading, requested, served } from '../given';
import { Play } from '../play';

const failedCheck = (play: Play, local: string): Play =>
  play
    .act('ldc', { type: 'start-recheck', requestRef: '青消委〔2025〕3号' }, at(local))
    .act('ldc', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ldc-1'] });

describe('file-plan records', () => {
  it('the plan with who filed it, meets its clock and asks for a decision', () => {
    const play = notified().act('enm', planTo('2026-01-30'), at('2025-12-02T09:00'));
    expect(play.types().at(-1)).toBe('plan-filed');
    expect(play.file.plan).toMatchObject({ finishOn: '2026-01-30', filedBy: { personId: 'enm' } });
    expect(clockOf(play, 'plan')).toBeUndefined();
    expect(clockOf(play, 'decision')).toMatchObject({ dueOn: '2025-12-04', addressee: 'unit:qu-xiaofang' });
  });

  it('a plan that comes late, also once the printed date was missed, failed and moved', () => {
    const play = notified('2025-12-26');
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-12-29T10:00'));
    expect(play.file).toMatchObject({ status: 'notified', overlays: expect.arrayContaining(['overdue']) as string[] });
    failedCheck(play, '2025-12-29T14:00');
    play
      .act('ldc', {
        type: 'propose',
        act: 'new-date',
        reason: '施工',
        attachmentIds: [],
        fields: { newDueOn: '2026-02-06' },
      })
      .decide('l2', 'new-date');
    play.act('enm', planTo('2026-02-06'));
    expect(play.file).toMatchObject({ status: 'rectifying', planAccepted: false });
  });
});

describe('file-plan refuses', () => {
  it('U-35: a plan that finishes after the printed date', () => {
    const play = notified('2026-01-30');
    expect(play.attempt('enm', planTo('2026-01-31'))).toMatchObject({
      reason: 'after-ordered-date',
      pointer: '/finishOn',
    });
    play.act('enm', planTo('2026-01-30'));
    expect(play.file.plan?.finishOn).toBe('2026-01-30');
  });

  it('a plan for a date that has passed, and says how the case goes on', () => {
    const play = notified('2025-12-26');
    const refusal = play.attempt('enm', planTo('2026-01-09'), at('2025-12-29T10:00'));
    expect(refusal).toMatchObject({ reason: 'date-missed' });
    expect(refusal?.message).toContain('新期限');
  });

  it('a plan for what was fixed on the spot: once the re-check fails it is assigned, and served it owes one', () => {
    const play = major().act('ldc', {
      type: 'fix-on-the-spot',
      attachmentIds: ['ldc-1', 'ldc-2'],
      subjectSignature: '王某',
    });
    play.decide('ds1', 'close', 'reject');
    expect(play.attempt('enm', planTo('2026-01-30'))).toMatchObject({ reason: 'fixed-on-the-spot' });
    play
      .act('ds1', { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: ['ds1-1'] })
      .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
      .act('vgm', { type: 'accept-assignment' })
      .act('ldc', {
        type: 'issue-notice',
        paperType: 'xianqi-zhenggai-yijian',
        issuerUnitId: 'chengyun',
        requirements: '清退',
      })
      .act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now));
    expect(play.file).toMatchObject({ status: 'notified', plan: null });
    expect(clockOf(play, 'plan')).toMatchObject({ addressee: 'subject:s1' });
    play.act('enm', planTo('2026-01-30'), at('2025-12-02T09:00')).act('ds1', acceptPlan);
    expect(play.file.status).toBe('rectifying');
  });

  it('a plan that is asked for before it is served, also where it is confirmed as 重大 after it was fixed on the spot', () => {
    const play = new Play(baihe, at('2025-12-01T09:00'))
      .registered()
      .act('ldc', grading)
      .act('ldc', {
        type: 'fix-on-the-spot',
        attachmentIds: ['ldc-1', 'ldc-2'],
        subjectSignature: '王某',
      });
    play.decide('ofd', 'close', 'reject').act('ldd', confirm).decide('ds1', 'confirm-major');
    expect(play.file).toMatchObject({ status: 'rechecking', grade: 'major' });
    expect(play.file.deadlines.filter(({ clock }) => clock === 'plan')).toEqual([]);
  });

  it('a date in the past, after the longest term, or a general hazard', () => {
    expect(notified().attempt('enm', planTo('2025-11-30'))).toMatchObject({ reason: 'date-past' });
    // Ninety days after 1 December 2025.
    expect(notified().attempt('enm', planTo('2026-03-02'))).toMatchObject({ reason: 'after-longest-term' });
    expect(notified().attempt('enm', planTo('2099-01-01'))).toMatchObject({ reason: 'date-too-far' });
    expect(new Play().rectifying().attempt('enm', planTo('2025-07-20'))).toMatchObject({ reason: 'no-plan-needed' });
  });

  it('a second one while the first is looked at, and one after it was accepted', () => {
    const play = notified().act('enm', planTo('2026-01-30'));
    expect(play.attempt('ens', planTo('2026-01-29'))).toMatchObject({ reason: 'plan-under-review' });
    play.act('ds1', acceptPlan);
    expect(play.attempt('ens', planTo('2026-01-29'))).toMatchObject({ reason: 'plan-accepted' });
  });

  it('who does not stand for the subject', () => {
    expect(notified().attempt('ldc', planTo('2026-01-30'))).toMatchObject({ code: 'forbidden' });
  });
});

describe('file-plan stays silent', () => {
  it('about the printed date, which runs from service whatever becomes of the plan', () => {
    const play = notified('2026-01-30');
    const steps = stepsOf(play, 'rectify');
    expect(clockOf(play, 'rectify')).toMatchObject({ dueOn: '2026-01-30', state: 'armed' });
    play.act('enm', planTo('2026-01-23')).act('ds1', returnPlan);
    expect(stepsOf(play, 'rectify')).toEqual(steps);
    expect(play.file.status).toBe('notified');
  });
});

describe('an overdue 已告知 case', () => {
  it('owes a re-check, which is done, and goes on rectifying or is closed', () => {
    const play = notified('2025-12-26');
    expect(
      play.attempt('ldc', { type: 'start-recheck', requestRef: '青消委〔2025〕3号' }, at('2025-12-26T10:00')),
    ).toMatchObject({
      reason: 'recheck-not-due',
    });
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-12-29T10:00'));
    // Three working days (fire) from 26 December: 29, 30, 31.
    expect(clockOf(play, 'recheck')?.dueOn).toBe('2025-12-31');
    failedCheck(play, '2025-12-29T14:00');
    expect(play.file.status).toBe('rectifying');
    // Ten: 30, 31, then 4 (worked Sunday) to 9 January, 12 and 13.
    expect(clockOf(play, 'recheck')?.dueOn).toBe('2026-01-13');
    play.act('ens', requested);
    expect(play.file.status).toBe('awaiting-recheck');
  });
});
