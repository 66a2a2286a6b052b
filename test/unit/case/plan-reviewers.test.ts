import { reviewers, runningDate } from '../../../domain/case/plan';
import { major, notified } from './major-scenes';

describe('who reviews the plan of a 重大 (settled 2)', () => {
  const without = (...roles: string[]) => {
    const play = major();
    const { directory } = play.world;
    directory.posts = directory.posts.filter(({ role }) => !roles.includes(role));
    return reviewers(play.file, play.contextOf('ofc'));
  };

  it('is the department of its matter, and where it has nobody the leaders, the nearer one first', () => {
    expect(without()).toEqual({ roles: ['DS'], domain: 'fire' });
    expect(without('DS')).toEqual({ roles: ['L2'] });
    expect(without('DS', 'L2')).toEqual({ roles: ['L1'] });
  });

  it('is that department where nobody is there at all', () => {
    expect(without('DS', 'L2', 'L1')).toEqual({ roles: ['DS'], domain: 'fire' });
  });

  it('is any department where the matter is not known', () => {
    const play = major();
    expect(reviewers({ ...play.file, domain: null }, play.contextOf('ofc')).roles).toEqual(['DS']);
  });
});

describe('the date that a rectification has', () => {
  it('is the limit itself, not a step of its ladder', () => {
    const { file } = notified('2025-12-22');
    const limit = file.deadlines.find(({ clock, level }) => clock === 'rectify' && level === 0);
    expect(limit).toBeDefined();
    const reversed = { ...file, deadlines: file.deadlines.toReversed() };
    expect(runningDate(reversed)).toEqual(limit);
  });
});
