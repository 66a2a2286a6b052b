import { bodiesOf } from '../../../verification/simulation/bodies';
import { baihe } from '../case/baihe-town';
import { Play } from '../case/play';

/** Refused twice in a town in which nobody of these is left, and what L2 would try. */
const triesWithout = (gone: string[]) => {
  const play = new Play(baihe).assigned();
  const { directory } = play.world;
  Object.assign(directory, { posts: directory.posts.filter(({ personId }) => !gone.includes(personId)) });
  play.act('vgm', { type: 'refuse-assignment', reason: '非本村' }).act('ofc', {
    type: 'reassign',
    leadUnitId: 'chengyun',
    responsibleUnitId: 'guibao',
    coUnitIds: [],
    reason: '属地',
  });
  play.act('ru', { type: 'refuse-assignment', reason: '非本单位' });
  const { file, now, pack: policy } = play;
  const scene = { file, policy, directory, now, who: 'l2', subjectIds: ['s1'], photo: () => 'l2-1' };
  return { play, tries: bodiesOf(scene, ['decide-proposal']) };
};

describe('the bodies that lives try', () => {
  it.each([[[]], [['efh']], [['efh', 'efo2']]])(
    'name an owner in which somebody can sign for the case, though %j are gone',
    (gone: string[]) => {
      const { play, tries } = triesWithout(gone);
      expect(tries.map((command) => play.attempt('l2', command))).toContain(null);
    },
  );
});
