import { proposingMajor } from './major-scenes';
import { NOW, confirming, order } from './second-scenes';
import { baihe } from './baihe-town';
import { served } from './given';
import { Play } from './play';

/** Advice is served, then an order on a clause of the case's type is issued. */
const issued = (): Play => {
  const play = new Play(baihe, NOW).rectifying('2026-03-31').act('efo1', order('efo2'));
  return play.act('efo2', confirming(play)).decide('efh', 'statutory-order');
};

const serving = (play: Play) => served(play.file.papers.at(-1)?.documentId ?? '', play.now);

describe('an order that waits to be served', () => {
  it('is not served once the case is of another type, to which its clause does not belong', () => {
    const play = issued().act('ldc', proposingMajor('exit-blocked', 'gb35181-2025')).decide('ds1', 'confirm-major');
    expect(play.attempt('efo1', serving(play))).toMatchObject({ reason: 'overtaken', pointer: '/documentId' });
  });

  it('is not served once its clause is out of force, and is served while it stands', () => {
    const play = issued();
    const clauses = play.world.policy.clauses.map((clause) =>
      clause.id === 'xiaofang-16' ? { ...clause, validTo: '2025-11-30' } : clause,
    );
    const { policy } = play.world;
    play.world.policy = { ...policy, clauses };
    expect(play.attempt('efo1', serving(play))).toMatchObject({ reason: 'overtaken' });
    play.world.policy = policy;
    expect(play.attempt('efo1', serving(play))).toBeNull();
  });
});
