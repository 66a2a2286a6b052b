import type { CaseCommand } from '../../../domain/case/commands';
import type { Subject } from '../../../domain/people/directory';
import { aPost } from '../../support/a-post';
import { answer, Scene } from '../escalation/scene';
import { approving, confirming, NOW, order } from './second-scenes';
import { baihe } from './baihe-town';
import { grading, served } from './given';
import { Play } from './play';

const accept: CaseCommand = { type: 'accept-assignment' };
const start: CaseCommand = { type: 'start-recheck' };

/** A case of one more subject, up to its rectification. */
const rectifyingOf = (more: Partial<Subject>): Play => {
  const play = new Play();
  const subject = { subjectId: 'x', townId: 'baihe', name: '某主体', kind: 'individual' as const, unitId: null };
  play.world.subjects = [...play.world.subjects, { ...subject, protectedPerson: false, ...more }];
  play
    .registered()
    .act('ldc', { ...grading, subjectIds: ['x'] } as CaseCommand)
    .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
    .act('vgm', accept)
    .act('ldc', {
      type: 'issue-notice',
      paperType: 'xianqi-zhenggai-yijian',
      issuerUnitId: 'chengyun',
      requirements: '限期整改',
      dueOn: '2025-07-22',
    });
  return play.act('ldc', served(play.file.papers[0]?.documentId ?? '', play.now));
};

const nameOf = (play: Play, unitId: string): string => play.world.directory.units[unitId]?.name ?? '?';

describe('whom a refusal sends to', () => {
  it('is the people of the one unit that is meant, by its name: who accepts, who serves', () => {
    const assigned = new Play().assigned();
    const accepting = assigned.attempt('ofc', accept);
    expect(accepting).toMatchObject({ reason: 'not-your-task', whoCan: ['VGm'] });
    expect(accepting?.message).toContain(`可由${nameOf(assigned, 'meiqiao')}的村居分管委员办理。`);
    const noticed = new Play().noticed();
    const serving = noticed.attempt('vgg', served(noticed.file.papers[0]?.documentId ?? '', noticed.now));
    expect(serving).toMatchObject({ whoCan: ['LDc', 'LDd'] });
    expect(serving?.message).toContain(nameOf(noticed, 'chengyun'));
    const early = assigned.attempt('ldc', {
      type: 'issue-notice',
      paperType: 'tishi',
      issuerUnitId: 'chengyun',
      requirements: '请整改',
    });
    expect(early).toMatchObject({ reason: 'not-accepted-yet', whoCan: ['VGm'] });
  });

  it('is, of what the subject files, its own people, those of the village that it is, or who files on its behalf', () => {
    expect(new Play().rectifying().attempt('ldc', start)).toMatchObject({
      reason: 'recheck-not-due',
      whoCan: ['ENs', 'ENm'],
    });
    const village = rectifyingOf({ kind: 'public-body', unitId: 'meiqiao' });
    expect(village.attempt('ldc', start)).toMatchObject({ reason: 'recheck-not-due', whoCan: ['VGm'] });
    const resident = rectifyingOf({ placeUnitId: 'meiqiao' });
    expect(resident.attempt('ldc', start)).toMatchObject({ reason: 'recheck-not-due', whoCan: ['VGm', 'VGg'] });
  });

  it('is somebody else than the reader, and nobody of his side', () => {
    const play = new Play().registered();
    const { directory } = play.world;
    directory.posts.push(aPost('ldd', 'ENs', 'meiqiao', { subjectId: 's1' }));
    expect(play.attempt('ldd', grading)).toMatchObject({
      reason: 'subject-acts',
      whoCan: ['LDc', 'EFo', 'EFh', 'DS'],
    });
    directory.posts.push(aPost('ldc', 'ENs', 'meiqiao', { subjectId: 's1' }));
    expect(play.attempt('ldd', grading)).toMatchObject({ whoCan: ['EFo', 'EFh', 'DS'] });
  });

  it('is, of a decision, the unit whose it is', () => {
    const play = new Play(baihe, NOW).accepted().act('efo1', order('efo2'));
    play.act('efo2', confirming(play));
    const refusal = play.attempt('ofd', approving(play));
    expect(refusal).toMatchObject({ reason: 'not-your-decision', whoCan: ['EFh'] });
    expect(refusal?.message).toContain(nameOf(play, 'zhifa'));
  });

  it('is, of the report after a talk, the head of whom it speaks to', () => {
    const scene = new Scene().held();
    expect(scene.ask('ofc', 'interview', answer)).toMatchObject({ reason: 'not-your-task', whoCan: ['ENm'] });
  });
});
