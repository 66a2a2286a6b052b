import { caseModule } from '../../../domain/case/module';
import { sightOf } from '../../../domain/case/sight';
import { civilDateOf } from '../../../domain/clock/civil';
import { escalationModule } from '../../../domain/escalation/module';
import type { OpenEscalation } from '../../../domain/escalation/commands';
import { postsOf } from '../../../domain/people/directory';
import type { Asking } from '../../../domain/people/permit';
import { Scene, sitting } from '../escalation/scene';
import { aPost } from '../../support/a-post';
import { aReport } from './given';
import { Play } from './play';

const asking = (play: Play, personId: string, aliases: string[] = []): Asking => ({
  actor: { personId, posts: postsOf(play.world.directory, personId, civilDateOf(play.now)), aliases },
  directory: play.world.directory,
  now: play.now,
});

const opening: OpenEscalation = {
  type: 'open',
  act: 'interview',
  addressee: 'subject:s1',
  addresseeName: '梅桥物业公司',
  addresseeIsCompany: true,
  hostUnitId: 'chengyun',
  byLadder: false,
  reason: '屡次逾期',
  cases: [{ caseId: 'c1', cycle: 1, major: false }],
  why: 'named',
};

describe('how much of a case somebody is shown', () => {
  const play = (): Play => {
    const graded = new Play().graded();
    graded.world.directory.posts.push({
      ...graded.world.directory.posts[0]!,
      postId: 'both',
      personId: 'ldd',
      role: 'ENs',
      unitId: 'meiqiao',
      subjectId: 's1',
    });
    return graded;
  };

  it.each([
    ['who reads the town', 'ofc', 'whole'],
    ['a district department of its domain', 'ds1', 'whole'],
    ['the side that rectifies', 'ens', 'subject'],
    ['who reads the town and is of that side as well', 'ldd', 'subject'],
    ['who only reported it', 'vgg', 'reporter'],
  ])('%s', (_, personId, sight) => {
    const graded = play();
    // 梅桥村 is not named yet.
    expect(sightOf(graded.file, asking(graded, personId))).toBe(sight);
  });
});

describe('who is answered about a case at all', () => {
  it('is everybody about a report, which opens it', () => {
    const play = new Play().reported();
    expect(caseModule.admit(null, aReport(), asking(play, 'stranger'))).toBeNull();
    expect(caseModule.admit(play.file, aReport(), asking(play, 'stranger'))).toBeNull();
  });

  it('is nobody from elsewhere, nobody without the right, and nobody who may not read it', () => {
    const play = new Play().graded();
    const note = { type: 'add-note', text: '查看' } as const;
    expect(caseModule.admit(play.file, note, asking(play, 'stranger'))).toMatchObject({ code: 'not-found' });
    expect(caseModule.admit(play.file, { type: 'start-recheck' }, asking(play, 'ow'))).toMatchObject({
      reason: 'not-your-task',
    });
    expect(caseModule.admit(play.file, note, asking(play, 'ow'))).toMatchObject({
      code: 'forbidden',
      reason: 'not-your-case',
      whoCan: ['OFc', 'OFd', 'LDc', 'LDd', 'EFo', 'EFh', 'EFr', 'L1', 'L2'],
    });
    expect(caseModule.admit(play.file, note, asking(play, 'ens'))).toBeNull();
    expect(caseModule.admit(play.file, note, asking(play, 'vgg'))).toBeNull();
  });

  it('hears of whose unit could act only as a reader', () => {
    const play = new Play().assigned();
    play.world.directory.posts.push(aPost('efr', 'EFr', 'zhifa'));
    const serving = { type: 'refuse-assignment', reason: '非本单位职责' } as const;
    const told = (who: string) => play.attempt(who, serving)?.message;
    expect(told('efr')).toContain('梅桥村');
    expect(told('ow')).toMatch(/无权办理/);
    expect(told('ow')).not.toContain('梅桥村');
  });

  it('is not, in his own name, who reported it under protection', () => {
    const play = new Play();
    play.act('ofc', aReport({ protectedSource: true, attachmentIds: ['ofc-1'] }));
    for (const part of play.file.parts) part.personId = 'reporter:1';
    const protectedReporter = asking(play, 'ow', ['reporter:1']);
    expect(caseModule.admit(play.file, { type: 'withdraw-lead', reason: '误报' }, protectedReporter)).toBeNull();
    expect(caseModule.admit(play.file, { type: 'add-note', text: '查看' }, protectedReporter)).toMatchObject({
      reason: 'not-your-case',
    });
  });
});

describe('who is answered about an escalation at all', () => {
  it('is who may open one, and the ladder', () => {
    const scene = new Scene().rectifying();
    expect(escalationModule.admit(null, opening, asking(scene, 'ofc'))).toBeNull();
    expect(escalationModule.admit(null, opening, asking(scene, 'vgg'))).toMatchObject({
      code: 'forbidden',
      reason: 'not-your-proposal',
      whoCan: ['OFc', 'OFd', 'LDc', 'LDd'],
    });
    expect(escalationModule.admit(null, { ...opening, byLadder: true }, asking(scene, 'vgg'))).toBeNull();
  });

  it('is nobody from elsewhere and nobody without the right; what another stream does is nobody’s act', () => {
    const scene = new Scene().talked();
    const interview = scene.the('interview');
    const hold = sitting(scene.now);
    expect(escalationModule.admit(interview, hold, asking(scene, 'stranger'))).toMatchObject({ code: 'not-found' });
    expect(escalationModule.admit(interview, hold, asking(scene, 'vgg'))).toMatchObject({ reason: 'not-your-task' });
    expect(escalationModule.admit(interview, hold, asking(scene, 'ldc'))).toBeNull();
    expect(escalationModule.admit(interview, scene.deciding('interview'), asking(scene, 'ow'))).toMatchObject({
      reason: 'not-your-case',
    });
    expect(escalationModule.admit(interview, scene.deciding('interview'), asking(scene, 'l2'))).toBeNull();
    const stranger = asking(scene, 'stranger');
    expect(escalationModule.admit(interview, { type: 'leave', caseId: 'c1', why: 'case-closed' }, stranger)).toBeNull();
    expect(escalationModule.admit(interview, { type: 'join', cases: [], why: 'rung' }, stranger)).toBeNull();
    expect(escalationModule.admit(null, hold, stranger)).toBeNull();
  });
});
