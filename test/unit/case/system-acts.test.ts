import { eventsOf } from './shanghai';
import { partsOf, baihe } from './baihe-town';
import { Play } from './play';

const SYSTEM = { kind: 'system' };

describe('what the system does is signed by the system, also when a person made it due (settled 5.10)', () => {
  it('as the start of the look-back and the proposal to close', () => {
    const signed = eventsOf(new Play().closed()).filter(
      ({ type }) => type === 'watch-started' || type === 'proposal-opened',
    );
    expect(signed.map(({ type, actor }) => [type, actor])).toEqual([
      ['proposal-opened', SYSTEM],
      ['watch-started', SYSTEM],
    ]);
  });

  it('as handing a proposal up where nobody is entitled', () => {
    const play = new Play();
    const { directory } = partsOf(baihe);
    play.world.directory = { ...directory, posts: directory.posts.filter(({ role }) => role !== 'OFd') };
    play.rectifying().awaiting().passed();
    const raised = eventsOf(play).filter(({ type }) => type === 'proposal-raised' || type === 'rung-reached');
    expect(raised.map(({ type, actor }) => [type, actor])).toEqual([
      ['rung-reached', SYSTEM],
      ['proposal-raised', SYSTEM],
    ]);
  });

  it('and the decision that a person took stays his', () => {
    const closed = eventsOf(new Play().closed()).find(({ type }) => type === 'closed');
    expect(closed?.actor).toMatchObject({ kind: 'person', personId: 'ofd' });
  });
});
