import { advance } from '../../../domain/forecast/world';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { tellingsOfCase } from '../../../domain/case/tellings';
import { aPost } from '../../support/a-post';
import { certificate, confirming, NOW, order } from './second-scenes';
import { at } from './shanghai';
import { baihe } from './baihe-town';
import { Play } from './play';

/** Both officers of the brigade have signed an order; a third there is none. */
const byBoth = (): Play => {
  const play = new Play(baihe, NOW).accepted();
  play.world.directory.posts.push(aPost('ds3', 'DS', 'qu-xiaofang', { certificate }));
  play.act('ds1', order('ds3'));
  return play.act('ds3', confirming(play));
};

const steps = (play: Play) => play.file.proposals.map((proposal) => proposal.steps);

const clockOf = (play: Play) =>
  play.file.deadlines.find(({ clock, level, state }) => clock === 'decision' && level === 0 && state === 'armed');

/** Who was told of the rungs of the decision. */
const told = ({ world, file, now }: Play): string[][] =>
  (world.caseEvents.get('c1') ?? []).flatMap((event) => {
    if (event.type !== 'rung-reached') return [];
    const actor = { personId: 'system', posts: [], aliases: [] };
    const { policy, calendar, directory } = world;
    const context = { streamId: 'case:c1', policy, calendar, directory, now, actor, lookups: lookupsIn(world, file) };
    return tellingsOfCase(file, { ...event, signer: event.actor }, context).map(({ personIds }) => personIds);
  });

describe('an order of a district department both officers of which have signed it', () => {
  it('is decided by nobody of the town', () => {
    const play = byBoth();
    expect(steps(play)).toEqual([[{ roles: ['DS'], unitId: 'qu-xiaofang' }]]);
    for (const personId of ['l2', 'l1', 'ds1'])
      expect(play.attempt(personId, play.decision('statutory-order'))).not.toBeNull();
    expect(play.file.papers).toEqual([]);
  });

  it('waits with a clock that repeats, of which L2 is told each time', () => {
    const play = byBoth();
    expect(told(play)).toMatchObject([expect.arrayContaining(['l2'])]);
    const first = clockOf(play)?.dueOn ?? '';
    for (const now of ['2025-12-09T09:00', '2025-12-23T09:00', '2026-01-20T09:00']) {
      advance(play.world, at(now));
      play.now = at(now);
    }
    expect(steps(play)).toEqual([[{ roles: ['DS'], unitId: 'qu-xiaofang' }]]);
    expect((clockOf(play)?.dueOn ?? '') > first).toBe(true);
    expect(play.types()).not.toContain('proposal-raised');
    expect(told(play).at(-1)).toContain('l2');
  });

  it('is decided by whoever the department appoints', () => {
    const play = byBoth();
    play.world.directory.posts.push(aPost('ds4', 'DS', 'qu-xiaofang', { certificate }));
    expect(play.decide('ds4', 'statutory-order').file.papers).toMatchObject([{ statutory: true }]);
  });
});
