import type { CaseCommand } from '../../../../domain/case/commands';
import { at, clockOf, eventsOf } from '../shanghai';
import { baihe } from '../baihe-town';
import { requested } from '../given';
import { Play } from '../play';

const rectifying = (): Play => new Play(baihe, at('2025-09-01T09:00')).rectifying('2025-09-30');

describe('request-recheck records', () => {
  it('report and photos, pauses the date and owes a re-check', () => {
    const play = rectifying().awaiting(at('2025-09-29T10:00'));
    expect(play.types().at(-1)).toBe('recheck-requested');
    expect(play.file).toMatchObject({ status: 'awaiting-recheck', lastRequestAt: at('2025-09-29T10:00') });
    expect(clockOf(play, 'rectify')).toMatchObject({ state: 'paused', dueOn: '2025-09-30' });
    // Three working days (fire): 30 September, 9 and 10 October.
    expect(clockOf(play, 'recheck')).toMatchObject({ dueOn: '2025-10-10', addressee: 'unit:chengyun' });
  });

  it('a late application, under which the missed date stays missed', () => {
    const play = rectifying().awaiting(at('2025-10-09T08:00'));
    expect(play.file.overlays).toContain('overdue');
    expect(clockOf(play, 'rectify')?.state).toBe('fired');
    play.passed(at('2025-10-09T10:00')).decide('ofd', 'close');
    expect(eventsOf(play).find((event) => event.type === 'closed')?.body.meets).toEqual([
      { deadlineId: 'rectify:1:1', metAt: at('2025-10-09T08:00') },
    ]);
  });
});

describe('request-recheck refuses', () => {
  it('an application without photos from before or after', () => {
    const play = rectifying();
    const without = (more: object): CaseCommand => ({ ...requested, ...more });
    expect(play.attempt('ens', without({ beforeAttachmentIds: [] }))).toMatchObject({
      reason: 'photo-missing',
      pointer: '/beforeAttachmentIds',
    });
    expect(play.attempt('ens', without({ afterAttachmentIds: [] }))).toMatchObject({
      reason: 'photo-missing',
      pointer: '/afterAttachmentIds',
    });
  });

  it('anybody but the side that rectifies, and a second application', () => {
    const play = rectifying();
    expect(play.attempt('ow', requested)).toMatchObject({ code: 'forbidden' });
    expect(play.attempt('ldc', requested)).toMatchObject({ code: 'forbidden' });
    play.awaiting();
    expect(play.attempt('ens', requested)).toMatchObject({ reason: 'not-from-awaiting-recheck' });
  });
});

describe('request-recheck stays silent', () => {
  it('about a re-check that is owed already', () => {
    const play = rectifying();
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-10-01T00:00'));
    const owed = clockOf(play, 'recheck');
    play.awaiting(at('2025-10-09T08:00'));
    expect(clockOf(play, 'recheck')).toEqual(owed);
  });
});
