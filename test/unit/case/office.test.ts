import { aPost } from '../../support/a-post';
import { at, DUE, Scene } from '../escalation/scene';
import { aReport, grading, requested, served } from './given';

const inOffice = { posts: [aPost('ldz', 'LDc', 'zhuanban'), aPost('ruz', 'RU', 'zhuanban')] };
const refused = { code: 'forbidden', reason: 'not-your-task' };

/** A case that the office leads and 梅桥村 answers for. */
const ledByOffice = (): Scene => {
  const scene = new Scene(inOffice).graded();
  scene
    .act('ofc', { type: 'assign', leadUnitId: 'zhuanban', responsibleUnitId: 'meiqiao', coUnitIds: [] })
    .act('vgm', { type: 'accept-assignment' })
    .act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '限期整改',
      dueOn: DUE,
    });
  return scene.act('ldc', served(scene.file.papers[0]?.documentId ?? '', scene.now));
};

describe('U-37: a post inside the coordinating office', () => {
  it('does not grade', () => {
    const scene = new Scene(inOffice).registered();
    expect(scene.attempt('ldz', grading)).toMatchObject(refused);
    expect(scene.attempt('ldc', grading)).toBeNull();
  });

  it('does not re-check, nor record a fix on the spot, nor ask for a new date as a re-checker would', () => {
    const scene = new Scene(inOffice).rectifying(DUE).act('ens', requested);
    for (const personId of ['ldz', 'ruz'])
      expect(scene.attempt(personId, { type: 'start-recheck' })).toMatchObject(refused);
    scene.act('ldc', { type: 'start-recheck' });
    const failed = { type: 'record-recheck', result: 'failed', findings: '未整改', attachmentIds: [] } as const;
    expect(scene.attempt('ldz', { ...failed, attachmentIds: [] })).toMatchObject(refused);
    const onTheSpot = new Scene(inOffice).graded();
    const fixed = { type: 'fix-on-the-spot', attachmentIds: ['ldc-1', 'ldc-2'], subjectSignature: '王某' } as const;
    expect(onTheSpot.attempt('ldz', { ...fixed, attachmentIds: [...fixed.attachmentIds] })).toMatchObject(refused);
  });

  it('does the rest of what its role does', () => {
    const scene = new Scene(inOffice).reported();
    expect(scene.attempt('ldz', { type: 'verify', method: 'documents', finding: '属实' })).toBeNull();
  });
});

describe('an office that leads', () => {
  it('owes no grading: the first responsible unit that can does', () => {
    const scene = new Scene(inOffice).registered();
    expect(scene.file.deadlines.find(({ clock }) => clock === 'grade')?.addressee).toBe('unit:chengyun');
    const without = new Scene({ without: ['ldc', 'ldd'] }).act('vgg', aReport());
    without.act('ofc', { type: 'verify', method: 'documents', finding: '属实' });
    expect(without.file.deadlines.find(({ clock }) => clock === 'grade')?.addressee).toBe('unit:zhifa');
  });

  it('owes no re-check either, and is not late for one', () => {
    const scene = ledByOffice().until(at('2025-08-20T10:00'));
    const owed = scene.file.deadlines.find(({ clock, level }) => clock === 'recheck' && level === 0);
    expect(owed?.addressee).toBe('unit:chengyun');
    expect([...scene.world.escalations.values()].map(({ addressee }) => addressee)).not.toContain('unit:zhuanban');
  });

  it('leaves both to the town government where nobody can', () => {
    const scene = new Scene({ without: ['ldc', 'ldd', 'efo1', 'efo2', 'efh'] }).reported();
    scene.act('ofc', { type: 'verify', method: 'documents', finding: '属实' });
    expect(scene.file.deadlines.find(({ clock }) => clock === 'grade')?.addressee).toBe('unit:baihe');
  });
});

describe('a lead unit in which nobody may do it', () => {
  const owner = (scene: Scene, clock: string) =>
    scene.file.deadlines.find((deadline) => deadline.clock === clock && deadline.level === 0)?.addressee;

  /** 规保办 alone is named for this type, and nobody but an RU is there. */
  const routedToRu = (more: ConstructorParameters<typeof Scene>[0] = {}): Scene => {
    const scene = new Scene(more);
    scene.act('vgg', aReport({ hazardType: 'gas-user-problem', foundAt: scene.now }));
    return scene.act('ofc', { type: 'verify', method: 'documents', finding: '属实' });
  };

  it('owes no grading', () => {
    expect(owner(routedToRu(), 'grade')).toBe('unit:baihe');
    expect(owner(routedToRu({ posts: [aPost('ldg', 'LDc', 'guibao')] }), 'grade')).toBe('unit:guibao');
    const over = routedToRu({ posts: [{ ...aPost('ldg', 'LDc', 'guibao'), to: '2025-06-30' }] });
    expect(owner(over, 'grade')).toBe('unit:baihe');
  });

  it('owes no re-check: the next of the case that can does', () => {
    const scene = new Scene().graded();
    scene
      .act('ofc', {
        type: 'assign',
        leadUnitId: 'meiqiao',
        responsibleUnitId: 'guibao',
        coUnitIds: [],
        reason: '属地',
      })
      .act('ru', { type: 'accept-assignment' })
      .act('ldc', {
        type: 'issue-notice',
        paperType: 'xianqi-zhenggai-yijian',
        issuerUnitId: 'chengyun',
        requirements: '限期整改',
        dueOn: DUE,
      });
    scene.act('ldc', served(scene.file.papers[0]?.documentId ?? '', scene.now)).act('ens', requested);
    expect(owner(scene, 'recheck')).toBe('unit:guibao');
  });
});
