import { aPost } from '../../support/a-post';
import type { CaseCommand } from '../../../domain/case/commands';
import type { Post } from '../../../domain/people/directory';
import type { Role } from '../../../domain/people/roles';
import { baihe } from './baihe-town';
import { grading } from './given';
import { Play } from './play';

const assigning = (
  leadUnitId: string,
  responsibleUnitId: string,
  more: Partial<Extract<CaseCommand, { type: 'assign' }>> = {},
): CaseCommand => ({ type: 'assign', leadUnitId, responsibleUnitId, coUnitIds: [], ...more });

const serves = (play: Play, personId: string, role: Role, unitId: string, more: Partial<Post> = {}): void => {
  play.world.directory.posts.push(aPost(personId, role, unitId, more));
};

/** A fire hazard that is graded, in a town where 财政所 and 金米村 are staffed too. */
const graded = (): Play => {
  const play = new Play(baihe);
  const { meiqiao } = play.world.directory.units;
  if (meiqiao) play.world.directory.units['jinmi'] = { ...meiqiao, unitId: 'jinmi', slug: null, name: '金米村' };
  serves(play, 'cz', 'RU', 'caizheng');
  serves(play, 'cz2', 'LDc', 'caizheng');
  serves(play, 'jm', 'VGm', 'jinmi');
  return play.graded();
};

const reasonOf = (play: Play, command: CaseCommand, by = 'ofc') => play.attempt(by, command)?.reason;

describe('U-41: an assignment', () => {
  it('records who leads, who answers and who takes part, and starts the clock of acceptance', () => {
    const play = graded().act('ofc', assigning('chengyun', 'meiqiao', { coUnitIds: ['zhifa'] }));
    expect(play.file).toMatchObject({
      status: 'assigned',
      leadUnitId: 'chengyun',
      responsibleUnitId: 'meiqiao',
      coUnitIds: ['zhifa'],
    });
    expect(play.file.deadlines).toContainEqual(expect.objectContaining({ clock: 'accept', addressee: 'unit:meiqiao' }));
  });

  it('of a fire hazard to 财政所 needs a reason, and says whom the pack names', () => {
    const play = graded();
    expect(play.attempt('ofc', assigning('chengyun', 'caizheng'))).toMatchObject({
      code: 'validation',
      reason: 'outside-routing',
      pointer: '/reason',
      message: expect.stringContaining('各村居'),
    });
    play.act('ofc', assigning('chengyun', 'caizheng', { reason: '该车棚由财政所管理' }));
    expect(play.file.responsibleUnitId).toBe('caizheng');
  });

  it('to another lead than the row names needs a reason; the office that it names and who can in its place need none', () => {
    const play = graded();
    expect(reasonOf(play, assigning('caizheng', 'meiqiao'))).toBe('outside-routing');
    expect(reasonOf(play, assigning('zhifa', 'meiqiao'))).toBe('outside-routing');
    expect(play.attempt('ofc', assigning('zhuanban', 'meiqiao'))).toBeNull();
  });

  it('is silent where any village answers for 各村居', () => {
    expect(graded().attempt('ofc', assigning('chengyun', 'jinmi'))).toBeNull();
  });

  it('is silent about units that the prose of the notice names', () => {
    const play = new Play(baihe).registered().act('ldc', {
      ...grading,
      domain: 'work-safety',
      hazardType: 'plant-warehouse',
      clauseId: 'baihe-plant',
    } as CaseCommand);
    serves(play, 'cy', 'RU', 'chengyun');
    expect(play.attempt('ofc', assigning('chengyun', 'chengyun'))).toBeNull();
  });

  it('is not bound by an empty list', () => {
    const play = new Play(baihe).registered();
    serves(play, 'gb', 'LDc', 'guibao');
    play.act('gb', {
      ...grading,
      domain: 'construction',
      hazardType: 'self-built-house-works',
      clauseId: 'baihe-self-built',
    } as CaseCommand);
    expect(play.attempt('ofc', assigning('chengyun', 'meiqiao'))).toBeNull();
  });

  it('is refused for a unit in which nobody could accept, whatever the reason', () => {
    const play = graded();
    serves(play, 'cy-audit', 'AU', 'lvhua');
    expect(reasonOf(play, assigning('chengyun', 'lvhua', { reason: '绿化问题' }))).toBe('nobody-accepts');
    expect(reasonOf(play, assigning('chengyun', 'zichan', { reason: '资产问题' }))).toBe('unit-empty');
    expect(reasonOf(play, assigning('jingxi', 'meiqiao', { reason: '精细部牵头' }))).toBe('unit-empty');
    expect(reasonOf(play, assigning('chengyun', 'meiqiao', { coUnitIds: ['jingxi'] }))).toBe('unit-empty');
  });

  it('is refused for a unit whose people have left, or that has ended or is of another town', () => {
    const play = graded();
    serves(play, 'left', 'RU', 'nongye', { to: '2025-06-30' });
    const { lvhua } = play.world.directory.units;
    if (lvhua) play.world.directory.units['lvhua'] = { ...lvhua, to: '2025-06-30' };
    expect(reasonOf(play, assigning('chengyun', 'nongye', { reason: '农业' }))).toBe('unit-empty');
    expect(reasonOf(play, assigning('chengyun', 'lvhua', { reason: '绿化' }))).toBe('unit-unknown');
    expect(reasonOf(play, assigning('chengyun', 'nowhere', { reason: '他镇' }))).toBe('unit-unknown');
  });

  it('is refused to who is not of the office, and before the case is graded', () => {
    expect(reasonOf(graded(), assigning('chengyun', 'meiqiao'), 'ldd')).toBe('not-your-task');
    expect(reasonOf(new Play(baihe).registered(), assigning('chengyun', 'meiqiao'))).toBe('not-from-registered');
  });
});

