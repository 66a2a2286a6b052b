import { allowedCommands } from '../../../domain/case/allowed';
import { lookupsIn } from '../../../domain/forecast/lookups';
import { civilDateOf } from '../../../domain/clock/civil';
import { postsOf } from '../../../domain/people/directory';
import { aPost } from '../../support/a-post';
import { grading, Play } from './town';

const EVERYBODY = [
  'vgg',
  'vgm',
  'ofc',
  'ofd',
  'ldc',
  'ldd',
  'ru',
  'ens',
  'enm',
  'ow',
  'efo1',
  'efh',
  'ds1',
  'l2',
  'au',
];

const open = (play: Play, personId: string): string[] =>
  allowedCommands(play.file, {
    streamId: 'case:c1',
    policy: play.pack,
    calendar: play.world.calendar,
    directory: play.world.directory,
    now: play.now,
    actor: { personId, posts: postsOf(play.world.directory, personId, civilDateOf(play.now)), aliases: [] },
    lookups: lookupsIn(play.world, play.file),
  })
    .filter(({ allowed }) => allowed)
    .map(({ command }) => command);

/** Who has which button, besides the note that all may write. */
const buttons = (play: Play): { [command: string]: string } => {
  const held: { [command: string]: string } = {};
  for (const personId of EVERYBODY)
    for (const command of open(play, personId))
      if (command !== 'add-note') held[command] = held[command] ? `${held[command]} ${personId}` : personId;
  return held;
};

describe('who has which button', () => {
  it.each<[string, () => Play, object]>([
    [
      'lead',
      () => new Play().reported(),
      {
        'impose-control': 'efo1 efh ds1',
        propose: 'vgg vgm ofc ofd ldc ldd ru efo1 efh ds1',
        verify: 'vgm ofc ofd ldc ldd ru efo1 efh ds1',
        'withdraw-lead': 'vgg',
      },
    ],
    [
      'registered',
      () => new Play().registered(),
      { grade: 'ldc ldd efo1 efh ds1', 'impose-control': 'efo1 efh ds1', propose: 'vgg ofc ofd ldc ldd efo1 efh ds1' },
    ],
    [
      'graded',
      () => new Play().graded(),
      {
        assign: 'ofc ofd ldc',
        'fix-on-the-spot': 'ldc ldd efo1 efh ds1',
        grade: 'ldc ldd efo1 efh ds1',
        'impose-control': 'ens enm efo1 efh ds1',
        propose: 'vgg ofc ofd ldc ldd efo1 efh ds1',
      },
    ],
    [
      'assigned',
      () => new Play().assigned(),
      {
        'accept-assignment': 'vgm',
        'impose-control': 'ens enm efo1 efh ds1',
        propose: 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        reassign: 'ofc ofd ldc',
        'refuse-assignment': 'vgm',
      },
    ],
    [
      'accepted',
      () => new Play().accepted(),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        'issue-notice': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        propose: 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
      },
    ],
    [
      'with a paper',
      () => new Play().noticed(),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        'issue-notice': 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        propose: 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'record-service': 'ldc ldd',
        'withdraw-notice': 'ldc ldd',
      },
    ],
    [
      'rectifying',
      () => new Play().rectifying(),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        propose: 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'report-progress': 'vgg vgm ldc ldd ens enm efo1 efh',
        'request-recheck': 'ens enm',
      },
    ],
    [
      'awaiting a re-check',
      () => new Play().rectifying().awaiting(),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        propose: 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'start-recheck': 'ldc ldd efo1 efh ds1',
      },
    ],
    [
      'being re-checked',
      () => new Play().rectifying().awaiting().act('ldc', { type: 'start-recheck' }),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        propose: 'vgg vgm ofc ofd ldc ldd efo1 efh',
        'record-recheck': 'ldc ldd efo1 efh ds1',
      },
    ],
    [
      'before its closing',
      () => new Play().rectifying().awaiting().passed(),
      { 'decide-proposal': 'ofd', 'impose-control': 'ens enm efo1 efh ds1', propose: 'vgg vgm ofc ofd ldc ldd' },
    ],
    [
      'watched',
      () => new Play().closed(),
      {
        'impose-control': 'ens enm efo1 efh ds1',
        propose: 'vgg vgm ofc ofd ldc ldd efo1 efh ds1',
        'record-watch-visit': 'vgg vgm ldc ldd efo1 efh',
      },
    ],
  ])('of a case that is %s', (_, play, expected) => {
    expect(buttons(play())).toEqual(expected);
  });
});

describe('a button that its own command would refuse', () => {
  const opened = (subjectUnitId: string | null): Play => {
    const play = new Play().registered();
    const village = { subjectId: 'x', townId: 'baihe', name: '梅桥村委会', kind: 'public-body' as const };
    play.world.subjects = [...play.world.subjects, { ...village, unitId: subjectUnitId, protectedPerson: false }];
    return play
      .act('ldc', { ...grading, subjectIds: [subjectUnitId === null ? 's1' : 'x'] } as typeof grading)
      .act('ofc', { type: 'assign', leadUnitId: 'chengyun', responsibleUnitId: 'meiqiao', coUnitIds: [] })
      .act('vgm', { type: 'accept-assignment' });
  };

  it('is not shown: no paper to a village by the village, none of its own company by an officer, no service either', () => {
    expect(['vgg', 'vgm', 'ldc'].filter((id) => open(opened(null), id).includes('issue-notice'))).toHaveLength(3);
    const village = opened('meiqiao');
    expect(['vgg', 'vgm', 'ldc'].filter((id) => open(village, id).includes('issue-notice'))).toEqual(['ldc']);
    const firm = opened(null);
    firm.world.directory.posts.push(aPost('ldd', 'ENs', 'meiqiao', { subjectId: 's1' }));
    expect(['ldc', 'ldd'].filter((id) => open(firm, id).includes('issue-notice'))).toEqual(['ldc']);
    const paper = { paperType: 'xianqi-zhenggai-yijian', issuerUnitId: 'chengyun', requirements: '限期整改' } as const;
    firm.act('ldc', { type: 'issue-notice', ...paper, dueOn: '2025-07-22' });
    expect(['ldc', 'ldd'].filter((id) => open(firm, id).includes('record-service'))).toEqual(['ldc']);
  });
});
