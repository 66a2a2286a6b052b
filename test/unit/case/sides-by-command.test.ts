import { COMMANDS, type CaseCommand, type DirectType } from '../../../domain/case/commands';
import { gate } from '../../../domain/case/gate';
import type { ActRule } from '../../../domain/case/proposals/rule';
import { mayPropose } from '../../../domain/case/act-gate';
import type { CaseFile } from '../../../domain/case/file';
import type { Context } from '../../../domain/context';
import { sightOf } from '../../../domain/case/sight';
import { ACTS, PROPOSALS } from '../../../domain/case/proposals';
import { rolesOf, type Grant } from '../../../domain/people/permit';
import { aPost } from '../../support/a-post';
import { proposingMajor } from './major-scenes';
import { NOW } from './second-scenes';
import { baihe } from './baihe-town';
import { aReport, grading } from './given';
import { Play } from './play';

/** What the side that rectifies does by its own right (roles.md 3.3 rule 2; authority.md 2). */
const ITS_OWN: DirectType[] = [
  'accept-assignment',
  'refuse-assignment',
  'file-plan',
  'report-progress',
  'request-recheck',
  'impose-control',
  'lift-control',
  'extend-control',
  'withdraw-lead',
  'add-note',
];

const request: CaseCommand = {
  type: 'request-recheck',
  report: '已整改',
  beforeAttachmentIds: ['vgm-1'],
  afterAttachmentIds: ['vgm-2'],
};

const UNITS = ['baihe', 'zhuanban', 'chengyun', 'zhifa', 'qu-xiaofang', 'guibao'];

/** 梅桥村 is itself the subject. */
const ofVillage = (at?: string): Play => {
  const play = new Play(baihe, at);
  play.world.subjects = play.world.subjects.map((one) =>
    one.subjectId === 's1' ? { ...one, kind: 'public-body', unitId: 'meiqiao' } : one,
  );
  return play;
};

/** The head of the village, who besides holds every post that a right asks for. */
const headWith = (play: Play, grants: Grant[]): Context => {
  const more = rolesOf(grants).flatMap((role) => UNITS.map((unitId) => aPost('head', role, unitId)));
  const posts = [aPost('head', 'VGm', 'meiqiao'), ...more];
  play.world.directory = { ...play.world.directory, posts: [...play.world.directory.posts, ...posts] };
  return { ...play.contextOf('head'), actor: { personId: 'head', posts, aliases: [] } };
};

/** The case in a state from which it could be done. */
const inState = ({ file }: Play, from: readonly CaseFile['status'][]): CaseFile => ({
  ...file,
  status: from[0] ?? file.status,
  leadUnitId: 'chengyun',
  responsibleUnitId: 'meiqiao',
});

