import type { CaseCommand } from '../../../domain/case/commands';
import { confirming, NOW, order } from './second-scenes';
import { noticed as majorNoticed } from './major-scenes';
import { at, eventsOf } from './shanghai';
import { baihe } from './baihe-town';
import { requested, served, startOf } from './given';
import { Play } from './play';

type Advice = 'tishi' | 'zhenggai-yijian' | 'xianqi-zhenggai-yijian';

const advice = (issuerUnitId: string, paperType: Advice = 'tishi', dueOn?: string): CaseCommand => ({
  type: 'issue-notice',
  paperType,
  issuerUnitId,
  requirements: '请抓紧整改',
  ...(dueOn === undefined ? {} : { dueOn }),
});

const serve = (play: Play, by: string, paperType: string): CaseCommand => {
  const paper = play.file.papers.findLast(({ type }) => type === paperType);
  return served(paper?.documentId ?? by, play.now);
};

const clock = (play: Play, name: string) =>
  play.file.deadlines.find(({ clock, level }) => clock === name && level === 0);

/** A 提示单 of the village with a date far ahead is served; its date runs. */
const hinted = (): Play => {
  const play = new Play(baihe, NOW).accepted().act('vgm', advice('meiqiao', 'tishi', '2026-09-30'));
  return play.act('vgm', serve(play, 'vgm', 'tishi'));
};

describe('a paper of the lead after a mere 提示单', () => {
  it('is issued and served, and its date takes the place of that of the 提示单 with the whole family', () => {
    const play = hinted();
    expect(clock(play, 'rectify')).toMatchObject({ dueOn: '2026-09-30' });
    play.act('ldc', advice('chengyun', 'xianqi-zhenggai-yijian', '2026-02-27'));
    expect(clock(play, 'serve')).toMatchObject({ addressee: 'unit:chengyun', state: 'armed' });
    play.act('ldc', serve(play, 'ldc', 'xianqi-zhenggai-yijian'));
    expect(clock(play, 'serve')).toBeUndefined();
    expect(clock(play, 'rectify')).toMatchObject({ deadlineId: 'rectify:1:2', dueOn: '2026-02-27' });
    expect(play.file.deadlines.filter(({ clock, n }) => clock === 'rectify' && n === 1)).toEqual([]);
    expect(play.file.status).toBe('rectifying');
  });

  it('ends the overdue of the 提示单, with the re-check that was owed because of it', () => {
    const play = new Play(baihe, NOW).accepted().act('vgm', advice('meiqiao', 'tishi', '2025-12-05'));
    play.act('vgm', serve(play, 'vgm', 'tishi'));
    play.act('ofc', { type: 'add-note', text: '逾期' }, at('2025-12-10T09:00'));
    expect(play.file.overlays).toContain('overdue');
    play.act('ldc', advice('chengyun', 'zhenggai-yijian', '2026-02-27'));
    play.act('ldc', serve(play, 'ldc', 'zhenggai-yijian'));
    expect(play.file.overlays).not.toContain('overdue');
    expect(clock(play, 'recheck')).toBeUndefined();
  });

  it('is refused to the village, and a further 提示单 to everybody', () => {
    const play = hinted();
    const real = advice('meiqiao', 'xianqi-zhenggai-yijian', '2026-02-27');
    expect(play.attempt('vgm', real)).toMatchObject({ reason: 'not-from-rectifying' });
    expect(play.attempt('ldc', advice('chengyun'))).toMatchObject({ reason: 'not-from-rectifying' });
  });

  it('is refused a second time, to issue and to serve, and where the subject has applied', () => {
    const play = hinted().act('ldc', advice('chengyun', 'xianqi-zhenggai-yijian', '2026-02-27'));
    play.act('ldc', advice('chengyun', 'zhenggai-yijian', '2026-08-31'));
    play.act('ldc', serve(play, 'ldc', 'xianqi-zhenggai-yijian'));
    expect(play.attempt('ldc', serve(play, 'ldc', 'zhenggai-yijian'))).toMatchObject({ reason: 'already-rectifying' });
    const again = advice('chengyun', 'xianqi-zhenggai-yijian', '2026-08-31');
    expect(play.attempt('ldc', again)).toMatchObject({ reason: 'not-from-rectifying' });
    const applied = hinted().act('ens', requested);
    expect(applied.attempt('ldc', again)).toMatchObject({ reason: 'not-from-awaiting-recheck' });
  });

  it('takes the place of its date for a 重大 too', () => {
    const play = majorNoticed('2026-02-27').act('vgm', advice('meiqiao', 'tishi', '2026-09-30'));
    const real = serve(play, 'ldc', 'xianqi-zhenggai-yijian');
    play.act('ldc', real).act('vgm', serve(play, 'vgm', 'tishi'));
    expect(clock(play, 'rectify')).toMatchObject({ dueOn: '2026-02-27' });
  });

  it('that hangs as a public notice takes its place when it takes effect', () => {
    const play = hinted().act('ldc', advice('chengyun', 'xianqi-zhenggai-yijian', '2026-02-27'));
    const service = serve(play, 'ldc', 'xianqi-zhenggai-yijian');
    play.act('ldc', { ...service, mode: 'public-notice' } as CaseCommand);
    expect(clock(play, 'rectify')).toMatchObject({ dueOn: '2026-09-30' });
    play.act('ofc', { type: 'add-note', text: '公告期满' }, at('2026-01-12T09:00'));
    expect(clock(play, 'rectify')).toMatchObject({ dueOn: '2026-02-27' });
  });
});