describe('U-41: a reassignment', () => {
  const reassigning = (responsibleUnitId: string): CaseCommand => ({
    type: 'reassign',
    leadUnitId: 'chengyun',
    responsibleUnitId,
    coUnitIds: [],
    reason: '更合适',
  });

  it('records the other unit with its reason, and the clock of acceptance begins anew for it', () => {
    const play = graded().act('ofc', assigning('chengyun', 'meiqiao')).act('ofc', reassigning('caizheng'));
    expect(play.file.responsibleUnitId).toBe('caizheng');
    expect(play.file.deadlines.filter((deadline) => deadline.clock === 'accept' && deadline.level === 0)).toEqual([
      expect.objectContaining({ n: 2, addressee: 'unit:caizheng', state: 'armed' }),
    ]);
  });

  it('is refused once the unit has signed for it, and for a unit in which nobody could accept', () => {
    const play = graded().act('ofc', assigning('chengyun', 'meiqiao'));
    expect(reasonOf(play, reassigning('zichan'))).toBe('unit-empty');
    play.act('vgm', { type: 'accept-assignment' });
    expect(reasonOf(play, reassigning('caizheng'))).toBe('already-accepted');
  });

  it('leaves what was refused once counted: a second refusal goes to the leader', () => {
    const play = graded().act('ofc', assigning('chengyun', 'meiqiao'));
    play.act('vgm', { type: 'refuse-assignment', reason: '非本村' }).act('ofc', reassigning('caizheng'));
    play.act('cz', { type: 'refuse-assignment', reason: '非本所' });
    expect(play.file.proposals.map(({ act }) => act)).toContain('reassign-above');
    expect(reasonOf(play, reassigning('meiqiao'))).toBe('reassign-above-open');
  });

  it('is told by a refusal that another unit is meant only where somebody there could accept', () => {
    const play = graded().act('ofc', assigning('chengyun', 'meiqiao'));
    const refusing = (proposedUnitId: string): CaseCommand => ({
      type: 'refuse-assignment',
      reason: '非本村',
      proposedUnitId,
    });
    expect(reasonOf(play, refusing('zichan'), 'vgm')).toBe('unit-empty');
    expect(play.attempt('vgm', refusing('caizheng'))).toBeNull();
  });
});
