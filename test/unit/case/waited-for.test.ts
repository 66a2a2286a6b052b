import { deadState } from '../../../verification/simulation/dead-state';
import { advance } from '../../../domain/forecast/world';
import { Play } from './play';

/** A rectifying case whose subject has nobody left, nor the unit that could file for it. */
const left = (): Play => {
  const play = new Play().rectifying('2025-07-22');
  const gone = ['ens', 'enm', 'vgg', 'vgg2', 'vgm'];
  const { directory } = play.world;
  play.world.directory = { ...directory, posts: directory.posts.filter(({ personId }) => !gone.includes(personId)) };
  return play;
};

const why = (play: Play): string | null =>
  deadState(play.file, play.contextOf('nobody'), (personId, types) =>
    types.includes('start-recheck') && personId === 'ldc' ? [{ type: 'start-recheck' }] : [],
  );

describe('a subject that has nobody left to apply for it', () => {
  it('is waited for while its date runs; once that has passed it is looked at all the same', () => {
    const play = left();
    expect(why(play)).toBeNull();
    play.now = '2025-07-23T02:00:00.000Z';
    advance(play.world, play.now);
    expect(why(play)).toBeNull();
    expect(play.attempt('ldc', { type: 'start-recheck' })).toBeNull();
  });

  it('stands still where nobody is left to look either', () => {
    const play = left();
    play.now = '2025-07-23T02:00:00.000Z';
    advance(play.world, play.now);
    const { directory } = play.world;
    play.world.directory = { ...directory, posts: directory.posts.filter(({ role }) => role.startsWith('OF')) };
    expect(why(play)).toContain('nobody can take the next step');
  });
});