describe('the side that rectifies, whatever posts its people hold besides', () => {
  const asked = (type: DirectType) => {
    const rule = COMMANDS[type];
    const play = ofVillage().noticed();
    return gate(rule, inState(play, rule.from), headWith(play, rule.grants));
  };
  const commands = Object.keys(COMMANDS) as DirectType[];

  it.each(commands.filter((type) => !ITS_OWN.includes(type)))('does not give %s', (type) => {
    expect(asked(type)).toMatchObject({ code: 'sod-violation', reason: 'subject-acts' });
  });

  it.each(ITS_OWN)('is not barred from %s', (type) => {
    expect(asked(type)?.reason).not.toBe('subject-acts');
  });

  it.each(
    PROPOSALS.filter(({ grants, bySubject }: ActRule) => grants.length > 0 && bySubject !== true).map(({ act }) => act),
  )('does not ask for %s', (act) => {
    const play = act === 'new-date' || act === 'suspend' ? ofVillage().rectifying() : ofVillage().accepted();
    expect(mayPropose(play.file, headWith(play, ACTS[act].grants), act)).toMatchObject({
      code: 'sod-violation',
      reason: 'subject-acts',
    });
  });

  it('is known from the report on: it neither verifies nor grades nor finds untrue what names it', () => {
    const play = ofVillage().act('ofc', aReport({ subjectIds: ['s1'], attachmentIds: ['ofc-1'] }));
    const verifying = { type: 'verify', method: 'on-site', finding: '属实' } as const;
    expect(play.attempt('vgm', verifying)).toMatchObject({ reason: 'subject-acts' });
    play.world.directory.posts.push(aPost('vgm', 'LDc', 'chengyun'), aPost('vgm', 'OFd', 'zhuanban'));
    const voiding = { type: 'propose', act: 'void', reason: '不实', attachmentIds: ['ldc-1'], fields: {} } as const;
    play.act('ldd', { ...voiding, attachmentIds: ['ldd-1'] });
    expect(play.attempt('vgm', play.decision('void'))).toMatchObject({ reason: 'subject-decides' });
    play.act('ldc', verifying);
    expect(play.attempt('vgm', { ...grading, subjectIds: ['s2'] } as typeof grading)).toMatchObject({
      reason: 'subject-acts',
    });
    expect(play.attempt('ldc', { ...grading, subjectIds: ['s2'] } as typeof grading)).toBeNull();
  });

  it('is known of a report of an older release as well, which does not say what unit it names', () => {
    const play = ofVillage().act('ofc', aReport({ subjectIds: ['s1'], attachmentIds: ['ofc-1'] }));
    play.file.reportedUnitIds.length = 0;
    const verifying = { type: 'verify', method: 'on-site', finding: '属实' } as const;
    expect(play.attempt('vgm', verifying)).toMatchObject({ reason: 'subject-acts' });
  });

  it('does not confirm as 重大 what names it for the first time', () => {
    const play = ofVillage(NOW).registered().act('ldc', proposingMajor());
    // Somebody is left who may decide it: else it would go up at once.
    play.world.directory.posts.push(aPost('ds1', 'VGg', 'meiqiao'), aPost('ds3', 'DS', 'qu-xiaofang'));
    expect(play.attempt('ds1', play.decision('confirm-major'))).toMatchObject({ reason: 'subject-decides' });
    expect(play.attempt('ds1', play.decision('confirm-major', 'reject'))).toMatchObject({ reason: 'subject-decides' });
  });

  it('takes no case from itself that names somebody else in its place', () => {
    const play = ofVillage().graded();
    play.world.directory.posts.push(aPost('vgm', 'LDc', 'chengyun'));
    expect(play.attempt('vgm', { ...grading, subjectIds: ['s2'] } as typeof grading)).toMatchObject({
      reason: 'subject-acts',
    });
  });

  it('stays that side when its unit has ended and another has taken over', () => {
    const play = ofVillage().rectifying().act('vgm', request);
    const { directory } = play.world;
    const { meiqiao } = directory.units;
    Object.assign(directory.units, {
      heir: { ...meiqiao, unitId: 'heir', name: '接办村' },
      meiqiao: { ...meiqiao, to: '2025-07-01', successorUnitId: 'heir' },
    });
    directory.posts.push(aPost('vgg', 'LDc', 'chengyun'));
    for (const subject of play.file.subjects) Object.assign(subject, { unitId: 'heir' });
    expect(play.attempt('vgg', { type: 'start-recheck' })).toMatchObject({ reason: 'subject-acts' });
  });

  it('is not shown what leads to the reporter, from the report on and by whatever post; the audit is', () => {
    const play = ofVillage().act('ofc', aReport({ subjectIds: ['s1'], attachmentIds: ['ofc-1'] }));
    const { directory } = play.world;
    directory.posts.push(aPost('vgm', 'OFd', 'zhuanban'));
    const seen = (personId: string) =>
      sightOf(play.file, {
        directory,
        now: play.now,
        actor: { personId, posts: directory.posts.filter((post) => post.personId === personId), aliases: [] },
      });
    expect(['vgg', 'vgm', 'ofd', 'l2', 'au'].map(seen)).toEqual(['subject', 'subject', 'whole', 'whole', 'whole']);
  });

  it('assigns its own case where nobody else could: the office that is the subject is no dead end', () => {
    const play = ofVillage();
    play.world.subjects = play.world.subjects.map((one) => ({ ...one, kind: 'public-body', unitId: 'zhuanban' }));
    play.registered().act('ldd', grading);
    const { directory } = play.world;
    const assigning: CaseCommand = {
      type: 'assign',
      leadUnitId: 'chengyun',
      responsibleUnitId: 'meiqiao',
      coUnitIds: [],
    };
    directory.posts.push(aPost('other', 'OFc', 'chengyun'));
    expect(play.attempt('ofc', assigning)).toMatchObject({ reason: 'subject-acts', whoCan: ['OFc'] });
    directory.posts.pop();
    expect(play.attempt('ofc', assigning)).toBeNull();
  });
});
