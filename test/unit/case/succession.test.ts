import { lookupsIn } from '../../../domain/forecast/lookups';
import { advance, settleCaseAt } from '../../../domain/forecast/world';
import { tellingsOfCase } from '../../../domain/case/tellings';
import { successorOf, type Unit } from '../../../domain/people/directory';
import { baihe } from './baihe-town';
import { Play } from './play';

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
      attachmentIds: ['vgg-1'],
      fields: {},
    });
    play.decide('ofd', 'void');
    change(play, 'chengyun', { to: '2025-06-30', successorUnitId: 'guibao' });
    settleCaseAt(play.world, 'c1', LATER);
    expect(successions(play)).toHaveLength(0);
  });
});

describe('a unit that has ended in a case', () => {
  const follow = (play: Play, unitId: string): Play => {
    const { units } = play.world.directory;
    const ended = units[unitId];
    if (ended === undefined) throw new Error(`no ${unitId}`);
    units['next'] = { ...ended, unitId: 'next', slug: null, name: '接续单位' };
    change(play, unitId, { to: '2025-07-02', successorUnitId: 'next' });
    settleCaseAt(play.world, 'c1', LATER);
    return play;
  };
  const level0 = (play: Play) =>
    play.file.deadlines
      .filter(({ level }) => level === 0)
      .map(({ clock, addressee, n }) => `${clock} ${String(n)} ${addressee}`)
      .sort();

  it('leaves what others owe as it is', () => {
    const before = new Play(baihe).noticed();
    expect(level0(before)).toEqual(['serve 1 unit:chengyun']);
    expect(level0(follow(before, 'meiqiao'))).toEqual(['serve 1 unit:chengyun']);
    expect(before.file.responsibleUnitId).toBe('next');
  });

  it('hands on each of its duties for itself: what runs as it stands, what was missed with a term of its own', () => {
    const play = new Play(baihe).assigned();
    change(play, 'meiqiao', { to: '2025-07-10', successorUnitId: 'jinmi' });
    const { meiqiao } = play.world.directory.units;
    if (meiqiao) play.world.directory.units['jinmi'] = { ...meiqiao, unitId: 'jinmi', to: null, name: '金米村' };
    settleCaseAt(play.world, 'c1', '2025-07-14T01:00:00.000Z');
    expect(level0(play)).toEqual(['accept 2 unit:jinmi']);
    const running = new Play(baihe).noticed();
    expect(level0(follow(running, 'chengyun'))).toEqual(['serve 1 unit:next']);
  });

  it('goes on as the unit of a paper, of a helper, and as the place of the subject', () => {
    const play = new Play(baihe).rectifying();
    for (const subject of play.file.subjects) Object.assign(subject, { placeUnitId: 'touzi' });
    play.file.coUnitIds.push('shichangsuo');
    expect(follow(play, 'touzi').file.subjects[0]?.placeUnitId).toBe('next');
    const helped = new Play(baihe).rectifying();
    helped.file.coUnitIds.push('touzi');
    expect(follow(helped, 'touzi').file.coUnitIds).toEqual(['next']);
    const issued = new Play(baihe).rectifying();
    for (const paper of issued.file.papers) paper.byUnitId = 'touzi';
    expect(follow(issued, 'touzi').file.papers[0]?.byUnitId).toBe('next');
  });
});

describe('a subject that an older release took for the village', () => {
  it('takes with it what it owes as the subject, and leaves the village its own duties', () => {
    const play = new Play(baihe).assigned().act('efo1', {
      type: 'impose-control',
      scope: 'premises',
      measures: '停用',
      until: '2025-07-20',
      guardPersonId: 'ens',
    });
    for (const subject of play.file.subjects) Object.assign(subject, { unitId: 'meiqiao' });
    for (const deadline of play.file.deadlines)
      if (deadline.clock === 'control-expiry') Object.assign(deadline, { addressee: 'unit:meiqiao' });
    settleCaseAt(play.world, 'c1', play.now);
    const owers = Object.fromEntries(play.file.deadlines.map(({ clock, addressee }) => [clock, addressee]));
    expect(owers).toMatchObject({ 'control-expiry': 'subject:s1', accept: 'unit:meiqiao' });
  });
});

describe('a case that is archived by what was due before its unit ended', () => {
  it('ends with its archiving: nothing is handed on, and nobody told', () => {
    const play = new Play(baihe).closed();
    for (const day of ['07-20', '08-10', '08-29'])
      play.act(
        'vgg',
        { type: 'record-watch-visit', result: 'clean', attachmentIds: ['vgg-1'] },
        `2025-${day}T02:00:00.000Z`,
      );
    // The watch ends on 30 August; the case is looked at again only in October.
    change(play, 'chengyun', { to: '2025-09-15', successorUnitId: 'guibao' });
    change(play, 'meiqiao', { to: '2025-09-20', successorUnitId: null });
    settleCaseAt(play.world, 'c1', '2025-10-10T01:00:00.000Z');
    expect(play.file).toMatchObject({ status: 'archived', leadUnitId: 'chengyun', deadlines: [] });
    expect(play.types().slice(-2)).toEqual(['watch-ended', 'archived']);
  });
});

describe('a unit that goes on without anybody who could do what it owes', () => {
  const leave = (play: Play, ...gone: string[]): Play => {
    const { directory } = play.world;
    directory.posts = directory.posts.filter(({ personId }) => !gone.includes(personId));
    return play;
  };
  const told = (play: Play) =>
    (play.world.caseEvents.get('c1') ?? []).flatMap((event) =>
      event.type === 'rung-reached' && event.body.act === 'nobody-home' ? [event] : [],
    );

  it.each([
    ['grade', new Play(baihe).registered(), ['ldc', 'ldd', 'efo1', 'efo2', 'efh'], 'unit:chengyun'],
    ['accept', new Play(baihe).assigned(), ['vgm'], 'unit:meiqiao'],
    ['serve', new Play(baihe).noticed(), ['ldc', 'ldd'], 'unit:chengyun'],
    ['recheck', new Play(baihe).rectifying().awaiting(), ['ldc', 'ldd'], 'unit:chengyun'],
    ['watch-visit', new Play(baihe).closed(), ['ldc', 'ldd'], 'unit:chengyun'],
  ])('shows as nobody at home for %s, once', (clock, play, gone, addressee) => {
    leave(play, ...gone);
    settleCaseAt(play.world, 'c1', LATER);
    settleCaseAt(play.world, 'c1', LATER);
    expect(told(play).map(({ body }) => body)).toEqual([expect.objectContaining({ clock, addressee, level: 0 })]);
  });

  it('is told at the latest when the clock runs out, to the office and to L2', () => {
    const play = leave(new Play(baihe).assigned(), 'vgm');
    advance(play.world, '2025-07-04T01:00:00.000Z');
    const [event] = told(play);
    if (event === undefined) throw new Error('not told');
    const { world, file, now } = play;
    const actor = { personId: 'system', posts: [], aliases: [] };
    const context = { ...world, streamId: 'case:c1', now, actor, lookups: lookupsIn(world, file) };
    const [telling] = tellingsOfCase(file, { ...event, signer: event.actor }, context);
    expect(telling?.personIds).toEqual(expect.arrayContaining(['ofc', 'l2']));
  });

  it('says nothing while somebody is there', () => {
    const play = leave(new Play(baihe).assigned(), 'vgg', 'vgg2');
    advance(play.world, '2025-07-04T01:00:00.000Z');
    expect(told(play)).toEqual([]);
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
