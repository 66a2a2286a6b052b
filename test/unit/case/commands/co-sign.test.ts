import type { CaseCommand } from '../../../../domain/case/commands';
import { confirming, NOW, order } from '../second-scenes';
import { baihe } from '../baihe-town';
import { Play } from '../play';

const asked = (): Play => new Play(baihe, NOW).accepted().act('efo1', order('efo2'));
const declining = (play: Play): CaseCommand => ({
  type: 'co-sign',
  askId: play.file.asks[0]?.askId ?? '',
  decision: 'decline',
});
const isAsked = (play: Play): boolean => play.file.deadlines.some(({ clock }) => clock === 'co-sign');

describe('co-sign', () => {
  it('confirms: the command of the first takes effect, the clock is met and both are named', () => {
    const play = asked();
    expect([play.file.proposals, isAsked(play)]).toEqual([[], true]);
    play.act('efo2', confirming(play));
    expect(play.types().slice(-2)).toEqual(['co-signed', 'proposal-opened']);
    expect(play.file.proposals[0]).toMatchObject({ act: 'statutory-order', by: { personId: 'efo1' } });
    expect(play.file.proposals[0]?.data).toMatchObject({ coActorId: 'efo2' });
    expect([play.file.asks, isAsked(play)]).toEqual([[], false]);
  });

  it('declines: nothing happens but that it is said', () => {
    const play = asked();
    const { status, proposals } = play.file;
    play.act('efo2', declining(play));
    expect(play.world.caseEvents.get('c1')?.at(-1)).toMatchObject({
      type: 'co-sign-lapsed',
      body: { why: 'declined' },
    });
    expect([play.file.status, play.file.proposals, play.file.asks]).toEqual([status, proposals, []]);
  });

  it.each(['efo1', 'efh', 'ofc', 'ldd'])('is refused to %s, who was not asked', (personId) => {
    const play = asked();
    const before = play.file;
    expect(play.attempt(personId, confirming(play))).toMatchObject({ code: 'forbidden', reason: 'not-the-second' });
    expect(play.file).toEqual(before);
  });

  it('is refused to who no longer holds a post that may sign, and stays open for him to decline', () => {
    const play = asked();
    const { directory } = play.world;
    directory.posts = directory.posts.map((post) => (post.personId === 'efo2' ? { ...post, certificate: null } : post));
    expect(play.attempt('efo2', confirming(play))).toMatchObject({ reason: 'certificate-not-valid' });
    expect(play.attempt('efo2', declining(play))).toBeNull();
  });

  it('stays silent once it is done: the same ask cannot be signed again', () => {
    const play = asked();
    const again = confirming(play);
    play.act('efo2', again);
    const { length } = play.types();
    expect(play.attempt('efo2', again)).toMatchObject({ code: 'illegal-transition', reason: 'ask-not-open' });
    expect(play.types()).toHaveLength(length);
  });
});
