import { baihe } from '../case/baihe-town';
import { aPost } from '../../support/a-post';
import { at, DUE, publish, Scene } from './scene';

const codeOf = (scene: Scene, unitId: string): string =>
  scene.world.directory.units[unitId]?.issuerCode ?? scene.world.directory.units[unitId]?.name ?? unitId;

/** The paper of the circular, of whom its number speaks. */
const paperOf = (scene: Scene) => {
  const [paper] = scene.the('circular').papers;
  return (
    paper && {
      issuerUnitId: paper.issuerUnitId,
      isOfIssuer: paper.number.startsWith(codeOf(scene, paper.issuerUnitId)),
    }
  );
};

describe('who issues the paper of an escalation (documents 4.1)', () => {
  it('is the office for a 通报 whose host, a lead unit, is no issuer of it by the pack', () => {
    const scene = new Scene().decreed();
    expect(scene.the('circular').hostUnitId).toBe('chengyun');
    expect(paperOf(scene)).toEqual({ issuerUnitId: 'zhuanban', isOfIssuer: true });
    scene.give('ofc', 'circular', publish);
    expect(scene.the('circular').status).toBe('completed');
  });

  it('is the town government where the office is criticised', () => {
    const late = (hostUnitId: string): Scene => {
      const scene = new Scene().graded().until(at('2025-07-22T10:00')).about('unit:zhuanban');
      const proposed = scene.the('circular');
      expect(proposed.hostUnitId).toBe('baihe');
      scene.world.escalations.set(proposed.escalationId, { ...proposed, hostUnitId });
      return scene.give('l1', 'circular', scene.deciding('circular'));
    };
    // One of an earlier release may have a lead unit as its host.
    for (const host of ['baihe', 'chengyun'])
      expect(paperOf(late(host))).toEqual({ issuerUnitId: 'baihe', isOfIssuer: true });
  });

  it('is the host where the pack names it: of a notice of a 约谈, and of a 通报 hosted by the office', () => {
    expect(new Scene().summoned().the('interview').papers).toMatchObject([{ issuerUnitId: 'chengyun' }]);
    const scene = new Scene().rectifying(DUE).until(at('2025-08-20T10:00')).about('unit:chengyun');
    expect(scene.the('circular').hostUnitId).toBe('zhuanban');
    scene.give('l1', 'circular', scene.deciding('circular'));
    expect(paperOf(scene)).toMatchObject({ issuerUnitId: 'zhuanban' });
  });

  it('is the office where the post that would issue it in the host has ended', () => {
    const head = aPost('old', 'OFd', 'chengyun', { to: '2025-08-01' });
    expect(paperOf(new Scene({ posts: [head] }).decreed())).toMatchObject({ issuerUnitId: 'zhuanban' });
    const now = aPost('new', 'OFd', 'chengyun');
    expect(paperOf(new Scene({ posts: [now] }).decreed())).toMatchObject({ issuerUnitId: 'chengyun' });
  });

  it('is the host under a pack without a row for the paper', () => {
    const scene = new Scene();
    const policy = { ...baihe, papers: baihe.papers.filter(({ type }) => type !== 'tongbao') };
    Object.assign(scene.world, { policy });
    expect(paperOf(scene.decreed())).toMatchObject({ issuerUnitId: 'chengyun' });
  });
});
