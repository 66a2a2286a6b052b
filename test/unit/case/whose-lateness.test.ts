import { settleCaseAt } from '../../../domain/forecast/world';
import { at, clockOf, eventsOf } from './shanghai';
import { confirming, order } from './second-scenes';
import { baihe } from './baihe-town';
import { Play } from './play';

const look = (play: Play, local: string): Play => play.act('ofc', { type: 'add-note', text: '查看' }, at(local));

const missed = (play: Play): string[][] =>
  eventsOf(play).flatMap((event) =>
    event.type === 'deadline-missed' ? [[event.body.clock, event.body.addressee]] : [],
  );

const rungsOf = (play: Play, addressee: string): string[] =>
  eventsOf(play).flatMap((event) =>
    event.type === 'rung-reached' && event.body.addressee === addressee && event.body.clock === 'serve'
      ? [event.body.act]
      : [],
  );

describe('a service that the lead unit missed, when another unit orders', () => {
  /** Accepted on 1 December 2025; the service was owed by the 4th. */
  const ordered = (local: string): Play => {
    const play = look(new Play(baihe, at('2025-12-01T09:00')).accepted(), local);
    return play.act('efo1', order('efo2')).act('efo2', confirming(play)).decide('efh', 'statutory-order');
  };

  it('stays its miss, and the authority has a term of its own', () => {
    const play = ordered('2025-12-05T10:00');
    expect(missed(play)).toEqual([['serve', 'unit:chengyun']]);
    expect(clockOf(play, 'serve')).toMatchObject({
      deadlineId: 'serve:1:2',
      addressee: 'unit:zhifa',
      state: 'armed',
      dueOn: '2025-12-10',
    });
    const readdressed = eventsOf(play).flatMap((event) => event.body.readdresses ?? []);
    expect(readdressed).toEqual([]);
    look(play, '2025-12-09T10:00');
    expect(rungsOf(play, 'unit:zhifa')).toEqual([]);
  });

  it('moves as it runs where it was not missed', () => {
    const play = ordered('2025-12-02T10:00');
    expect(clockOf(play, 'serve')).toMatchObject({
      deadlineId: 'serve:1:1',
      addressee: 'unit:zhifa',
      dueOn: '2025-12-04',
    });
  });

  it('does not fall to the lead unit when the authority missed it and takes its paper back', () => {
    const play = look(ordered('2025-12-02T10:00'), '2025-12-08T10:00');
    expect(missed(play)).toEqual([['serve', 'unit:zhifa']]);
    const documentId = play.file.papers[0]?.documentId ?? '';
    play.act('efo1', { type: 'withdraw-notice', documentId, reason: '另行处理' });
    expect(clockOf(play, 'serve')).toMatchObject({ addressee: 'unit:chengyun', state: 'armed', dueOn: '2025-12-11' });
  });
});

describe('a duty that an ended unit missed', () => {
  const ended = (play: Play, unitId: string, to: string): Play => {
    const { units } = play.world.directory;
    const unit = units[unitId];
    if (unit) {
      units['heir'] = { ...unit, unitId: 'heir', slug: null, name: '接替单位' };
      units[unitId] = { ...unit, to, successorUnitId: 'heir' };
    }
    return play;
  };

  it('on its last day is its own miss, and the successor has a whole term', () => {
    const play = ended(new Play(baihe, at('2025-12-01T09:00')).assigned(), 'meiqiao', '2025-12-02');
    settleCaseAt(play.world, 'c1', at('2025-12-03T09:00'));
    expect(missed(play)).toEqual([['accept', 'unit:meiqiao']]);
    expect(clockOf(play, 'accept')).toMatchObject({
      deadlineId: 'accept:1:2',
      addressee: 'unit:heir',
      dueOn: '2025-12-04',
    });
    const climbed = eventsOf(play).filter((e) => e.type === 'rung-reached' && e.body.addressee === 'unit:heir');
    expect(climbed.filter((e) => e.type === 'rung-reached' && e.body.act !== 'nobody-home')).toEqual([]);
  });

  it('goes on as it runs where it was not missed', () => {
    const play = ended(new Play(baihe, at('2025-12-01T09:00')).accepted(), 'chengyun', '2025-12-02');
    settleCaseAt(play.world, 'c1', at('2025-12-03T09:00'));
    expect(clockOf(play, 'serve')).toMatchObject({
      deadlineId: 'serve:1:1',
      addressee: 'unit:heir',
      dueOn: '2025-12-04',
    });
  });

  it('is taken up too where it is a visit of the watch', () => {
    const play = new Play(baihe, at('2025-12-01T09:00')).rectifying('2026-01-30').awaiting().passed();
    play.decide('ofd', 'close');
    look(play, '2025-12-23T10:00');
    const [first] = play.file.deadlines.filter(({ clock, state }) => clock === 'watch-visit' && state === 'fired');
    expect(first?.addressee).toBe('unit:chengyun');
    ended(play, 'chengyun', '2025-12-22');
    settleCaseAt(play.world, 'c1', at('2025-12-23T11:00'));
    const visits = play.file.deadlines.filter(({ clock, level }) => clock === 'watch-visit' && level === 0);
    expect(visits.map(({ addressee }) => addressee)).toEqual(['unit:heir', 'unit:heir', 'unit:heir']);
    expect(visits.every(({ state }) => state === 'armed')).toBe(true);
  });
});
