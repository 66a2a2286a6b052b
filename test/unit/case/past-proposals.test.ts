import type { CaseCommand, ProposalFields } from '../../../domain/case/commands';
import { advance } from '../../../domain/forecast/world';
import type { Pack } from '../../../domain/policy/pack';
import { approving, confirming, NOW, order } from './second-scenes';
import { at, eventsOf } from './shanghai';
import { baihe } from './baihe-town';
import { Play } from './play';

const controlUntil = (until: string): CaseCommand => ({
  type: 'propose',
  act: 'impose-control',
  reason: '危险',
  attachmentIds: [],
  fields: { scope: 'premises', measures: '停用', until, guardPersonId: 'ens' },
});

/** A control is asked for on Monday, 1 December 2025; it is to be decided by the 3rd. */
const asking = (until: string): Play => new Play(baihe, NOW).registered().act('vgg', controlUntil(until));

const look = (play: Play, local: string): Play => play.act('ofc', { type: 'add-note', text: '查看' }, at(local));

/** What happened to the decision, without its steps. */
const decision = (play: Play): string[] =>
  eventsOf(play).flatMap((event) => {
    if (event.type === 'deadline-missed') return event.body.clock === 'decision' ? ['missed'] : [];
    if (event.type === 'proposal-withdrawn') return [`withdrawn: ${event.body.reason}`];
    return event.type === 'proposal-raised' ? ['raised'] : [];
  });

const open = (play: Play): string[] => play.file.proposals.map(({ act }) => act);

describe('a proposal whose date has passed', () => {
  it('is open through that day and withdrawn when its case is settled after it; its author is told', () => {
    const play = look(asking('2025-12-01'), '2025-12-01T23:59');
    expect(open(play)).toEqual(['impose-control']);
    look(play, '2025-12-02T00:01');
    expect(open(play)).toEqual([]);
    expect(eventsOf(play).find(({ type }) => type === 'proposal-withdrawn')).toMatchObject({
      actor: { kind: 'system' },
      body: { reason: 'overtaken', authorId: 'vgg' },
    });
    expect(play.file.deadlines.filter(({ clock }) => clock === 'decision')).toEqual([]);
  });

  it('makes nobody late, however late its case is settled', () => {
    for (const play of [look(asking('2025-12-02'), '2025-12-20T10:00'), asking('2025-12-02')]) {
      advance(play.world, at('2025-12-20T10:00'));
      expect(decision(play)).toEqual(['withdrawn: overtaken']);
    }
  });

  it('that passes with the time to decide is missed by who had it, and goes up to nobody', () => {
    const played = asking('2025-12-03');
    advance(played.world, at('2025-12-20T10:00'));
    for (const play of [played, look(asking('2025-12-03'), '2025-12-20T10:00')])
      expect(decision(play)).toEqual(['missed', 'withdrawn: overtaken']);
  });

  it('goes up as ever where it lies ahead', () => {
    const play = look(asking('2025-12-20'), '2025-12-04T10:00');
    expect(decision(play)).toEqual(['missed', 'raised']);
    expect(open(play)).toEqual(['impose-control']);
  });
});

/** An order of 综合执法队, to be decided by its head. */
const ordering = (more: ProposalFields = {}, pack: Pack = baihe): Play => {
  const asked = order('efo2');
  const command = asked.type === 'propose' ? { ...asked, fields: { ...asked.fields, ...more } } : asked;
  const play = new Play(pack, NOW).accepted().act('efo1', command);
  return play.act('efo2', confirming(play));
};

describe('an order', () => {
  it('is withdrawn once its own date has passed, and once its clause is in force no more', () => {
    const play = look(ordering({ dueOn: '2025-12-01' }), '2025-12-02T09:00');
    expect(decision(play)).toEqual(['withdrawn: overtaken']);
    const clauses = baihe.clauses.map((one) => (one.id === 'xiaofang-16' ? { ...one, validTo: '2025-12-01' } : one));
    const ending = look(ordering({}, { ...baihe, clauses }), '2025-12-01T20:00');
    expect(open(ending)).toEqual(['statutory-order']);
    expect(decision(look(ending, '2025-12-02T09:00'))).toEqual(['withdrawn: overtaken']);
  });

  it('that waits for its second officer lapses with its date', () => {
    const asked = order('efo2');
    const command = asked.type === 'propose' ? { ...asked, fields: { ...asked.fields, dueOn: '2025-12-01' } } : asked;
    const play = look(new Play(baihe, NOW).accepted().act('efo1', command), '2025-12-02T00:01');
    expect(play.file.asks).toEqual([]);
    expect(eventsOf(play).find(({ type }) => type === 'co-sign-lapsed')?.body).toMatchObject({ why: 'overtaken' });
  });
});

describe('an order whose second officer has gone', () => {
  const without = (play: Play): Play => {
    const { directory } = play.world;
    play.world.directory = { ...directory, posts: directory.posts.filter(({ personId }) => personId !== 'efo2') };
    return play;
  };

  it('stays while there is time to decide, since he may come back', () => {
    const play = ordering();
    const { directory } = play.world;
    look(without(play), '2025-12-01T15:00');
    expect(open(play)).toEqual(['statutory-order']);
    expect(play.attempt('efh', approving(play))).toMatchObject({ reason: 'overtaken' });
    play.world.directory = directory;
    expect(play.attempt('efh', approving(play))).toBeNull();
  });

  it('is withdrawn when that time is over: nobody is late, and it goes up to nobody', () => {
    const play = without(ordering());
    advance(play.world, at('2025-12-20T10:00'));
    expect(decision(play)).toEqual(['withdrawn: overtaken']);
    expect(open(play)).toEqual([]);
  });
});
