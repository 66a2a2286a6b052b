import { settleCaseAt } from '../../../domain/forecast/world';
import { successorOf, type Unit } from '../../../domain/people/directory';
import { baihe, Play } from './town';

const LATER = '2025-07-03T01:00:00.000Z';

const change = (play: Play, unitId: string, more: Partial<Unit>): void => {
  const unit = play.world.directory.units[unitId];
  if (unit) play.world.directory.units[unitId] = { ...unit, ...more };
};

/** 梅桥村 has been assigned a case and ended on 2 July; 金米村 may follow it. */
const ended = (successorUnitId: string | null): Play => {
  const play = new Play(baihe).assigned();
  const { meiqiao } = play.world.directory.units;
  if (meiqiao) play.world.directory.units['jinmi'] = { ...meiqiao, unitId: 'jinmi', slug: null, name: '金米村' };
  play.world.directory.posts.push({
    postId: 'jm',
    personId: 'jm',
    role: 'VGm',
    unitId: 'jinmi',
    subjectId: null,
    from: '2020-01-01',
    to: null,
    certificate: null,
  });
  change(play, 'meiqiao', { to: '2025-07-02', successorUnitId });
  settleCaseAt(play.world, 'c1', LATER);
  return play;
};

const successions = (play: Play) => play.types().filter((type) => type === 'unit-succeeded');

describe('what a unit that has ended holds', () => {
  it('goes to its successor by one act of the system: the case, and what it owes', () => {
    const play = ended('jinmi');
    expect(play.file).toMatchObject({ responsibleUnitId: 'jinmi', leadUnitId: 'chengyun', status: 'assigned' });
    expect(play.file.deadlines.filter(({ clock }) => clock === 'accept').map(({ addressee }) => addressee)).toEqual(
      expect.arrayContaining(['unit:jinmi']),
    );
    expect(play.file.deadlines.some(({ addressee }) => addressee === 'unit:meiqiao')).toBe(false);
    expect(play.attempt('jm', { type: 'accept-assignment' }, LATER)).toBeNull();
  });

  it('goes there once, however often it is looked at', () => {
    const play = ended('jinmi');
    settleCaseAt(play.world, 'c1', LATER);
    expect(successions(play)).toHaveLength(1);
  });

  it('shows as nobody at home until a successor is named, and is told once', () => {
    const play = ended(null);
    settleCaseAt(play.world, 'c1', LATER);
    const reached = (play.world.caseEvents.get('c1') ?? []).filter(({ type }) => type === 'rung-reached');
    expect(reached.map(({ body }) => body).filter((body) => 'act' in body && body.act === 'nobody-home')).toEqual([
      expect.objectContaining({ act: 'nobody-home', clock: 'accept', addressee: 'unit:meiqiao' }),
    ]);
    change(play, 'meiqiao', { successorUnitId: 'jinmi' });
    settleCaseAt(play.world, 'c1', LATER);
    expect(play.file.responsibleUnitId).toBe('jinmi');
  });

  it('stays where it is until the last day has passed', () => {
    const play = new Play(baihe).assigned();
    change(play, 'meiqiao', { to: '2025-07-02', successorUnitId: 'jinmi' });
    settleCaseAt(play.world, 'c1', '2025-07-02T10:00:00.000Z');
    expect(successions(play)).toHaveLength(0);
    expect(play.file.responsibleUnitId).toBe('meiqiao');
  });

  it('is left alone in a case that is over', () => {
    const play = new Play(baihe).registered().act('ofc', {
      type: 'propose',
      act: 'void',
      reason: '不属实',
      attachmentIds: [],
      fields: {},
    });
    play.decide('ofd', 'void');
    change(play, 'chengyun', { to: '2025-06-30', successorUnitId: 'guibao' });
    settleCaseAt(play.world, 'c1', LATER);
    expect(successions(play)).toHaveLength(0);
  });
});

describe('a chain of successors', () => {
  const units = {
    a: { to: '2025-01-01', successorUnitId: 'b' },
    b: { to: '2025-02-01', successorUnitId: 'c' },
    c: { to: null },
    x: { to: '2025-01-01', successorUnitId: 'y' },
    y: { to: '2025-01-01', successorUnitId: 'x' },
  };

  it('ends at the one that still exists, and nowhere where it runs in a circle', () => {
    expect(successorOf({ units }, 'a', '2025-03-01')).toBe('c');
    expect(successorOf({ units }, 'a', '2025-01-15')).toBe('b');
    expect(successorOf({ units }, 'x', '2025-03-01')).toBeNull();
    expect(successorOf({ units }, 'c', '2025-03-01')).toBeNull();
  });
});
