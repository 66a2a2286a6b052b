import type { CaseCommand } from '../../../../domain/case/commands';
import { at, clockOf } from '../shanghai';
import { baihe } from '../baihe-town';
import { Play } from '../play';

const imposed = (): Play =>
  new Play(baihe, at('2025-09-01T09:00')).rectifying('2025-10-31').act('efo1', {
    type: 'impose-control',
    scope: 'premises',
    measures: '查封',
    until: '2025-09-30',
    guardPersonId: 'ens',
  });

const lift = (who: string, attachmentIds = [`${who}-1`]): CaseCommand => ({
  type: 'lift-control',
  reason: '危险已消除',
  attachmentIds,
});

describe('lift-control records', () => {
  it('that the danger is gone, and meets the clock', () => {
    const play = imposed().act('efo1', lift('efo1'), at('2025-09-10T10:00'));
    expect(play.types().at(-1)).toBe('control-lifted');
    expect(play.file).toMatchObject({ controls: [], overlays: [] });
    expect(clockOf(play, 'control-expiry')).toBeUndefined();
  });

  it('by a colleague of the unit that imposed it', () => {
    expect(imposed().act('efo2', lift('efo2')).file.controls).toEqual([]);
  });
});

describe('a control that the company put on itself', () => {
  const own = (): Play =>
    new Play(baihe, at('2025-09-01T09:00')).rectifying('2025-10-31').act('ens', {
      type: 'impose-control',
      scope: 'power',
      measures: '断电',
      until: '2025-09-30',
      guardPersonId: 'ens',
    });

  it('is lifted by anybody of the company, also where who imposed it is gone', () => {
    const play = own();
    play.world.directory.posts = play.world.directory.posts.filter(({ personId }) => personId !== 'ens');
    expect(play.act('enm', lift('enm')).file.controls).toEqual([]);
  });

  it('is not lifted by an officer who did not impose it', () => {
    expect(own().attempt('efo1', lift('efo1'))).toMatchObject({ reason: 'not-the-imposer', whoCan: ['ENs', 'ENm'] });
  });
});

describe('lift-control refuses', () => {
  it('what brings no photo of the place', () => {
    expect(imposed().attempt('efo1', lift('efo1', []))).toMatchObject({
      reason: 'photo-missing',
      pointer: '/attachmentIds',
    });
  });

  it('the subject on which it was imposed, and another unit', () => {
    expect(imposed().attempt('ens', lift('ens'))).toMatchObject({ code: 'sod-violation', reason: 'subject-lifts' });
    expect(imposed().attempt('ds1', lift('ds1'))).toMatchObject({ reason: 'not-the-imposer' });
  });

  it('where there is no control, or none any more', () => {
    const play = imposed();
    expect(play.attempt('efo1', lift('efo1'), at('2025-10-01T00:00'))).toMatchObject({ reason: 'no-control' });
  });
});

describe('lift-control stays silent', () => {
  it('about the day on which the control would have ended', () => {
    const play = imposed().act('efo1', lift('efo1'), at('2025-09-10T10:00'));
    play.act('ofc', { type: 'add-note', text: '查看' }, at('2025-10-08T10:00'));
    expect(play.types()).not.toContain('control-expired');
  });
});