describe('a public notice that has hung its time while the re-check bars what it starts', () => {
  /** A real paper hangs from 1 to 31 December; the subject of the 提示单 applies meanwhile, and the re-check lasts into January. */
  const hung = (): Play => {
    const play = hinted().act('ldc', advice('chengyun', 'xianqi-zhenggai-yijian', '2026-02-27'));
    const service = serve(play, 'ldc', 'xianqi-zhenggai-yijian');
    play.act('ldc', { ...service, mode: 'public-notice' } as CaseCommand).act('ens', requested);
    return play.act('ldc', startOf(play.file), at('2026-01-05T09:00'));
  };
  const result = (outcome: 'passed' | 'failed'): CaseCommand => ({
    type: 'record-recheck',
    result: outcome,
    findings: '已查',
    attachmentIds: ['ldc-1'],
  });

  it.each(['failed', 'returned'] as const)('starts it on that last day once it goes on: %s', (how) => {
    const play = hung();
    expect(play.types()).not.toContain('service-took-effect');
    if (how === 'failed') play.act('ldc', result('failed'));
    else play.act('ldc', result('passed')).decide('ofd', 'close', 'reject', play.now, { returnTo: 'rectifying' });
    expect(play.types().slice(-2)).toEqual(['service-took-effect', 'rectification-started']);
    expect(eventsOf(play).at(-2)?.body).toMatchObject({ effectiveOn: '2025-12-31' });
    expect(clock(play, 'rectify')).toMatchObject({
      deadlineId: 'rectify:1:2',
      dueOn: '2026-02-27',
      because: { from: '2025-12-31T15:59:59.999Z' },
    });
    expect(play.file.deadlines.filter(({ clock, n }) => clock === 'rectify' && n === 1)).toEqual([]);
  });

  it('starts nothing where the hazard is closed', () => {
    const play = hung().act('ldc', result('passed')).decide('ofd', 'close');
    expect(play.file.status).toBe('watching');
    expect(clock(play, 'service-effective')).toBeUndefined();
    expect(play.types()).not.toContain('service-took-effect');
  });

  it('takes effect on its day where the re-check is over by then', () => {
    const play = hinted().act('ldc', advice('chengyun', 'xianqi-zhenggai-yijian', '2026-02-27'));
    const service = serve(play, 'ldc', 'xianqi-zhenggai-yijian');
    play.act('ldc', { ...service, mode: 'public-notice' } as CaseCommand).act('ens', requested);
    play.act('ldc', startOf(play.file)).act('ldc', result('failed'));
    expect(clock(play, 'service-effective')).toMatchObject({ state: 'armed', dueOn: '2025-12-31' });
  });
});

describe('a 提示单 beside a real paper', () => {
  it('that waits for its service starts nothing', () => {
    const play = new Play(baihe, NOW).noticed('2026-02-27').act('ofc', advice('zhuanban', 'tishi', '2026-09-30'));
    const owed = clock(play, 'serve');
    play.act('ofc', serve(play, 'ofc', 'tishi'));
    expect(play.file.papers).toMatchObject([{ state: 'issued' }, { state: 'served' }]);
    expect(play.file.status).toBe('assigned');
    expect(clock(play, 'rectify')).toBeUndefined();
    expect(clock(play, 'serve')).toEqual(owed);
    play.act('ldc', serve(play, 'ldc', 'xianqi-zhenggai-yijian'));
    expect(play.file.status).toBe('rectifying');
    expect(clock(play, 'rectify')).toMatchObject({ dueOn: '2026-02-27' });
  });

  it('posted as a public notice starts nothing either, be it an order that waits', () => {
    const play = new Play(baihe, NOW).accepted().act('efo1', order('efo2'));
    play.act('efo2', confirming(play)).decide('efh', 'statutory-order');
    play.act('ofc', advice('zhuanban', 'tishi', '2026-09-30'));
    play.act('ofc', { ...serve(play, 'ofc', 'tishi'), mode: 'public-notice' } as CaseCommand);
    expect(play.file.status).toBe('assigned');
    expect(clock(play, 'service-effective')).toBeUndefined();
    expect(clock(play, 'serve')).toMatchObject({ addressee: 'unit:zhifa' });
  });

  it('starts what it asks for once the real one is withdrawn and another 提示单 is served', () => {
    const play = new Play(baihe, NOW).noticed('2026-02-27');
    const documentId = play.file.papers[0]?.documentId ?? '';
    play.act('ldc', { type: 'withdraw-notice', documentId, reason: '有误' });
    play.act('ofc', advice('zhuanban', 'tishi', '2026-09-30')).act('ofc', serve(play, 'ofc', 'tishi'));
    expect(clock(play, 'rectify')).toMatchObject({ dueOn: '2026-09-30' });
  });
});
