import type { CaseCommand } from '../../../domain/case/commands';
import { plusMs } from '../../../domain/clock/instant';
import { at, eventsOf } from './shanghai';
import { confirm, proposingMajor } from './major-scenes';
import { ordered } from './second-scenes';
import { baihe } from './baihe-town';
import { requested, served, startOf } from './given';
import { Play } from './play';

const interviews = (play: Play): string[] =>
  eventsOf(play).flatMap((event) =>
    event.type === 'rung-reached' && event.body.act === 'interview' ? [event.body.addressee] : [],
  );

const looks = (play: Play, clock: string) =>
  play.file.deadlines
    .filter((d) => d.clock === clock && d.level > 0 && d.act === 'remind')
    .map(({ deadlineId, dueAt, state }) => [deadlineId, dueAt, state]);

const upgraded = (play: Play, local: string): Play =>
  play.act('ldc', confirm, at(local)).decide('ds1', 'confirm-major');

const general = (dueOn: string): Play => new Play(baihe, at('2025-12-01T09:00')).rectifying(dueOn);

describe('a general case that becomes 重大', () => {
  it('counts alone once it is late by more than five working days, also by what was armed before', () => {
    const play = upgraded(general('2025-12-05'), '2025-12-04T10:00');
    // 8, 9, 10, 11, 12 and 15 December.
    expect(looks(play, 'rectify')).toEqual([['rectify:1:1:5', at('2025-12-15T09:00'), 'armed']]);
  });

  it('counts alone at once where its unit is late by more already', () => {
    // Under the order its authority still owes the re-check: the department has no two officers.
    const play = ordered();
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-12-12T10:00'));
    const before = interviews(play).length;
    expect(play.file.deadlines.find(({ clock, level }) => clock === 'recheck' && level === 0)).toMatchObject({
      dueOn: '2025-12-04',
      state: 'fired',
      addressee: 'unit:zhifa',
    });
    play.act('ldc', proposingMajor('fire-facility-failed', 'gb35181-2025')).decide('ds1', 'confirm-major');
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-12-12T12:00'));
    expect(interviews(play).slice(before)).toEqual(['unit:zhifa']);
  });

  it('has the step stand still where its clock does', () => {
    const play = upgraded(general('2025-12-05').act('ens', requested), '2025-12-02T10:00');
    expect(looks(play, 'rectify')).toEqual([['rectify:1:1:5', at('2025-12-15T09:00'), 'paused']]);
    play.act('ldc', startOf(play.file), at('2025-12-03T10:00')).act('ldc', {
      type: 'record-recheck',
      result: 'failed',
      findings: '未整改',
      attachmentIds: ['ldc-1'],
    });
    expect(looks(play, 'rectify')).toEqual([['rectify:1:1:5', at('2025-12-15T09:00'), 'armed']]);
  });

  it('has it stand still too where its date was missed and the subject has applied since', () => {
    const play = general('2025-12-05');
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-12-08T10:00'));
    play.act('ens', requested, at('2025-12-08T11:00'));
    upgraded(play, '2025-12-16T10:00').act('ofc', { type: 'add-note', text: '查看' }, at('2025-12-16T11:00'));
    expect(looks(play, 'rectify')).toEqual([['rectify:1:1:5', at('2025-12-15T09:00'), 'paused']]);
    expect(interviews(play)).not.toContain('subject:s1');
  });

  it('has it before service too: in its assignment', () => {
    const play = upgraded(new Play(baihe, at('2025-12-01T09:00')).graded(), '2025-12-01T10:00');
    expect(looks(play, 'assign').map(([id]) => id)).toEqual(['assign:1:1:1', 'assign:1:1:6']);
    const anew = upgraded(new Play(baihe, at('2025-12-01T09:00')).registered(), '2025-12-01T10:00');
    expect(looks(anew, 'assign').map(([id]) => id)).toEqual(['assign:1:1:1', 'assign:1:1:6']);
  });
});

describe('a general case under a public notice that still hangs', () => {
  it('owes its plan from the day on which the notice takes effect, however early it became 重大', () => {
    const play = new Play(baihe, at('2025-12-01T09:00')).noticed('2026-03-31');
    const documentId = play.file.papers[0]?.documentId ?? '';
    play.act('ldc', { ...served(documentId, play.now), mode: 'public-notice' } as CaseCommand);
    const plans = () => play.file.deadlines.filter(({ clock, level }) => clock === 'plan' && level === 0);
    const hangs = play.file.deadlines.find(({ clock, level }) => clock === 'service-effective' && level === 0);
    play.act('ldc', confirm, at('2025-12-02T09:00')).decide('ds1', 'confirm-major');
    expect(plans()).toEqual([]);
    play.act('ofc', { type: 'add-note', text: '查看' }, plusMs(hangs?.dueAt ?? '', 1_000));
    expect(plans()).toMatchObject([{ state: 'armed' }]);
    expect((plans()[0]?.dueAt ?? '') > (hangs?.dueAt ?? '')).toBe(true);
  });
});
