import type { Post, Unit } from '../../../domain/people/directory';
import type { Role } from '../../../domain/people/roles';
import { aReport, requested } from './given';
import { Play } from './play';

const post = (role: Role, unitId: string, subjectId: string | null = null): Partial<Post> => ({
  role,
  unitId,
  subjectId,
});

const company = (unitId: string): Unit => ({
  unitId,
  townId: 'baihe',
  name: unitId,
  aliases: [],
  kind: 'company',
  parentId: 'baihe',
  slug: null,
  issuerCode: null,
  domains: [],
  orderBasis: null,
  from: '2020-01-01',
  to: null,
});

/** A town with two companies; 梅桥物业 is a unit in `wuye`, where `ens` has his post. */
const town = (): Play => {
  const play = new Play();
  const { directory } = play.world;
  Object.assign(directory.units, { wuye: company('wuye'), another: company('another') });
  for (const held of directory.posts) if (held.personId === 'ens') held.unitId = 'wuye';
  return play;
};

/** Gives `efo2`, who could re-check, one post more. */
const alsoHolds = (play: Play, held: Partial<Post>): Play => {
  play.world.directory.posts.push({
    postId: 'efo2-more',
    personId: 'efo2',
    role: 'RU',
    unitId: 'guibao',
    subjectId: null,
    from: '2020-01-01',
    to: null,
    certificate: null,
    ...held,
  });
  return play;
};

const recheck = (play: Play) => play.rectifying().act('ens', requested).attempt('efo2', { type: 'start-recheck' });
const refused = { code: 'sod-violation', reason: 'subject-acts' };

describe('the side that rectifies does not re-check', () => {
  it.each<[string, Partial<Post>]>([
    ['who stands for the subject', post('OW', 'meiqiao', 's1')],
    ['who works in the company in which somebody stands for the subject', post('EX', 'wuye')],
  ])('nor does %s', (_, held) => {
    expect(recheck(alsoHolds(town(), held))).toMatchObject(refused);
  });

  it.each<[string, Partial<Post>]>([
    ['who stands for another subject', post('OW', 'touzi', 's2')],
    ['who stands for another subject in the same company', post('OW', 'wuye', 's2')],
    ['who works in another company', post('EX', 'another')],
    ['who works in the village of the subject', post('VGg', 'meiqiao')],
  ])('but %s does', (_, held) => {
    expect(recheck(alsoHolds(town(), held))).toBeNull();
  });

  it('nor does anybody of the unit that is itself the subject', () => {
    const play = alsoHolds(town(), post('RU', 'guibao'));
    play.world.subjects = play.world.subjects.map((subject) => ({ ...subject, kind: 'public-body', unitId: 'guibao' }));
    expect(recheck(play)).toMatchObject(refused);
  });

  it('nor does who applied for it in this cycle, whatever posts he has now', () => {
    const play = town().rectifying().act('ens', requested);
    for (const held of play.world.directory.posts)
      if (held.personId === 'ens') Object.assign(held, post('LDc', 'chengyun'));
    expect(play.attempt('ens', { type: 'start-recheck' })).toMatchObject({ ...refused, reason: 'rectifier-rechecks' });
  });
});

describe('the reported subject does not second a verification', () => {
  const second = (subjectIds: string[], held: Partial<Post>) => {
    const play = alsoHolds(town(), held).act('vgg', aReport({ subjectIds }));
    return play.attempt('vgg', { type: 'verify', method: 'on-site', finding: '属实', coActorId: 'efo2' });
  };

  it('whether he stands for it or works in its company', () => {
    const side = { code: 'sod-violation', reason: 'subject-is-second', pointer: '/coActorId' };
    expect(second(['s1'], post('OW', 'meiqiao', 's1'))).toMatchObject(side);
    expect(second(['s1'], post('ST', 'wuye'))).toMatchObject(side);
    expect(second(['s1'], post('ST', 'another'))).toBeNull();
  });

  it('but somebody of a subject that the report does not name does', () => {
    expect(second(['s2'], post('OW', 'meiqiao', 's1'))).toBeNull();
    expect(second([], post('OW', 'meiqiao', 's1'))).toBeNull();
  });
});
