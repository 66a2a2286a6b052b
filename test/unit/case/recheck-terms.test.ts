import { at, clockOf, eventsOf } from './shanghai';
import { baihe } from './baihe-town';
import { grading, served } from './given';
import { Play } from './play';

const failed = (play: Play, local: string): Play =>
  play.act('ldc', { type: 'start-recheck' }, at(local)).act('ldc', {
    type: 'record-recheck',
    result: 'failed',
    findings: '未整改',
    attachmentIds: ['ldc-1'],
  });

/** Due 23 September 2025 and missed; a re-check that failed on the 25th is owed again by 15 October. */
const overdue = (): Play =>
  failed(new Play(baihe, at('2025-09-01T09:00')).rectifying('2025-09-23'), '2025-09-25T10:00');

describe('a re-check that is owed when the subject applies', () => {
  it('is due three working days after the application where that is earlier (fire)', () => {
    const play = overdue();
    expect(clockOf(play, 'recheck')?.dueOn).toBe('2025-10-15');
    play.awaiting(at('2025-09-26T10:00'));
    // 28 (worked Sunday), 29 and 30 September.
    expect(clockOf(play, 'recheck')).toMatchObject({ deadlineId: 'recheck:1:3', dueOn: '2025-09-30' });
    expect(play.file.deadlines.filter(({ clock }) => clock === 'recheck').map(({ n }) => n)).not.toContain(2);
  });

  it('stays where it stands where the application would make it later', () => {
    const play = overdue().awaiting(at('2025-10-14T10:00'));
    expect(clockOf(play, 'recheck')).toMatchObject({ deadlineId: 'recheck:1:2', dueOn: '2025-10-15' });
  });

  it('stays missed where it was missed before', () => {
    const play = overdue().act('ofc', { type: 'add-note', text: '查看' }, at('2025-10-17T10:00'));
    play.awaiting(at('2025-10-17T11:00'));
    expect(clockOf(play, 'recheck')).toMatchObject({ deadlineId: 'recheck:1:2', state: 'fired' });
    expect(eventsOf(play).at(-1)?.body.arms).toBeUndefined();
  });

  it('is due ten days after the application where that is earlier (work safety)', () => {
    const row = baihe.hazardTypes.find(
      ({ domain, clauseIds, fixAtOnce }) => domain === 'work-safety' && clauseIds.length > 0 && fixAtOnce !== true,
    );
    const play = new Play(baihe, at('2025-09-01T09:00')).registered();
    play.act('ldc', {
      ...(grading as Extract<typeof grading, { type: 'grade' }>),
      domain: 'work-safety',
      hazardType: row?.id ?? '',
      clauseId: row?.clauseIds[0] ?? '',
    });
    play
      .act('ofc', {
        type: 'assign',
        leadUnitId: 'chengyun',
        responsibleUnitId: 'meiqiao',
        coUnitIds: [],
        reason: '就近',
      })
      .act('vgm', { type: 'accept-assignment' })
      .act('ldc', {
        type: 'issue-notice',
        paperType: 'xianqi-zhenggai-yijian',
        issuerUnitId: 'chengyun',
        requirements: '限期整改',
        dueOn: '2025-09-23',
      });
    play.act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now));
    failed(play, '2025-09-25T10:00').awaiting(at('2025-09-26T10:00'));
    // Ten days end on 6 October, a holiday; the next working day is the 9th.
    expect(clockOf(play, 'recheck')?.dueOn).toBe('2025-10-09');
  });
});
