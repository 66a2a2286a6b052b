import type { CaseCommand } from '../../../../domain/case/commands';
import type { Post } from '../../../../domain/people/directory';
import { aPost } from '../../../support/a-post';
import { certificate } from '../second-scenes';
import { at, clockOf, eventsOf } from '../shanghai';
import { baihe } from '../baihe-town';
import { Play } from '../play';

const imposing = (scope: string, until: string): CaseCommand => ({
  type: 'impose-control',
  scope,
  until,
  measures: '查封',
  guardPersonId: 'ens',
});

const imposed = (until = '2025-09-30'): Play =>
  new Play(baihe, at('2025-09-01T09:00')).rectifying('2025-10-31').act('efo1', imposing('premises', until));

const extend = (until: string, more: object = {}): CaseCommand => ({
  type: 'extend-control',
  reason: '危险尚未消除',
  until,
  attachmentIds: ['efo1-1'],
  ...more,
});

describe('extend-control records', () => {
  it('reason, photo and a later day, and moves the whole clock: the old day fires nothing', () => {
    const play = imposed().act('efo1', extend('2025-10-20'), at('2025-09-26T10:00'));
    expect(play.types().at(-1)).toBe('control-extended');
    expect(eventsOf(play).at(-1)?.body).toMatchObject({ until: '2025-10-20', evidence: [{ attachmentId: 'efo1-1' }] });
    expect(play.file.controls[0]).toMatchObject({ until: '2025-10-20', extensions: 1 });
    expect(clockOf(play, 'control-expiry')).toMatchObject({
      deadlineId: 'control-expiry:1:2',
      dueAt: at('2025-10-21T00:00'),
    });
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-10-20T23:59'));
    expect(play.file.controls).toHaveLength(1);
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-10-21T00:00'));
    expect(play.types()).toContain('control-expired');
    expect(play.file.controls).toEqual([]);
  });

  it('thirty days more at the most, which no holiday lengthens', () => {
    // Imposed on 1 September until 1 October; 31 October is thirty days later.
    const play = imposed('2025-10-01');
    expect(play.attempt('efo1', extend('2025-11-01'), at('2025-09-26T10:00'))).toMatchObject({
      reason: 'after-longest-term',
      pointer: '/until',
    });
    play.act('efo1', extend('2025-10-31'));
    expect(play.file.controls[0]?.until).toBe('2025-10-31');
  });
});

describe('U-32: extend-control refuses', () => {
  it('a second extension', () => {
    const play = imposed().act('efo1', extend('2025-10-20'), at('2025-09-26T10:00'));
    expect(play.attempt('efo1', extend('2025-10-25'))).toMatchObject({ reason: 'extended-already' });
  });

  it('the same day or an earlier one', () => {
    expect(imposed().attempt('efo1', extend('2025-09-20'))).toMatchObject({ reason: 'not-later', pointer: '/until' });
    expect(imposed().attempt('efo1', extend('2025-09-30'))).toMatchObject({ reason: 'not-later' });
  });

  it('what brings no photo', () => {
    expect(imposed().attempt('efo1', extend('2025-10-20', { attachmentIds: [] }))).toMatchObject({
      reason: 'photo-missing',
      pointer: '/attachmentIds',
    });
  });

  it('the subject, another unit, and a case without a control', () => {
    expect(imposed().attempt('ens', extend('2025-10-20'))).toMatchObject({ code: 'sod-violation' });
    expect(imposed().attempt('ds1', extend('2025-10-20'))).toMatchObject({ reason: 'not-the-imposer' });
    expect(new Play().rectifying().attempt('efo1', extend('2025-07-20'))).toMatchObject({ reason: 'no-control' });
  });
});

describe('extend-control is for an officer of the authority that imposed it, certified today,', () => {
  const LATER = at('2025-09-26T10:00');
  const withPosts = (play: Play, ...posts: Post[]): Play => {
    play.world.directory.posts.push(...posts);
    return play;
  };

  it('and is refused to one of it without a certificate, be he certified in another', () => {
    const play = withPosts(
      imposed(),
      aPost('newcomer', 'EFo', 'zhifa'),
      aPost('mover', 'EFo', 'zhifa'),
      aPost('mover', 'ST', 'paichusuo', { certificate }),
    );
    for (const personId of ['newcomer', 'mover'])
      expect(play.attempt(personId, extend('2025-10-20'), LATER)).toMatchObject({ reason: 'certificate-not-valid' });
    expect(play.attempt('efo2', extend('2025-10-20', { attachmentIds: ['efo2-1'] }), LATER)).toBeNull();
  });

  it('who holds another post beside it, too', () => {
    const play = withPosts(imposed(), aPost('efo2', 'VGg', 'meiqiao'));
    expect(play.attempt('efo2', extend('2025-10-20', { attachmentIds: ['efo2-1'] }), LATER)).toBeNull();
  });

  it('of one control at a time: where another was prolonged already, this one still may be', () => {
    const play = imposed().act('efo1', imposing('machine', '2025-09-30'));
    play.act('efo1', extend('2025-10-20', { scope: 'premises' }), LATER);
    expect(play.file.controls.map(({ scope, until }) => [scope, until])).toEqual([
      ['premises', '2025-10-20'],
      ['machine', '2025-09-30'],
    ]);
    play.act('efo1', extend('2025-10-10', { scope: 'machine' }));
    expect(play.attempt('efo1', extend('2025-10-25', { scope: 'machine' }))).toMatchObject({
      reason: 'extended-already',
    });
  });
});

describe('a control that ends on its day', () => {
  it('makes nobody late: no rung climbs after it', () => {
    const play = imposed().act('ofc', { type: 'add-note', text: '查看' }, at('2025-10-30T10:00'));
    const climbed = eventsOf(play).flatMap((event) => (event.type === 'rung-reached' ? [event.body.clock] : []));
    expect(climbed).not.toContain('control-expiry');
    expect(play.file.deadlines.filter((deadline) => deadline.clock === 'control-expiry')).toEqual([]);
  });

  it('lasts thirty days at the most from the day it is imposed', () => {
    const play = new Play(baihe, at('2025-09-01T09:00')).rectifying('2025-10-31');
    expect(play.attempt('efo1', imposing('premises', '2025-10-02'))).toMatchObject({ reason: 'after-longest-term' });
    expect(play.attempt('efo1', imposing('premises', '2025-08-31'))).toMatchObject({ reason: 'date-past' });
    play.act('efo1', imposing('premises', '2025-10-01'));
    expect(clockOf(play, 'control-expiry')?.dueAt).toBe(at('2025-10-02T00:00'));
  });
});
